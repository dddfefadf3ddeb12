package cashtide.ui.operations;

import cashtide.dataplane.Freshness;
import cashtide.dataplane.Freshness.Reconciled;
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
import com.vaadin.flow.component.html.Span;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneId;

/** The ledger's totals beside the lake's; each difference must be 0. */
final class ReconciliationTable extends Div {

    private static final long serialVersionUID = 1L;

    private final Grid<Reconciled> totals = new Grid<>();
    private final Span when = new Span();
    private final Span chip = new Span();
    private final ZoneId zone;

    ReconciliationTable(ZoneId zone, Figures figures) {
        this.zone = zone;
        addClassName("ct-block");
        when.addClassName("ct-sub");
        Div title = new Div(new H2("Ledger and lake"), when);
        title.addClassName("ct-block-title");
        totals.addThemeVariants(GridVariant.NO_BORDER);
        totals.setAllRowsVisible(true);
        totals.addColumn(row -> words(String.valueOf(row.measure())))
                .setHeader("Total")
                .setFlexGrow(2);
        totals.addColumn(Reconciled::currency).setHeader("Currency");
        totals.addColumn(row -> figures.exact(new BigDecimal(row.core())))
                .setHeader("Ledger")
                .setTextAlign(ColumnTextAlign.END);
        totals.addColumn(row -> figures.exact(new BigDecimal(row.lake())))
                .setHeader("Lake")
                .setTextAlign(ColumnTextAlign.END);
        totals.addColumn(row -> figures.exact(new BigDecimal(row.difference())))
                .setHeader("Difference")
                .setTextAlign(ColumnTextAlign.END);
        totals.setEmptyStateText("Not compared yet. “Reconcile” asks for it; the worker does it every hour.");
        add(title, totals);
    }

    private static String words(String measure) {
        return switch (measure) {
            case "ledger_debits" -> "Debits of the ledger";
            case "open_items_open" -> "Open items";
            case "payment_applications" -> "Payments applied";
            case "payments_unapplied" -> "Unapplied cash";
            case "invoices" -> "Invoices and credit notes";
            case "payments" -> "Payments";
            default -> measure;
        };
    }

    /** The verdict, for the view's header. */
    Span chip() {
        return chip;
    }

    void show(Freshness freshness) {
        totals.setItems(freshness.reconciled());
        Instant at = freshness.reconciledAt();
        when.setText(at == null ? "" : "compared " + Texts.moment(at, zone));
        chip.removeAll();
        boolean compared = !freshness.reconciled().isEmpty();
        boolean equal = freshness.lakeEqualsCore();
        long different =
                freshness.reconciled().stream().filter(row -> !row.equal()).count();
        chip.add(
                !compared
                        ? new StatusChip(Tone.QUIET, Icon.CLOCK, "Not compared yet")
                        : equal
                                ? new StatusChip(Tone.OK, Icon.CHECK, "Lake equals ledger, difference 0")
                                : new StatusChip(
                                        Tone.DANGER,
                                        Icon.ALERT,
                                        Texts.count(different, "total differs", "totals differ")));
    }
}
