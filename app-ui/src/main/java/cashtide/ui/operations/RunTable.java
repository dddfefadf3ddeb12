package cashtide.ui.operations;

import cashtide.dataplane.DataPlane;
import cashtide.dataplane.DataPlaneRun;
import cashtide.dataplane.RunKind;
import cashtide.dataplane.RunStatus;
import cashtide.ui.component.Export;
import cashtide.ui.component.Icon;
import cashtide.ui.component.StatusChip;
import cashtide.ui.component.Tone;
import cashtide.ui.shell.Texts;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.grid.ColumnTextAlign;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.grid.GridVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.progressbar.ProgressBar;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The newest runs of the data plane with their progress. */
final class RunTable extends Div {

    private static final long serialVersionUID = 1L;

    private final Grid<DataPlaneRun> grid = new Grid<>();
    private final transient InstantSource clock;
    private final ZoneId zone;
    private List<DataPlaneRun> shown = List.of();

    RunTable(ZoneId zone, InstantSource clock, Component export) {
        this.zone = zone;
        this.clock = clock;
        addClassName("ct-block");
        Span end = new Span(export);
        end.addClassName("ct-head-actions");
        Div title = new Div(new H2("Jobs"), end);
        title.addClassName("ct-block-title");
        grid.addThemeVariants(GridVariant.NO_BORDER);
        grid.setAllRowsVisible(true);
        grid.addColumn(run -> word(run.kind()))
                .setHeader("Job")
                .setWidth("110px")
                .setFlexGrow(0);
        grid.addComponentColumn(RunTable::status)
                .setHeader("Status")
                .setWidth("240px")
                .setFlexGrow(0);
        grid.addColumn(DataPlaneRun::message)
                .setHeader("What it did")
                .setFlexGrow(3)
                .setTooltipGenerator(DataPlaneRun::message);
        grid.addColumn(DataPlaneRun::requestedBy).setHeader("Asked by").setFlexGrow(1);
        grid.addColumn(run -> Texts.moment(run.requestedAt(), this.zone))
                .setHeader("Asked")
                .setWidth("150px")
                .setFlexGrow(0);
        grid.addColumn(this::took)
                .setHeader("Took")
                .setTextAlign(ColumnTextAlign.END)
                .setWidth("100px")
                .setFlexGrow(0);
        grid.setEmptyStateText("No job has run yet. “Publish now” copies the ledger to the lake.");
        add(title, grid);
    }

    void show(List<DataPlaneRun> runs) {
        if (!runs.equals(shown)) {
            shown = List.copyOf(runs);
            grid.setItems(shown);
        }
    }

    /** All of them, not only those that are shown. */
    static Export<DataPlaneRun> export(LocalDate today, ZoneId zone) {
        return new Export<>(
                "jobs",
                today,
                List.of(
                        Export.moment("Asked", zone, DataPlaneRun::requestedAt),
                        Export.moment("Started", zone, DataPlaneRun::startedAt),
                        Export.moment("Ended", zone, DataPlaneRun::finishedAt),
                        Export.text("Job", run -> word(run.kind())),
                        Export.text("Status", run -> word(run.status())),
                        Export.text("What it did", DataPlaneRun::message),
                        Export.text("Asked by", DataPlaneRun::requestedBy)),
                DataPlane::all);
    }

    private static Component status(DataPlaneRun run) {
        if (run.status() == RunStatus.RUNNING) {
            ProgressBar bar = new ProgressBar(0, 1, run.progress());
            bar.getElement().setAttribute("aria-label", word(run.kind()));
            Span percent = new Span(Math.round(run.progress() * 100) + "%");
            Span both = new Span(bar, percent);
            both.addClassName("ct-progress");
            return both;
        }
        return new StatusChip(tone(run.status()), icon(run.status()), word(run.status()));
    }

    private String took(DataPlaneRun run) {
        @Nullable Instant started = run.startedAt();
        if (started == null) {
            return "";
        }
        Instant end = run.finishedAt() == null ? clock.instant() : run.finishedAt();
        double seconds = Duration.between(started, end).toMillis() / 1000.0;
        return String.format(Locale.UK, "%.1f s", Math.max(0, seconds));
    }

    private static String word(RunKind kind) {
        return switch (kind) {
            case PUBLISH -> "Publish";
            case SCORE -> "Score";
            case RETRAIN -> "Retrain";
            case REBUILD -> "Rebuild";
            case MAINTAIN -> "Maintain";
            case RECONCILE -> "Reconcile";
            case ROLL_BACK -> "Roll back model";
        };
    }

    private static String word(RunStatus status) {
        return switch (status) {
            case REQUESTED -> "Waiting";
            case RUNNING -> "Running";
            case DONE -> "Done";
            case FAILED -> "Failed";
        };
    }

    private static Icon icon(RunStatus status) {
        return switch (status) {
            case REQUESTED -> Icon.CLOCK;
            case RUNNING -> Icon.PLAY;
            case DONE -> Icon.CHECK;
            case FAILED -> Icon.ALERT;
        };
    }

    private static Tone tone(RunStatus status) {
        return switch (status) {
            case REQUESTED -> Tone.QUIET;
            case RUNNING -> Tone.INFO;
            case DONE -> Tone.OK;
            case FAILED -> Tone.DANGER;
        };
    }
}
