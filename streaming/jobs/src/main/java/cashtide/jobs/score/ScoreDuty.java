package cashtide.jobs.score;

import cashtide.contract.PublishedTables;
import cashtide.jobs.FlinkCluster;
import cashtide.jobs.WorkerSettings;
import cashtide.jobs.registry.ModelCard;
import cashtide.jobs.registry.ModelStore;
import cashtide.jobs.registry.Registry;
import cashtide.jobs.registry.Standing;
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
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Scores and forecasts: on request at once, by itself when a tenant's business date moved or the tables changed that facts
 * are read from, and trains when no model is young enough. One at a time.
 * What fails for a tenant is told in that tenant's run and tried again after a growing pause; the others go on.
 */
public final class ScoreDuty {

    private static final Logger LOG = LoggerFactory.getLogger(ScoreDuty.class);
    /** Between two scorings of a tenant on the same business date, unless somebody asks. */
    private static final Duration INTERVAL = Duration.ofMinutes(15);

    /** Of so many invoices a quarter of the worker's memory is filled, and all of it when most of them are open. */
    private static final long LARGE_INVOICES = 100_000;

    private static final String NOTHING_YET = "Nothing is published yet";
    private static final String TRAINING = "Training";
    private static final String TRAINING_FOR_PAST =
            "Training a model of sixteen weeks ago, to see how good it would have been";
    private static final String NOTHING_TO_LEARN = "Nothing was trained: no invoice is settled yet";
    private static final Duration INTERVAL_AT_FIRST = Duration.ofSeconds(30);

    private final WorkerSettings settings;
    private final FlinkCluster cluster;
    private final DataPlaneRuns runs;
    private final LakeFreshness freshness;
    private final PublishDuty publish;
    private final InstantSource clock;
    private final Trainings trainings;
    private final long largeInvoices;
    private final Map<UUID, Failure> failures = new HashMap<>();
    private final Map<UUID, Scored> last = new HashMap<>();

    /** @param facts snapshots of the tables that were read, or earlier ones */
    private record Scored(Map<String, Long> facts, LocalDate day, Instant at) {}

    public ScoreDuty(
            WorkerSettings settings,
            FlinkCluster cluster,
            DataPlaneRuns runs,
            LakeFreshness freshness,
            PublishDuty publish,
            InstantSource clock) {
        this(
                settings,
                cluster,
                runs,
                freshness,
                publish,
                clock,
                (day, tenant, listener) -> new ChildProcess(settings.file())
                        .run("training", Train.class, List.of(day.toString(), tenant.toString()), listener),
                LARGE_INVOICES);
    }

    /** @param largeInvoices a tenant of so many or more gets a child process: what is too much for that takes no ingest down */
    ScoreDuty(
            WorkerSettings settings,
            FlinkCluster cluster,
            DataPlaneRuns runs,
            LakeFreshness freshness,
            PublishDuty publish,
            InstantSource clock,
            Trainings.Trainer trainer,
            long largeInvoices) {
        this.settings = settings;
        this.cluster = cluster;
        this.runs = runs;
        this.freshness = freshness;
        this.publish = publish;
        this.clock = clock;
        this.trainings = new Trainings(store(), trainer);
        this.largeInvoices = largeInvoices;
    }

    /** Scores one tenant for somebody who asked: what is committed now is published first, so that it counts. */
    public synchronized String score(RunRequest request) throws Exception {
        runs.progress(request, 0.05, "Publishing what is new");
        publish.publish();
        return scoreFor(request);
    }

    /** Trains a new model and scores with it. */
    public synchronized String retrain(RunRequest request) throws Exception {
        publish.publish();
        TenantName tenant = tenant(request);
        Moment moment = tenant == null ? null : newest(tenant);
        LocalDate day = moment == null ? null : BusinessDate.of(moment, clock.instant());
        if (moment == null || day == null) {
            return NOTHING_YET;
        }
        if (!trainings.train(moment, day, listener(List.of(request), TRAINING, 0.1, 0.5))) {
            return NOTHING_TO_LEARN;
        }
        return scoreFor(request);
    }

    /** Goes back to the champion before the one the person saw, and scores with it. */
    public synchronized String rollBack(RunRequest request) throws Exception {
        publish.publish();
        TenantName tenant = tenant(request);
        LocalDate day = tenant == null ? null : day(tenant);
        if (tenant == null || day == null) {
            return NOTHING_YET;
        }
        ModelStore store = store();
        String id = tenant.id().toString();
        String seen = runs.detail(request, "model");
        Standing before = store.standings().of(id);
        Standing standing =
                new Registry(id, store.cards()).rollBack(before, request.id().toString(), seen, day);
        if (!standing.equals(before)) {
            store.standings().keep(id, standing);
        } else if (!request.id().toString().equals(before.rolledBackBy())) {
            return "Nothing was rolled back: " + seen + " is shown no more";
        }
        Lake lake = Lake.open(settings.lake());
        Moment moment = lake.tenant(tenant).newest();
        if (moment != null) {
            new StandingReport(lake.tenant(tenant), moment, store).send(standing, day, settings.scores());
        }
        runs.progress(request, 0.5, "Scoring open invoices, forecasting cash");
        RoundReport report = new RoundReport();
        scoreAll(List.of(tenant), true, report);
        report.orThrow(tenant.id());
        return standing.decisions().getFirst().text();
    }

    /** Scores the tenants whose tables or business date changed since they were scored last. */
    public synchronized void scoreChanged() throws Exception {
        List<RunRequest> due = new ArrayList<>();
        for (TenantName tenant : Lake.open(settings.lake()).tenants().values()) {
            if (due(tenant)) {
                due.add(runs.begin(tenant.id(), Kind.SCORE));
            }
        }
        if (due.isEmpty()) {
            return;
        }
        RoundReport report = new RoundReport();
        try {
            score(due, report);
        } catch (Exception e) {
            LOG.error("scoring failed", e);
            due.forEach(run -> report.failed(run.tenantId(), e));
        }
        for (RunRequest run : due) {
            String failure = report.failure(run.tenantId());
            if (failure == null) {
                failures.remove(run.tenantId());
                runs.done(run, report.of(run.tenantId(), NOTHING_YET));
            } else {
                failures.put(run.tenantId(), Failure.after(failures.get(run.tenantId()), clock.instant()));
                runs.failed(run, failure);
            }
        }
    }

    private boolean due(TenantName tenant) {
        Failure failure = failures.get(tenant.id());
        if (failure != null) {
            return !clock.instant().isBefore(failure.again());
        }
        try {
            Moment moment = newest(tenant);
            LocalDate day = moment == null ? null : BusinessDate.of(moment, clock.instant());
            return moment != null && day != null && due(tenant, moment, day);
        } catch (RuntimeException e) {
            LOG.error("the tables of tenant {} cannot be read", tenant.alias(), e);
            return false;
        }
    }

    private boolean due(TenantName tenant, Moment moment, LocalDate day) {
        Scored before = last.get(tenant.id());
        return before == null
                || !before.day().equals(day)
                || (!before.facts().equals(LakeFacts.snapshots(moment))
                        && clock.instant().isAfter(before.at().plus(interval(tenant, day))));
    }

    private Duration interval(TenantName tenant, LocalDate day) {
        ModelCard card = registry(tenant).newest(day);
        return card == null || card.provisional() ? INTERVAL_AT_FIRST : INTERVAL;
    }

    private ModelStore store() {
        return new ModelStore(settings.lake().warehouse());
    }

    private Registry registry(TenantName tenant) {
        return new Registry(tenant.id().toString(), store().cards());
    }

    /** @throws IllegalStateException when any of it failed */
    private String scoreFor(RunRequest request) throws Exception {
        RoundReport report = new RoundReport();
        score(List.of(request), report);
        report.orThrow(request.tenantId());
        failures.remove(request.tenantId());
        return report.of(request.tenantId(), NOTHING_YET);
    }

    /** One tenant's failure holds up no other, and a training that fails not the scores of the model before it. */
    private void score(List<RunRequest> requests, RoundReport report) throws Exception {
        List<TenantName> tenants = new ArrayList<>();
        for (RunRequest request : requests) {
            TenantName tenant = tenant(request);
            if (tenant != null) {
                report.attempt(tenant, "training", () -> trainWhenStale(request, tenant));
                tenants.add(tenant);
            }
        }
        progress(requests, 0.6, "Scoring open invoices, forecasting cash");
        scoreAll(tenants, true, report)
                .forEach((tenant, scored) -> report.done(
                        tenant.id(),
                        scored < 0 ? "Scored" : String.format(Locale.ROOT, "Scored %,d open invoices", scored)));
        makeUpForPast(requests, tenants, report);
        review(requests, tenants, report);
    }

    private Map<TenantName, Long> scoreAll(List<TenantName> tenants, boolean risk, RoundReport report)
            throws Exception {
        // What is published meanwhile may not have been read, and is scored next time.
        Map<TenantName, Map<String, Long>> facts = new HashMap<>();
        for (TenantName tenant : tenants) {
            Moment moment = newest(tenant);
            facts.put(tenant, moment == null ? Map.of() : LakeFacts.snapshots(moment));
        }
        Map<TenantName, Long> scored = each(risk ? RoundStep.SCORE : RoundStep.FORECAST, tenants, report);
        for (TenantName tenant : scored.keySet()) {
            nameNewest(tenant);
            // A forecast alone sees facts that no invoice was scored from and no model was trained for.
            if (risk) {
                remember(tenant, Objects.requireNonNull(facts.get(tenant)));
            }
        }
        return scored;
    }

    /** After the scores, for which people wait: forecasts of past weeks, and today's again, which can now say how good they were. */
    private void makeUpForPast(List<RunRequest> requests, List<TenantName> tenants, RoundReport report)
            throws Exception {
        for (TenantName tenant : tenants) {
            report.attempt(tenant, "training for the past", () -> trainForPast(requests, tenant));
        }
        progress(requests, 0.9, "Forecasting past weeks from what was known then");
        Map<TenantName, Long> made = each(RoundStep.PAST, tenants, report);
        List<TenantName> again = tenants.stream()
                .filter(tenant -> made.getOrDefault(tenant, 0L) > 0)
                .toList();
        scoreAll(again, false, report);
    }

    private void trainForPast(List<RunRequest> requests, TenantName tenant) throws Exception {
        Moment moment = newest(tenant);
        LocalDate day = moment == null ? null : BusinessDate.of(moment, clock.instant());
        if (moment != null && day != null) {
            trainings.forPast(moment, day, listener(requests, TRAINING_FOR_PAST, 0.7, 0.2));
        }
    }

    /** Once a week, last of all: what else is shown from now on is scored anew. */
    private void review(List<RunRequest> requests, List<TenantName> tenants, RoundReport report) throws Exception {
        progress(requests, 0.95, "Comparing models on the weeks that are over");
        Map<TenantName, Long> changed = each(RoundStep.REVIEW, tenants, report);
        for (TenantName tenant : changed.keySet()) {
            nameNewest(tenant);
        }
        List<TenantName> again = tenants.stream()
                .filter(tenant -> changed.getOrDefault(tenant, 0L) > 0)
                .toList();
        scoreAll(again, true, report);
    }

    private void nameNewest(TenantName tenant) throws Exception {
        publish.alone(() -> {
            Lake.open(settings.lake()).tenant(tenant).nameNewestSnapshots(clock.instant());
            return tenant;
        });
    }

    /** The answers of those tenants whose work did not fail. Large ones come last, each in a child process. */
    private Map<TenantName, Long> each(RoundStep step, List<TenantName> tenants, RoundReport report) throws Exception {
        Map<TenantName, Long> answers = new HashMap<>();
        Map<Boolean, List<TenantName>> bySize = tenants.stream().collect(Collectors.partitioningBy(this::isLarge));
        List<TenantName> small = Objects.requireNonNull(bySize.get(false));
        if (small.size() == 1) {
            TenantName tenant = small.getFirst();
            report.attempt(
                    tenant,
                    step.words(),
                    () -> answers.put(tenant, step.over(settings, small).map(0)));
        } else if (!small.isEmpty()) {
            long[] each = cluster.forEach(
                    step.words(), small.size(), new PerTenant(step.words(), small, step.over(settings, small)));
            for (int i = 0; i < each.length; i++) {
                TenantName tenant = small.get(i);
                if (each[i] == PerTenant.FAILED) {
                    report.failed(
                            tenant.id(),
                            new IllegalStateException(step.words() + " failed; the worker's log says why"));
                } else {
                    answers.put(tenant, each[i]);
                }
            }
        }
        ChildProcess child = new ChildProcess(settings.file());
        for (TenantName tenant : Objects.requireNonNull(bySize.get(true))) {
            report.attempt(tenant, step.words(), () -> answers.put(tenant, LargeTenant.run(child, step, tenant)));
        }
        return answers;
    }

    private boolean isLarge(TenantName tenant) {
        Moment moment = newest(tenant);
        return moment != null && moment.count(PublishedTables.INVOICES) >= largeInvoices;
    }

    private void progress(List<RunRequest> requests, double share, String step) throws Exception {
        for (RunRequest request : requests) {
            runs.progress(request, share, step);
        }
    }

    private void remember(TenantName tenant, Map<String, Long> facts) throws Exception {
        LocalDate day = day(tenant);
        if (day != null) {
            last.put(tenant.id(), new Scored(facts, day, clock.instant()));
            freshness.scored(tenant.id());
        }
    }

    private void trainWhenStale(RunRequest request, TenantName tenant) throws Exception {
        Moment moment = newest(tenant);
        LocalDate day = moment == null ? null : BusinessDate.of(moment, clock.instant());
        if (moment != null && day != null) {
            trainings.whenStale(moment, day, listener(List.of(request), TRAINING, 0.1, 0.5));
        }
    }

    private @Nullable Moment newest(TenantName tenant) {
        return Lake.open(settings.lake()).tenant(tenant).newest();
    }

    private @Nullable LocalDate day(TenantName tenant) {
        Moment moment = newest(tenant);
        return moment == null ? null : BusinessDate.of(moment, clock.instant());
    }

    private @Nullable TenantName tenant(RunRequest request) {
        return Lake.open(settings.lake()).tenants().get(request.tenantId());
    }

    /** @param width how much of the whole request the training is, from {@code from} on */
    private ChildProcess.Listener listener(List<RunRequest> requests, String why, double from, double width) {
        return (share, step) -> progress(requests, from + width * share, why + ": " + step);
    }
}
