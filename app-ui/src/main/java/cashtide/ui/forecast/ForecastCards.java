package cashtide.ui.forecast;

import cashtide.forecast.Forecast;
import cashtide.forecast.ForecastQuery;
import cashtide.forecast.ReceivablesQuery;
import cashtide.forecast.ReceivablesQuery.Event;
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
import java.time.LocalDate;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The cards around the charts: horizons, what changed, accuracy, receivables, DSO. */
final class ForecastCards {

    /** Of the horizon whose change is explained. */
    private static final int CHANGE_DAYS = 30;

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
        Forecast.Change change = horizon.change();
        if (change != null && forecast.previousAsOf() != null) {
            head.add(moved(change.minor(), "since " + Figures.shortDate(forecast.previousAsOf(), forecast.asOf())));
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

    /**
     * By how much each part of the next 30 days moved, which sums to what the whole moved, and what was booked meanwhile
     * that had a part in it.
     */
    Div changes(List<ReceivablesQuery.Change> booked) {
        LocalDate previous = forecast.previousAsOf();
        Forecast.Change change = forecast.horizons().stream()
                .filter(horizon -> horizon.days() == CHANGE_DAYS)
                .findFirst()
                .map(Forecast.Horizon::change)
                .orElse(null);
        if (previous == null || change == null) {
            return card("ct-side", head("What changed", ""), grey("This is the first forecast."));
        }
        Div list = new Div(
                line(
                        Icon.FILE,
                        "Open items",
                        booked,
                        Event.INVOICES_ISSUED,
                        "issued",
                        Event.PAYMENTS_RECEIVED,
                        "received",
                        change.openItemsMinor()),
                line(
                        Icon.PROMISE,
                        "Promised",
                        booked,
                        Event.PROMISES_MADE,
                        "made",
                        Event.PROMISES_BROKEN,
                        "broken",
                        change.promisedMinor()),
                line(
                        Icon.DISPUTE,
                        "Disputed",
                        booked,
                        Event.DISPUTES_OPENED,
                        "opened",
                        Event.DISPUTES_CLOSED,
                        "closed",
                        change.disputedMinor()));
        if (forecast.scenario() == Forecast.Scenario.ALL) {
            list.add(line(Icon.PLUS, "Not yet invoiced", "of invoices to come", change.newBusinessMinor()));
        }
        list.setClassName("ct-changes");
        Div sum = new Div(
                new Span("Next " + CHANGE_DAYS + " days, P50"),
                number(figures.change(forecast.money(change.minor())), "ct-b"));
        sum.setClassName("ct-sum");
        return card(
                "ct-side", head("What changed since " + Figures.shortDate(previous, forecast.asOf()), ""), list, sum);
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

    /** @param today unapplied cash is listed as it is now, so only then its figure opens the list */
    Div receivables(ReceivablesQuery.Receivables parts, LocalDate today) {
        Div head = head("Receivables", "open invoices");
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
        row(rows, "c2", "Not due", items("state=not_due"), parts.notDue(), parts);
        row(rows, "danger", "Overdue", items("state=overdue"), parts.overdue(), parts);
        row(rows, "warn", "Disputed", items("state=disputed"), parts.disputed(), parts);
        row(rows, "none", "Credit notes", items("state=credit"), parts.credits().negated(), null);
        String unapplied = today.equals(forecast.asOf()) && !parts.unapplied().isZero()
                ? "unapplied-cash?payer=known&currency=" + forecast.currency()
                : "";
        row(rows, "none", "Unapplied cash", unapplied, parts.unapplied().negated(), null);
        row(rows, "none", "Net, as in aging", "aging?asof=" + forecast.asOf(), parts.net(), null);
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
            String address,
            Money part,
            ReceivablesQuery.@Nullable Receivables whole) {
        Span swatch = new Span();
        swatch.setClassName("ct-sw " + css);
        Component name = address.isEmpty() ? new Span(label) : new Anchor(address, label);
        rows.add(new Div(swatch, name));
        rows.add(number(figures.whole(part), "ct-b"));
        rows.add(number(
                whole == null ? "" : figures.percent(BigDecimal.valueOf(whole.perMille(part), 1)) + "%", "ct-sub"));
    }

    private String items(String query) {
        return "open-items?asof=" + forecast.asOf() + "&currency=" + forecast.currency() + "&" + query;
    }

    private static Span slice(String css, ReceivablesQuery.Receivables whole, Money part) {
        Span slice = new Span();
        slice.setClassName("ct-sw " + css);
        slice.getStyle().set("width", whole.perMille(part) / 10.0 + "%");
        return slice;
    }

    /** What was booked that moves a part of the forecast one way or the other, and whose was most of it. */
    private Div line(
            Icon icon,
            String part,
            List<ReceivablesQuery.Change> booked,
            Event one,
            String oneWord,
            Event other,
            String otherWord,
            long minor) {
        List<ReceivablesQuery.Change> meanwhile = Stream.of(one, other)
                .flatMap(event -> booked.stream().filter(change -> change.event() == event))
                .toList();
        Function<ReceivablesQuery.Change, String> words =
                change -> (change.event() == one ? oneWord : otherWord) + " " + figures.whole(change.amount());
        Div line = line(
                icon,
                part,
                meanwhile.isEmpty()
                        ? "nothing booked since"
                        : meanwhile.stream().map(words).collect(Collectors.joining(", ")),
                minor);
        line.setTitle(meanwhile.stream()
                .map(change -> words.apply(change) + " (" + change.count() + "), most by " + change.leading())
                .collect(Collectors.joining("; ")));
        return line;
    }

    private Div line(Icon icon, String part, String booked, long minor) {
        var drawing = icon.draw();
        drawing.addClassName("s");
        Span dot = new Span(drawing);
        dot.setClassName("ct-dot");
        Div meanwhile = new Div(booked);
        meanwhile.setClassName("ct-sub ct-xs ct-cut");
        Div text = new Div(new Div(part), meanwhile);
        text.setClassName("ct-cut");
        Div line = new Div(
                dot, text, number(figures.change(forecast.money(minor)), minor < 0 ? "ct-b ct-danger" : "ct-b"));
        line.setClassName("ct-change");
        return line;
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
