package cashtide.ui.imports;

import cashtide.imports.ImportCounts;
import cashtide.imports.ImportRun;
import cashtide.imports.ImportStatus;
import cashtide.ui.shell.Texts;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.progressbar.ProgressBar;
import org.jspecify.annotations.Nullable;

/** How far the dry run or the import is, and what it would do or did. */
final class RunCard extends Div {

    private static final long serialVersionUID = 1L;

    private final H2 title = new H2();
    private final Span percent = new Span();
    private final ProgressBar bar = new ProgressBar();
    private final Span lines = new Span();
    private final Div counts = new Div();

    RunCard() {
        addClassNames("ct-block", "ct-run-card");
        percent.addClassName("ct-figure-value");
        lines.addClassName("ct-sub");
        counts.addClassName("ct-counts");
        Div top = new Div(title, percent);
        top.addClassName("ct-run-top");
        bar.getElement().setAttribute("aria-label", "Progress");
        add(top, bar, lines, counts);
    }

    void show(@Nullable ImportRun run) {
        setVisible(run != null);
        if (run == null) {
            return;
        }
        title.setText(run.dryRun() ? "Dry run" : "Import");
        boolean done = run.status() == ImportStatus.DONE || run.status() == ImportStatus.UNDONE;
        double part = done ? 1 : run.rowsTotal() == 0 ? 0 : Math.min(1, (double) run.rowsDone() / run.rowsTotal());
        bar.setValue(part);
        percent.setText(run.status().isFinal() ? word(run.status()) : Math.round(part * 100) + "%");
        lines.setText(Texts.count(done ? run.rowsTotal() : run.rowsDone()) + " of "
                + Texts.count(run.rowsTotal(), "line", "lines") + ". " + explanation(run));
        counts.removeAll();
        ImportCounts all = run.counts();
        row("New customers", all.customers());
        row("New invoices", all.invoices());
        row("New payments", all.payments());
        row("Unchanged", all.unchanged());
        row("Waiting for the sandbox's day", all.waiting());
    }

    private void row(String label, long count) {
        Span value = new Span(Texts.count(count));
        value.addClassName("ct-count");
        counts.add(new Span(label), value);
    }

    private static String explanation(ImportRun run) {
        return switch (run.status()) {
            case RECEIVED -> "Waits for its turn.";
            case CHECKING ->
                run.rowsDone() < run.rowsTotal()
                        ? "Nothing has been changed yet."
                        : "Read. Nothing has been changed yet; it may wait for another import to end.";
            case IMPORTING -> "Being posted in one transaction.";
            case DONE -> run.dryRun() ? "Nothing was changed." : "All lines are in.";
            case REFUSED ->
                Texts.count(run.problemCount(), "problem blocks", "problems block")
                        + " the import. Nothing was changed. Drop corrected files and check again.";
            case CANCELLED -> "Nothing was changed.";
            case FAILED -> run.message();
            case UNDONE -> "Taken back.";
        };
    }

    static String word(ImportStatus status) {
        return switch (status) {
            case RECEIVED -> "Waiting";
            case CHECKING -> "Checking";
            case IMPORTING -> "Importing";
            case DONE -> "Done";
            case REFUSED -> "Refused";
            case CANCELLED -> "Cancelled";
            case FAILED -> "Failed";
            case UNDONE -> "Taken back";
        };
    }
}
