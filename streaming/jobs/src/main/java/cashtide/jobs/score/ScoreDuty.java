package cashtide.jobs.score;

import cashtide.jobs.FlinkCluster;
import cashtide.jobs.WorkerSettings;
import cashtide.jobs.run.DataPlaneRuns;
import cashtide.jobs.run.LakeFreshness;
import cashtide.jobs.run.PublishDuty;
import cashtide.jobs.run.RunRequest;
import cashtide.jobs.run.RunRequest.Kind;
import cashtide.lake.Lake;
import cashtide.lake.Moment;
import cashtide.lake.TenantName;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Scores and forecasts: on request at once, by itself when a tenant's business date moved or its tables changed, and
 * trains when no model is young enough. One at a time.
 */
public final class ScoreDuty {

    private static final Logger LOG = LoggerFactory.getLogger(ScoreDuty.class);
    /** Between two scorings of a tenant on the same business date, unless somebody asks. */
    private static final Duration INTERVAL = Duration.ofMinutes(15);
    /** Until a model has learned from this many rows, more history is worth more than rest. */
    private static final int ROWS_ENOUGH = 500;

    private static final Duration INTERVAL_AT_FIRST = Duration.ofSeconds(30);

    private final WorkerSettings settings;
    private final FlinkCluster cluster;
    private final DataPlaneRuns runs;
    private final LakeFreshness freshness;
    private final PublishDuty publish;
    private final InstantSource clock;
    private final Map<UUID, Scored> last = new HashMap<>();

    private record Scored(String cut, LocalDate day, Instant at) {}

    public ScoreDuty(
            WorkerSettings settings,
            FlinkCluster cluster,
            DataPlaneRuns runs,
            LakeFreshness freshness,
            PublishDuty publish,
            InstantSource clock) {
        this.settings = settings;
        this.cluster = cluster;
        this.runs = runs;
        this.freshness = freshness;
        this.publish = publish;
        this.clock = clock;
    }

    /** Scores one tenant for somebody who asked: what is committed now is published first, so that it counts. */
    public synchronized String score(RunRequest request) throws Exception {
        runs.progress(request, 0.05, "Publishing what is new");
        publish.publish();
        return score(List.of(request));
    }

    /** Trains a new model and scores with it. */
    public synchronized String retrain(RunRequest request) throws Exception {
        publish.publish();
        TenantName tenant = tenant(request);
        LocalDate day = tenant == null ? null : day(tenant);
        if (tenant == null || day == null) {
            return "Nothing is published yet";
        }
        runs.progress(request, 0.1, "Training");
        trainer().train(day);
        return score(List.of(request));
    }

    /** Scores the tenants whose tables or business date changed since they were scored last. */
    public synchronized void scoreChanged() throws Exception {
        List<RunRequest> due = new ArrayList<>();
        Lake lake = Lake.open(settings.lake());
        for (TenantName tenant : lake.tenants().values()) {
            Moment moment = lake.tenant(tenant).newest();
            LocalDate day = moment == null ? null : BusinessDate.of(moment, clock.instant());
            if (moment != null && day != null && due(tenant, moment, day)) {
                due.add(runs.begin(tenant.id(), Kind.SCORE));
            }
        }
        if (due.isEmpty()) {
            return;
        }
        try {
            String message = score(due);
            for (RunRequest run : due) {
                runs.done(run, message);
            }
        } catch (Exception e) {
            LOG.error("scoring failed", e);
            for (RunRequest run : due) {
                runs.failed(run, String.valueOf(e.getMessage()));
            }
        }
    }

    private boolean due(TenantName tenant, Moment moment, LocalDate day) {
        Scored before = last.get(tenant.id());
        return before == null
                || !before.day().equals(day)
                || (!before.cut().equals(moment.cut())
                        && clock.instant().isAfter(before.at().plus(interval(tenant, day))));
    }

    private Duration interval(TenantName tenant, LocalDate day) {
        ModelCard card = newestModel(tenant, day);
        return card == null || card.rows() < ROWS_ENOUGH ? INTERVAL_AT_FIRST : INTERVAL;
    }

    private @Nullable ModelCard newestModel(TenantName tenant, LocalDate day) {
        return new ModelStore(settings.lake().warehouse())
                .newest(tenant.id().toString(), day.minusDays(ScoreTask.MODEL_DAYS_MAX), day);
    }

    private String score(List<RunRequest> requests) throws Exception {
        List<TenantName> tenants = new ArrayList<>();
        Lake lake = Lake.open(settings.lake());
        for (RunRequest request : requests) {
            TenantName tenant = tenant(request);
            if (tenant != null) {
                trainWhenStale(request, tenant);
                tenants.add(tenant);
            }
        }
        for (RunRequest request : requests) {
            runs.progress(request, 0.6, "Scoring open invoices, forecasting cash");
        }
        if (tenants.isEmpty()) {
            return "Nothing is published yet";
        }
        ScoreTask task = new ScoreTask(settings.lake(), settings.scores(), tenants);
        long scored = -1;
        if (tenants.size() == 1) {
            scored = task.map(0);
        } else {
            cluster.forEach("score", tenants.size(), task);
        }
        for (TenantName tenant : tenants) {
            publish.alone(() -> {
                lake.tenant(tenant).nameNewestSnapshots(clock.instant());
                return tenant;
            });
            remember(lake, tenant);
        }
        return scored < 0 ? "Scored" : "Scored " + scored + " open invoices";
    }

    private void remember(Lake lake, TenantName tenant) throws Exception {
        Moment moment = lake.tenant(tenant).newest();
        LocalDate day = moment == null ? null : BusinessDate.of(moment, clock.instant());
        if (moment != null && day != null) {
            last.put(tenant.id(), new Scored(moment.cut(), day, clock.instant()));
            freshness.scored(tenant.id());
        }
    }

    private void trainWhenStale(RunRequest request, TenantName tenant) throws Exception {
        Moment moment = Lake.open(settings.lake()).tenant(tenant).newest();
        LocalDate day = moment == null ? null : BusinessDate.of(moment, clock.instant());
        if (moment == null || day == null) {
            return;
        }
        ModelCard card = newestModel(tenant, day);
        if (card == null) {
            runs.progress(request, 0.1, "Training: no model is younger than a week");
            trainer().train(day);
        } else if (card.rows() < ROWS_ENOUGH
                && !moment.cut().equals(card.lakeCuts().get(tenant.id().toString()))) {
            runs.progress(request, 0.1, "Training: the newest model had little history");
            trainer().train(day);
        }
    }

    private @Nullable LocalDate day(TenantName tenant) {
        Moment moment = Lake.open(settings.lake()).tenant(tenant).newest();
        return moment == null ? null : BusinessDate.of(moment, clock.instant());
    }

    private @Nullable TenantName tenant(RunRequest request) {
        return Lake.open(settings.lake()).tenants().get(request.tenantId());
    }

    private TrainProcess trainer() {
        return new TrainProcess(settings.file());
    }
}
