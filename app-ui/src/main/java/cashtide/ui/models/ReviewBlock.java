package cashtide.ui.models;

import cashtide.forecast.ModelStanding.Figure;
import cashtide.forecast.ModelStanding.Review;
import cashtide.ui.component.Figures;
import cashtide.ui.component.Icon;
import cashtide.ui.component.StatusChip;
import cashtide.ui.component.Tone;
import cashtide.ui.shell.Texts;
import com.vaadin.flow.component.grid.ColumnTextAlign;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.grid.GridVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import com.vaadin.flow.function.ValueProvider;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The last weekly review of the model: alarms in words, and its figures beside the naive baseline's. */
final class ReviewBlock extends Div {

    private static final long serialVersionUID = 1L;
    private static final int STABILITY_SHOWN = 5;
    private static final String STABILITY = "psi_";

    ReviewBlock(Review review, ZoneId zone) {
        addClassName("ct-block");
        int alarms = review.alarms().size();
        Span when = new Span(Figures.date(review.on()));
        when.addClassName("ct-sub");
        Div title = new Div(
                new H2("Weekly review"),
                when,
                new StatusChip(
                        alarms == 0 ? Tone.OK : Tone.WARN,
                        alarms == 0 ? Icon.CHECK : Icon.ALERT,
                        alarms == 0 ? "No alarm" : Texts.count(alarms, "alarm", "alarms")));
        title.addClassName("ct-block-title");
        Paragraph about = new Paragraph("Weeks from " + Figures.date(review.from()) + " to " + Figures.date(review.on())
                + ModelWords.of(", judged with " + review.model(), zone)
                + (review.rehearsed()
                        ? ", a model of before them, since the one shown has no weeks of its own yet."
                        : ".")
                + (alarms == 0 ? "" : " After an alarm the next model is trained within a week."));
        about.addClassName("ct-models-verdict");
        add(title, about);
        if (alarms > 0) {
            UnorderedList list = new UnorderedList();
            list.addClassName("ct-models-list");
            review.alarms().forEach(alarm -> list.add(new ListItem(ModelWords.of(alarm, zone))));
            add(list);
        }
        add(figures(review.figures()));
    }

    private static Grid<Figure> figures(List<Figure> all) {
        Grid<Figure> grid = new Grid<>();
        grid.addThemeVariants(GridVariant.NO_BORDER, GridVariant.WRAP_CELL_CONTENT);
        grid.setAllRowsVisible(true);
        grid.addColumn(ReviewBlock::words).setHeader("Figure").setFlexGrow(4);
        right(grid, "Model", figure -> number(figure, figure.value()));
        right(grid, "Obvious guess", figure -> number(figure, figure.baseline()));
        right(grid, "Rests on", figure -> Texts.count(figure.count(), one(figure), many(figure)));
        List<Figure> stability = all.stream()
                .filter(figure -> figure.metric().startsWith(STABILITY)
                        && !figure.metric().equals("psi_score"))
                .sorted(Comparator.comparingDouble(Figure::value).reversed())
                .limit(STABILITY_SHOWN)
                .toList();
        grid.setItems(all.stream()
                .filter(figure -> !figure.metric().startsWith(STABILITY)
                        || figure.metric().equals("psi_score")
                        || stability.contains(figure))
                .toList());
        return grid;
    }

    private static void right(Grid<Figure> grid, String header, ValueProvider<Figure, String> words) {
        grid.addColumn(words)
                .setHeader(header)
                .setTextAlign(ColumnTextAlign.END)
                .setFlexGrow(1);
    }

    private static String words(Figure figure) {
        String in = figure.currency() == null ? "" : " in " + figure.currency();
        return switch (figure.metric()) {
            case "week_error" -> "Error of the share paid by each week, squared";
            case "calibration" -> "Share expected to be paid, less what was";
            case "wape_open_items" -> "Weekly cash of open items" + in + ", one to four weeks ahead (WAPE)";
            case "coverage_open_items" -> "Weeks of open items" + in + " inside P10 to P90, aim 80%";
            case "wape" -> "All weekly cash" + in + " as it was shown, four weeks ahead (WAPE)";
            case "coverage" -> "Weeks of all cash" + in + " inside P10 to P90, aim 80%";
            case "psi_score" -> "New invoices' risk unlike what was learned from (stability index), limit 0.25";
            default ->
                figure.metric().startsWith(STABILITY)
                        ? "\u2026 by " + ModelWords.feature(figure.metric().substring(STABILITY.length()))
                        : figure.metric();
        };
    }

    private static String number(Figure figure, @Nullable Double value) {
        if (value == null) {
            return "";
        }
        return switch (figure.metric()) {
            case "week_error" -> String.format(Locale.UK, "%.4f", value);
            case "calibration" -> String.format(Locale.UK, "%+.1f points", 100 * value);
            case "wape", "wape_open_items" -> String.format(Locale.UK, "%.1f%%", 100 * value);
            case "coverage", "coverage_open_items" -> String.format(Locale.UK, "%.0f%%", 100 * value);
            default -> String.format(Locale.UK, "%.2f", value);
        };
    }

    private static String one(Figure figure) {
        return figure.metric().startsWith(STABILITY) ? "invoice" : isOfWeeks(figure) ? "week" : "answer";
    }

    private static String many(Figure figure) {
        return figure.metric().startsWith(STABILITY) ? "invoices" : isOfWeeks(figure) ? "weeks" : "answers";
    }

    private static boolean isOfWeeks(Figure figure) {
        return figure.currency() != null;
    }
}
