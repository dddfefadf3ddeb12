package cashtide.ui.imports;

import cashtide.imports.ImportRun;
import cashtide.imports.ImportStatus;
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
import java.time.ZoneId;
import java.util.List;
import java.util.function.Consumer;

/** Earlier imports; one that is in can be taken back. */
final class RecentImports extends Div {

    private static final long serialVersionUID = 1L;

    private final Grid<ImportRun> grid = new Grid<>();
    private transient List<ImportRun> shown = List.of();

    RecentImports(ZoneId zone, Consumer<ImportRun> open, Consumer<ImportRun> undo) {
        addClassName("ct-import-part");
        Div title = new Div(new H2("Earlier imports"));
        title.addClassName("ct-block-title");
        grid.addThemeVariants(GridVariant.NO_BORDER);
        grid.setAllRowsVisible(true);
        grid.addColumn(run -> Texts.moment(run.recordedAt(), zone))
                .setHeader("Started")
                .setWidth("140px")
                .setFlexGrow(0);
        grid.addColumn(ImportRun::fileName).setHeader("Files").setFlexGrow(2);
        grid.addColumn(run -> run.dryRun() ? "Dry run" : "Import")
                .setHeader("Kind")
                .setWidth("90px")
                .setFlexGrow(0);
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
