package cashtide.ui.imports;

import cashtide.imports.ImportRun;
import cashtide.imports.ImportRuns;
import cashtide.imports.ImportStatus;
import cashtide.ui.component.Export;
import cashtide.ui.shell.Texts;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.grid.ColumnTextAlign;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.grid.GridVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Span;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.function.Consumer;

/** Earlier imports; one that is in can be taken back. */
final class RecentImports extends Div {

    private static final long serialVersionUID = 1L;

    private final Grid<ImportRun> grid = new Grid<>();
    private transient List<ImportRun> shown = List.of();

    RecentImports(ZoneId zone, Component export, Consumer<ImportRun> open, Consumer<ImportRun> undo) {
        addClassName("ct-import-part");
        Span end = new Span(export);
        end.addClassName("ct-head-actions");
        Div title = new Div(new H2("Earlier imports"), end);
        title.addClassName("ct-block-title");
        grid.addThemeVariants(GridVariant.NO_BORDER);
        grid.setAllRowsVisible(true);
        grid.addColumn(run -> Texts.moment(run.recordedAt(), zone))
                .setHeader("Started")
                .setWidth("140px")
                .setFlexGrow(0);
        grid.addColumn(ImportRun::fileName).setHeader("Files").setFlexGrow(2);
        grid.addColumn(RecentImports::kind).setHeader("Kind").setWidth("90px").setFlexGrow(0);
        grid.addComponentColumn(RecentImports::status)
                .setHeader("Status")
                .setWidth("120px")
                .setFlexGrow(0);
        grid.addColumn(run -> Texts.count(run.rowsTotal()))
                .setHeader("Lines")
                .setTextAlign(ColumnTextAlign.END)
                .setWidth("90px")
                .setFlexGrow(0);
        grid.addColumn(ImportRun::actorName).setHeader("By").setFlexGrow(1);
        grid.addComponentColumn(run -> undoButton(run, undo))
                .setHeader("")
                .setWidth("120px")
                .setFlexGrow(0);
        grid.addItemClickListener(click -> open.accept(click.getItem()));
        grid.setEmptyStateText("Nothing was imported yet. Add files on the left.");
        add(title, grid);
    }

    void show(List<ImportRun> runs) {
        if (!runs.equals(shown)) {
            shown = List.copyOf(runs);
            grid.setItems(shown);
        }
    }

    /** All of them, not only those that are shown. */
    static Export<ImportRun> export(LocalDate today, ZoneId zone) {
        return new Export<>(
                "imports",
                today,
                List.of(
                        Export.moment("Started", zone, ImportRun::recordedAt),
                        Export.moment("Ended", zone, ImportRun::finishedAt),
                        Export.text("Files", ImportRun::fileName),
                        Export.text("Kind", RecentImports::kind),
                        Export.text("Status", run -> RunCard.word(run.status())),
                        Export.count("Lines", ImportRun::rowsTotal),
                        Export.count("Problems", ImportRun::problemCount),
                        Export.count("New customers", run -> run.counts().customers()),
                        Export.count("New invoices", run -> run.counts().invoices()),
                        Export.count("New payments", run -> run.counts().payments()),
                        Export.count("Unchanged", run -> run.counts().unchanged()),
                        Export.text("By", ImportRun::actorName)),
                ImportRuns::all);
    }

    private static String kind(ImportRun run) {
        return run.dryRun() ? "Dry run" : "Import";
    }

    private static Component status(ImportRun run) {
        Span chip = new Span(new Span(RunCard.word(run.status())));
        chip.addClassNames(
                "ct-chip",
                switch (run.status()) {
                    case RECEIVED, CANCELLED, UNDONE -> "quiet";
                    case CHECKING, IMPORTING -> "info";
                    case DONE -> "ok";
                    case REFUSED, FAILED -> "danger";
                });
        return chip;
    }

    private static Component undoButton(ImportRun run, Consumer<ImportRun> undo) {
        if (run.dryRun() || run.status() != ImportStatus.DONE) {
            return new Span();
        }
        Button button = new Button("Take back", click -> undo.accept(run));
        button.addThemeVariants(ButtonVariant.TERTIARY);
        return button;
    }
}
