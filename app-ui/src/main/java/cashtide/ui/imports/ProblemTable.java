package cashtide.ui.imports;

import cashtide.imports.ImportRun;
import cashtide.intake.Problem;
import cashtide.intake.export.Cell;
import cashtide.intake.export.CsvExport;
import cashtide.ui.component.Icon;
import cashtide.ui.component.StatusChip;
import cashtide.ui.component.Tone;
import cashtide.ui.shell.Texts;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.grid.ColumnTextAlign;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.grid.GridVariant;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.server.streams.DownloadHandler;
import com.vaadin.flow.server.streams.DownloadResponse;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Everything that is wrong, by file and line, each with its remedy. */
final class ProblemTable extends Div {

    private static final long serialVersionUID = 1L;

    private final Grid<Problem> grid = new Grid<>();
    private final Span chips = new Span();
    private final Anchor download;
    private transient List<Problem> shown = List.of();

    ProblemTable() {
        addClassName("ct-import-part");
        Div title = new Div(new H2("Problems"), chips);
        title.addClassName("ct-block-title");
        grid.addThemeVariants(GridVariant.NO_BORDER);
        grid.setAllRowsVisible(true);
        grid.addColumn(Problem::file).setHeader("File").setWidth("130px").setFlexGrow(0);
        grid.addColumn(problem -> problem.line() == 0 ? "" : Texts.count(problem.line()))
                .setHeader("Line")
                .setTextAlign(ColumnTextAlign.END)
                .setWidth("90px")
                .setFlexGrow(0);
        grid.addColumn(Problem::column).setHeader("Column").setWidth("150px").setFlexGrow(0);
        grid.addComponentColumn(ProblemTable::words)
                .setHeader("Problem and remedy")
                .setFlexGrow(1);
        download = new Anchor(
                DownloadHandler.fromInputStream(event -> {
                    byte[] csv = csv(shown);
                    return new DownloadResponse(
                            new ByteArrayInputStream(csv), "problems.csv", "text/csv;charset=UTF-8", csv.length);
                }),
                "");
        Button button = new Button("Problems as CSV", Icon.DOWNLOAD.draw());
        download.add(button);
        download.setVisible(false);
        add(title, grid);
    }

    /** The link that saves them, for the view's header. */
    Anchor download() {
        return download;
    }

    void show(@Nullable ImportRun run) {
        List<Problem> problems = run == null ? List.of() : run.problems();
        setVisible(!problems.isEmpty());
        download.setVisible(!problems.isEmpty());
        if (run == null || problems.equals(shown)) {
            return;
        }
        shown = problems;
        grid.setItems(problems);
        chips.removeAll();
        if (run.problemCount() > 0) {
            chips.add(new StatusChip(Tone.DANGER, Icon.ALERT, Texts.count(run.problemCount(), "blocks", "block")));
        }
        long notes = problems.stream().filter(problem -> !problem.blocks()).count();
        if (notes > 0) {
            chips.add(new StatusChip(Tone.WARN, Icon.HELP, Texts.count(notes, "note", "notes")));
        }
    }

    private static byte[] csv(List<Problem> problems) {
        ByteArrayOutputStream csv = new ByteArrayOutputStream();
        CsvExport.write(
                csv,
                List.of("file", "line", "column", "code", "message", "remedy"),
                problems.stream().map(ProblemTable::cells).iterator());
        return csv.toByteArray();
    }

    private static List<Cell> cells(Problem problem) {
        return List.of(
                Cell.text(problem.file()),
                Cell.count(problem.line()),
                Cell.text(problem.column()),
                Cell.text(problem.code()),
                Cell.text(problem.message()),
                Cell.text(problem.remedy()));
    }

    private static Div words(Problem problem) {
        Span what = new Span(problem.message());
        what.addClassName("ct-problem");
        Span remedy = new Span(problem.remedy());
        remedy.addClassName("ct-sub");
        Div words = new Div(what, remedy);
        words.addClassName("ct-two-lines");
        return words;
    }
}
