package cashtide.ui.customer;

import cashtide.ui.component.Figures;
import cashtide.ui.component.Icon;
import cashtide.ui.component.StatusChip;
import cashtide.ui.component.Tone;
import cashtide.worklist.AccountHistory;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.grid.ColumnTextAlign;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.grid.GridVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.function.ValueProvider;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Payments, disputes and promises of a customer as small tables. */
final class HistoryGrids {

    private static final int ROWS_WITHOUT_SCROLLING = 12;

    private final Figures figures;
    private final LocalDate today;

    HistoryGrids(Figures figures, LocalDate today) {
        this.figures = figures;
        this.today = today;
    }

    /**
     * Those with unapplied cash have a button that asks where it goes.
     *
     * @param currency of the open items that are shown; money of another one waits for their page
     * @param apply null for those who only look
     */
    Grid<AccountHistory.PaymentRow> payments(
            List<AccountHistory.PaymentRow> rows,
            String currency,
            @Nullable Consumer<AccountHistory.PaymentRow> apply) {
        Predicate<AccountHistory.PaymentRow> applicable = row ->
                unapplied(row) && row.amount().currency().getCurrencyCode().equals(currency);
        Grid<AccountHistory.PaymentRow> grid = grid(rows);
        column(grid, row -> Figures.shortDate(row.receivedOn(), today), "Received", "92px");
        grid.addComponentColumn(this::paid).setHeader("For").setFlexGrow(1).setWidth("140px");
        right(grid, row -> Figures.days(row.daysLate()).replace("due in", "early by"), "Days", "94px");
        right(grid, row -> figures.withCode(row.amount()), "Amount", "130px");
        if (apply != null && rows.stream().anyMatch(applicable)) {
            grid.addComponentColumn(row -> applicable.test(row) ? applying(row, apply) : new Span())
                    .setHeader("")
                    .setWidth("82px")
                    .setFlexGrow(0);
        }
        return grid;
    }

    private static boolean unapplied(AccountHistory.PaymentRow row) {
        return !row.reversed() && row.unapplied().isPositive();
    }

    /** What it paid, and below it what is unapplied of it or how it was matched. */
    private Div paid(AccountHistory.PaymentRow row) {
        Div how = new Div(
                row.reversed()
                        ? "returned"
                        : unapplied(row)
                                ? figures.withCode(row.unapplied()) + " unapplied"
                                : "matched by " + row.evidence().replace('_', ' '));
        how.setClassName("ct-sub ct-xs");
        return new Div(new Div(row.documents().isEmpty() ? row.number() : row.documents()), how);
    }

    private static Button applying(AccountHistory.PaymentRow row, Consumer<AccountHistory.PaymentRow> apply) {
        Button button = new Button("Apply", click -> apply.accept(row));
        button.setAriaLabel("Apply what is unapplied of " + row.number());
        button.addThemeVariants(ButtonVariant.TERTIARY);
        return button;
    }

    /**
     * Those that are open have a button that asks for the verdict.
     *
     * @param close null for those who only look
     */
    Grid<AccountHistory.DisputeRow> disputes(
            List<AccountHistory.DisputeRow> rows, @Nullable Consumer<AccountHistory.DisputeRow> close) {
        Grid<AccountHistory.DisputeRow> grid = grid(rows);
        grid.addComponentColumn(this::disputed)
                .setHeader("Document")
                .setFlexGrow(1)
                .setWidth("140px");
        right(grid, row -> figures.withCode(row.amount()), "Amount", "124px");
        grid.addComponentColumn(row -> row.closedOn() == null
                        ? new StatusChip(
                                Tone.WARN, Icon.DISPUTE, "Answer by " + Figures.shortDate(row.answerBy(), today))
                        : new StatusChip(Tone.OK, Icon.CHECK, words(String.valueOf(row.outcome()))))
                .setHeader("Status")
                .setWidth("146px")
                .setFlexGrow(0);
        if (close != null) {
            grid.addComponentColumn(row -> row.closedOn() == null ? closing(row, close) : new Span())
                    .setHeader("")
                    .setWidth("82px")
                    .setFlexGrow(0);
        }
        return grid;
    }

    /** The document, and below it why and since when: the button needs the room of two columns. */
    private Div disputed(AccountHistory.DisputeRow row) {
        Div why = new Div(words(row.reason()) + " since " + Figures.shortDate(row.openedOn(), today));
        why.setClassName("ct-sub ct-xs");
        return new Div(new Div(row.document()), why);
    }

    private static Button closing(AccountHistory.DisputeRow row, Consumer<AccountHistory.DisputeRow> close) {
        Button button = new Button("Close", click -> close.accept(row));
        button.setAriaLabel("Close the dispute of " + row.document());
        button.addThemeVariants(ButtonVariant.TERTIARY);
        return button;
    }

    Grid<AccountHistory.PromiseRow> promises(List<AccountHistory.PromiseRow> rows) {
        Grid<AccountHistory.PromiseRow> grid = grid(rows);
        column(grid, row -> Figures.shortDate(row.promisedOn(), today), "For", "84px");
        right(grid, row -> figures.withCode(row.amount()), "Promised", "136px");
        right(grid, row -> figures.amount(row.paid()), "Paid", "116px");
        column(grid, row -> Figures.shortDate(row.madeOn(), today), "Made", "84px");
        grid.addComponentColumn(HistoryGrids::promise)
                .setHeader("Status")
                .setFlexGrow(1)
                .setWidth("150px");
        return grid;
    }

    private static Component promise(AccountHistory.PromiseRow row) {
        return switch (row.status()) {
            case "kept" -> new StatusChip(Tone.OK, Icon.CHECK, "Promise kept");
            case "broken" -> new StatusChip(Tone.DANGER, Icon.ALERT, "Promise broken");
            case "partly_kept" -> new StatusChip(Tone.WARN, Icon.PROMISE, "Partly kept");
            case "replaced" -> new StatusChip(Tone.QUIET, Icon.PROMISE, "Replaced");
            default -> new StatusChip(Tone.QUIET, Icon.PROMISE, "Open");
        };
    }

    private static <T> Grid<T> grid(List<T> rows) {
        Grid<T> grid = new Grid<>();
        grid.addThemeVariants(GridVariant.NO_BORDER);
        grid.addClassName("ct-items-grid");
        grid.setItems(rows);
        grid.setEmptyStateText("None so far");
        if (rows.size() <= ROWS_WITHOUT_SCROLLING) {
            grid.setAllRowsVisible(true);
        } else {
            grid.setHeight("400px");
        }
        return grid;
    }

    private static <T> void column(Grid<T> grid, ValueProvider<T, String> text, String header, String width) {
        grid.addColumn(text).setHeader(header).setWidth(width).setFlexGrow(0);
    }

    private static <T> void right(Grid<T> grid, ValueProvider<T, String> text, String header, String width) {
        grid.addColumn(text).setHeader(header).setWidth(width).setFlexGrow(0).setTextAlign(ColumnTextAlign.END);
    }

    private static String words(String code) {
        String words = code.replace('_', ' ').toLowerCase(Locale.ROOT);
        return words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
    }
}
