package cashtide.ui.component;

import cashtide.money.Money;
import com.vaadin.flow.component.html.Span;

/** A figure that carries its unit: currency code or word grey and smaller, the digits semibold. */
public final class Figure extends Span {

    private Figure(String css) {
        setClassName("ct-fig " + css);
    }

    /** An amount to the minor unit. */
    public static Figure of(Figures figures, Money money, String css) {
        Figure figure = new Figure(css);
        figure.add(code(money.currency().getCurrencyCode()), new Span(figures.amount(money)));
        return figure;
    }

    /** An amount in whole units, for forecasts. */
    public static Figure whole(Figures figures, Money money, String css) {
        Figure figure = new Figure(css);
        figure.add(code(money.currency().getCurrencyCode()), new Span(figures.whole(money)));
        return figure;
    }

    /** Digits with a unit after them; a tabular percent sign is drawn too wide, so the unit has a span of its own. */
    public static Figure withUnit(String digits, String unit, String words, String css) {
        Figure figure = new Figure(css);
        figure.add(new Span(digits));
        if (!unit.isEmpty()) {
            Span sign = new Span(unit);
            sign.setClassName("ct-u");
            figure.add(sign);
        }
        if (!words.isEmpty()) {
            Span grey = new Span(words);
            grey.setClassName("ct-ccy after");
            figure.add(grey);
        }
        return figure;
    }

    public static Figure words(String text, String css) {
        Figure figure = new Figure(css);
        figure.add(new Span(text));
        return figure;
    }

    private static Span code(String currency) {
        Span code = new Span(currency);
        code.setClassName("ct-ccy");
        return code;
    }
}
