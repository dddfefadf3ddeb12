package cashtide.ui.forecast;

import cashtide.forecast.Forecast;
import cashtide.forecast.ForecastQuery;
import cashtide.forecast.ReceivablesQuery;
import cashtide.kpi.KeyFigures;
import cashtide.money.Money;
import cashtide.ui.component.Figure;
import cashtide.ui.component.Figures;
import cashtide.ui.component.Icon;
import cashtide.ui.component.Meter;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The cards around the charts: horizons, what changed, accuracy, receivables, DSO. */
final class ForecastCards {

    private final Figures figures;
    private final Forecast forecast;

    ForecastCards(Figures figures, Forecast forecast) {
        this.figures = figures;
        this.forecast = forecast;
    }

    Div horizon(Forecast.Horizon horizon) {
        Forecast.Quantiles cash = horizon.cash();
        Div head =
                head("Next " + horizon.days() + " days", "to " + Figures.shortDate(horizon.until(), forecast.asOf()));
        Long change = horizon.changeMinor();
        if (change != null && forecast.previousAsOf() != null) {
            head.add(moved(change, "since " + Figures.shortDate(forecast.previousAsOf(), forecast.asOf())));
        }
        Span band = new Span();
        band.setClassName("fill");
        Span mark = new Span();
        mark.setClassName("mark");
        double span = Math.max(1, cash.p90Minor() - cash.p10Minor());
        mark.getStyle().set("left", 10 + Math.round(80 * (cash.p50Minor() - cash.p10Minor()) / span) + "%");
        Div range = new Div(band, mark);
        range.setClassName("ct-range");
        range.getElement().setAttribute("aria-hidden", "true");
        Div ends = new Div(
                labelled("P10", figures.whole(forecast.money(cash.p10Minor()))),
                new Span("P50"),
                labelled("P90", figures.whole(forecast.money(cash.p90Minor()))));
        ends.setClassName("ct-range-ends ct-xs ct-sub");
        return card("ct-kpi", head, Figure.whole(figures, forecast.money(cash.p50Minor()), "l"), range, ends);
    }

    Div changes(List<ReceivablesQuery.Change> changes) {
        Div list = new Div();
        list.setClassName("ct-changes");
        for (ReceivablesQuery.Change change : changes) {
            list.add(change(change));
        }
        String since = forecast.previousAsOf() == null
                ? "What changed"
                : "What changed since " + Figures.shortDate(forecast.previousAsOf(), forecast.asOf());
        if (changes.isEmpty()) {
            list.add(grey(
                    forecast.previousAsOf() == null ? "This is the first forecast." : "Nothing was booked since."));
        }
        Div card = card("ct-side", head(since, ""), list);
        forecast.horizons().stream()
                .filter(horizon -> horizon.days() == 30 && horizon.changeMinor() != null)
                .forEach(horizon -> {
                    Div sum = new Div(
                            new Span("Next 30 days, P50"),
                            number(figures.change(forecast.money(horizon.changeMinor())), "ct-b"));
                    sum.setClassName("ct-sum");
                    card.add(sum);
                });
        return card;
    }

    Div accuracy(ForecastQuery.Accuracy accuracy) {
        Div figuresRow = new Div();
        figuresRow.setClassName("ct-acc");
        BigDecimal own = accuracy.wapePercent();
        boolean measured = own != null;
        BigDecimal shown = measured ? own : accuracy.backtestPercent();
        if (shown != null) {
            figuresRow.add(block(
                    Figure.withUnit(figures.percent(shown), "%", "", "m"),
                    measured
                            ? "weekly error (WAPE), last " + accuracy.weeks() + " weeks"
                            : "weekly error (WAPE) in the run's backtest"));
        }
        if (accuracy.coveragePercent() != null) {
            figuresRow.add(block(
                    Figure.withUnit(Integer.toString(accuracy.coveragePercent()), "%", "", "m"),
                    "of weeks inside the band, " + accuracy.inside() + " of " + accuracy.coverageWeeks()
                            + ", aim 80%"));
        }
        Div card = card("ct-side", head("Forecast accuracy", "4 weeks ahead"), figuresRow);
        if (shown == null) {
            card.add(grey("Shown once four weeks of forecasts have come true."));
            return card;
        }
        Div versus = new Div();
        versus.setClassName("ct-versus ct-xs");
        BigDecimal naive = accuracy.baselinePercent();
        BigDecimal rehearsed = accuracy.backtestPercent();
        // A naive method says nothing of invoices to come: beside it stands our error on the same open items.
        BigDecimal ours = naive != null && rehearsed != null ? rehearsed : shown;
        BigDecimal worst = naive == null ? ours : ours.max(naive);
        versus.add(
                new Span(forecast.baselineShown() ? "The model" : "Cashtide"),
                new Meter(bar(ours, worst), ""),
                percent(ours));
        if (naive != null) {
            versus.add(
                    new Span("Naive: " + (accuracy.baselineName() == null ? "baseline" : accuracy.baselineName())),
                    new Meter(bar(naive, worst), "quiet"),
                    percent(naive));
        }
        card.add(versus);
        if (naive != null) {
            card.add(grey("Both on the invoices that were open four weeks before."));
        }
        return card;
    }

    Div receivables(ReceivablesQuery.Receivables parts) {
        Div head = head("Receivables", "");
        Figure total = Figure.whole(figures, parts.total(), "");
        total.addClassName("ct-push");
        head.add(total);
        Div stack = new Div(
                slice("c2", parts, parts.notDue()),
                slice("danger", parts, parts.overdue()),
                slice("warn", parts, parts.disputed()));
        stack.setClassName("ct-stack");
        stack.getElement().setAttribute("aria-hidden", "true");
        Div rows = new Div();
        rows.setClassName("ct-split-rows");
        row(rows, "c2", "Not due", "state=not_due", parts.notDue(), parts);
        row(rows, "danger", "Overdue", "state=overdue", parts.overdue(), parts);
        row(rows, "warn", "Disputed", "state=disputed", parts.disputed(), parts);
        row(rows, "none", "Credit notes", "state=credit", parts.credits().negated(), null);
        row(rows, "none", "Unapplied cash", "", parts.unapplied().negated(), null);
        return card("ct-side", head, stack, rows);
    }

    Div daysSalesOutstanding(KeyFigures.Figures key) {
        Div card =
                card("ct-side", head("DSO", key.days() + " days to " + Figures.shortDate(key.day(), forecast.asOf())));
        BigDecimal dso = key.dso();
        if (dso == null) {
            card.add(grey("Nothing was invoiced in the period."));
            return card;
        }
        Div row = new Div(Figure.withUnit(figures.percent(dso), "", "days", "m"));
        row.setClassName("ct-dso");
        if (key.bestPossibleDso() != null) {
            row.add(block(
                    Figure.withUnit(figures.percent(key.bestPossibleDso()), "", "days", ""),
                    "if nobody were past due"));
        }
        card.add(row);
        return card;
    }

    static Div card(String css, Component... content) {
        Div card = new Div(content);
        card.setClassName("ct-card " + css);
        return card;
    }

    static Div head(String title, String sub) {
        Div head = new Div(new H2(title));
        if (!sub.isEmpty()) {
            Span grey = new Span(sub);
            grey.setClassName("ct-sub ct-xs");
            head.add(grey);
        }
        head.setClassName("ct-card-head");
        return head;
    }

    private void row(
            Div rows,
            String css,
            String label,
            String query,
            Money part,
            ReceivablesQuery.@Nullable Receivables whole) {
        Span swatch = new Span();
        swatch.setClassName("ct-sw " + css);
        Component name = query.isEmpty()
                ? new Span(label)
                : new Anchor(
                        "open-items?asof=" + forecast.asOf() + "&currency=" + forecast.currency() + "&" + query, label);
        rows.add(new Div(swatch, name));
        rows.add(number(figures.whole(part), "ct-b"));
        rows.add(number(
                whole == null ? "" : figures.percent(BigDecimal.valueOf(whole.perMille(part), 1)) + "%", "ct-sub"));
    }

    private static Span slice(String css, ReceivablesQuery.Receivables whole, Money part) {
        Span slice = new Span();
        slice.setClassName("ct-sw " + css);
        slice.getStyle().set("width", whole.perMille(part) / 10.0 + "%");
        return slice;
    }

    private Div change(ReceivablesQuery.Change change) {
        Money amount = change.amount();
        return switch (change.event()) {
            case INVOICES_ISSUED ->
                line("ok", Icon.PLUS, counted(change, "invoice") + " issued", figures.change(amount));
            case PAYMENTS_RECEIVED ->
                line(
                        "ok",
                        Icon.CHECK,
                        counted(change, "payment") + " received, most from " + change.leading(),
                        figures.change(amount));
            case PROMISES_MADE ->
                line(
                        "",
                        Icon.PROMISE,
                        counted(change, "promise") + " made, " + change.leading() + " first",
                        figures.change(amount));
            case PROMISES_BROKEN -> line("danger", Icon.ALERT, broken(change), figures.change(amount.negated()));
            case DISPUTES_OPENED ->
                line(
                        "warn",
                        Icon.DISPUTE,
                        counted(change, "dispute") + " opened, " + change.leading() + " first",
                        figures.change(amount.negated()));
            case DISPUTES_CLOSED ->
                line(
                        "ok",
                        Icon.DISPUTE,
                        counted(change, "dispute") + " closed, " + change.leading() + " first",
                        figures.change(amount));
        };
    }

    private static String broken(ReceivablesQuery.Change change) {
        return change.count() == 1
                ? change.leading() + " broke its promise"
                : change.count() + " promises broken, the largest by " + change.leading();
    }

    private static Div line(String tone, Icon icon, String words, String amount) {
        var drawing = icon.draw();
        drawing.addClassName("s");
        Span dot = new Span(drawing);
        dot.setClassName("ct-dot " + tone);
        Span text = new Span(words);
        text.setClassName("ct-cut");
        text.setTitle(words);
        Div line = new Div(dot, text, number(amount, tone.equals("danger") ? "ct-b ct-danger" : "ct-b"));
        line.setClassName("ct-change");
        return line;
    }

    private static String counted(ReceivablesQuery.Change change, String noun) {
        return change.count() + " " + noun + (change.count() == 1 ? "" : "s");
    }

    private Component moved(long minor, String since) {
        var arrow = (minor < 0 ? Icon.ADOWN : Icon.AUP).draw();
        arrow.addClassName("s");
        Span grey = new Span(since);
        grey.setClassName("ct-sub");
        Span moved = new Span(arrow, number(figures.change(forecast.money(minor)), "ct-b"), grey);
        moved.setClassName("ct-moved ct-push ct-xs " + (minor < 0 ? "ct-danger" : "ct-ok"));
        return moved;
    }

    private Span percent(BigDecimal value) {
        return number(figures.percent(value) + "%", "ct-b");
    }

    /** The bars compare errors: the larger fills its own. */
    private static double bar(BigDecimal percent, BigDecimal worst) {
        return worst.signum() == 0 ? 0 : percent.doubleValue() * 100 / worst.doubleValue();
    }

    private static Div block(Component figure, String words) {
        Paragraph text = new Paragraph(words);
        text.setClassName("ct-xs ct-sub");
        return new Div(figure, text);
    }

    private static Span labelled(String label, String figure) {
        return new Span(new Span(label + " "), number(figure, "ct-b"));
    }

    private static Span number(String text, String css) {
        Span number = new Span(text);
        number.setClassName("ct-n " + css);
        return number;
    }

    private static Paragraph grey(String words) {
        Paragraph grey = new Paragraph(words);
        grey.setClassName("ct-sub ct-sm");
        return grey;
    }
}
