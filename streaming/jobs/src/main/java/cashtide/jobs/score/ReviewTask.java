package cashtide.jobs.score;

import static cashtide.contract.PublishedTables.MODEL_METRICS;

import cashtide.jobs.ingest.DatabaseLogin;
import cashtide.jobs.registry.Figures;
import cashtide.jobs.registry.ModelCard;
import cashtide.jobs.registry.ModelStore;
import cashtide.jobs.registry.Registry;
import cashtide.jobs.registry.Standing;
import cashtide.jobs.registry.Standing.Decision;
import cashtide.jobs.registry.Window;
import cashtide.lake.ComputedRows;
import cashtide.lake.Lake;
import cashtide.lake.LakeSettings;
import cashtide.lake.Moment;
import cashtide.lake.TenantLake;
import cashtide.lake.TenantName;
import cashtide.ml.facts.InvoiceFact;
import cashtide.ml.risk.RiskModel;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.flink.api.common.functions.MapFunction;
import org.jspecify.annotations.Nullable;

/**
 * The weekly review of a tenant's models on weeks that are over: whether the challenger takes the champion's place,
 * whether the naive baseline is shown instead, and which alarms there are.
 */
final class ReviewTask implements MapFunction<Integer, Long> {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int REVIEW_DAYS = 7;
    /** Weeks that are judged, at most. */
    private static final int WEEKS = 8;
    /** With fewer weeks of its own a model of before them stands for the champion. */
    private static final int OWN_WEEKS_MIN = 2;

    private final LakeSettings settings;
    private final DatabaseLogin login;
    private final ArrayList<TenantName> tenants;

    ReviewTask(LakeSettings settings, DatabaseLogin login, List<TenantName> tenants) {
        this.settings = settings;
        this.login = login;
        this.tenants = new ArrayList<>(tenants);
    }

    /** Answers with 1 when something else is to be shown now, 0 when not or when no review is due. */
    @Override
    public Long map(Integer index) throws SQLException {
        TenantLake lake = Lake.open(settings).tenant(tenants.get(index));
        Moment moment = lake.newest();
        Instant now = Clock.systemUTC().instant();
        LocalDate day = moment == null ? null : BusinessDate.of(moment, now);
        ModelStore store = new ModelStore(settings.warehouse());
        String tenant = lake.tenant().id().toString();
        Standing standing = store.standings().of(tenant);
        boolean anyModel = standing.champion() != null || standing.challenger() != null;
        if (moment == null || day == null || !anyModel || !due(standing, day)) {
            return 0L;
        }
        TenantFacts facts = LakeFacts.read(moment, now);
        List<ModelCard> cards = store.cardsThatLoad(
                known -> known.stream()
                        .filter(card -> card.version().equals(standing.champion())
                                || card.version().equals(standing.challenger()))
                        .toList(),
                store::load);
        return facts == null
                ? 0L
                : new Review(lake, moment, facts, store, new Registry(tenant, cards))
                        .run(standing, OffsetDateTime.ofInstant(now, ZoneOffset.UTC));
    }

    private static boolean due(Standing standing, LocalDate day) {
        LocalDate last = standing.reviewedOn();
        return last == null || day.isBefore(last) || !day.isBefore(last.plusDays(REVIEW_DAYS));
    }

    /** One review of one tenant. */
    private final class Review {

        private final TenantLake lake;
        private final Moment moment;
        private final TenantFacts facts;
        private final ModelStore store;
        private final Registry registry;
        private final LocalDate day;
        private final List<Map<String, Object>> rows = new ArrayList<>();

        private Review(TenantLake lake, Moment moment, TenantFacts facts, ModelStore store, Registry registry) {
            this.lake = lake;
            this.moment = moment;
            this.facts = facts;
            this.store = store;
            this.registry = registry;
            this.day = facts.day();
        }

        private long run(Standing before, OffsetDateTime at) throws SQLException {
            Standing standing = challenged(before, at);
            ModelCard champion = registry.usable(standing.champion(), day);
            Watch watch = champion == null ? null : watch(champion, at);
            boolean promoted = !Objects.equals(standing.champion(), before.champion());
            String tenant = lake.tenant().id().toString();
            if (watch != null) {
                boolean loses = watch.losesToBaseline();
                if (!promoted && loses != standing.baselineShown()) {
                    standing = standing.showing(loses, new Decision(day, fallBack(watch, loses)));
                }
                standing = standing.reviewed(day, !watch.alarms().isEmpty());
                store.keepReview(tenant, json(watch));
            }
            // Without a week that no model learned from there is nothing to say; it is looked at again at the next
            // scoring.
            if (!standing.equals(before)) {
                ComputedRows.append(lake, MODEL_METRICS, rows, "review-" + day + "-" + at.toInstant(), moment.cut());
                store.standings().keep(tenant, standing);
                new StandingReport(lake, moment, store).send(standing, day, login);
            }
            return promoted || standing.baselineShown() != before.baselineShown() ? 1L : 0L;
        }

        /** What becomes of the challenger. Without a champion that can be judged there is the baseline to beat. */
        private Standing challenged(Standing standing, OffsetDateTime at) {
            String version = standing.challenger();
            ModelCard champion = registry.usable(standing.champion(), day);
            if (version == null) {
                return standing;
            }
            ModelCard challenger = registry.usable(version, day);
            if (challenger == null) {
                return standing.dropped(
                        new Decision(day, version + " is gone from the store, and so from the shadow."));
            }
            Window window = window(challenger.cutDay());
            RiskModel model = load(challenger);
            if (!Registry.ripe(window, window.judgeProbabilities(model).decided())) {
                return standing;
            }
            Figures ours = window.judge(model);
            Figures baseline = window.judge(model.naive());
            Figures theirs = champion == null ? null : window.judge(load(champion));
            add(version, ModelRuns.CHALLENGER, window.days().getFirst(), Watch.figures(ours, baseline), at);
            boolean wins = (theirs == null || ours.beats(theirs)) && ours.beats(baseline) && sameAfterStorage(model);
            String compared = "on the same weeks " + Registry.compared(ours, theirs, baseline);
            return wins
                    ? standing.promoted(new Decision(day, version + " is shown from now on: " + compared + "."))
                    : standing.dropped(
                            new Decision(day, version + " stays in the shadow and is set aside: " + compared + "."));
        }

        private RiskModel load(ModelCard card) {
            return store.load(card, lake.tenant().id().toString());
        }

        private boolean sameAfterStorage(RiskModel model) {
            List<InvoiceFact> open = facts.history().openInvoices(facts.asOf());
            RiskModel stored = RiskModel.fromBytes(model.toBytes());
            return stored.score(facts.history(), facts.asOf(), open)
                    .equals(model.score(facts.history(), facts.asOf(), open));
        }

        private @Nullable Watch watch(ModelCard champion, OffsetDateTime at) {
            Window own = window(champion.cutDay());
            ModelCard past = store.newest(
                    lake.tenant().id().toString(), PastForecastTask.oldestCut(day), PastForecastTask.newestCut(day));
            boolean ownWeeks = own.days().size() >= OWN_WEEKS_MIN;
            ModelCard judged = ownWeeks ? champion : past;
            if (judged == null) {
                return null;
            }
            Window window = window(judged.cutDay());
            RiskModel model = load(judged);
            Figures ours = window.judge(model);
            if (ours.decided() < Registry.DECIDED_MIN) {
                return null;
            }
            ForecastVsActual actual = new ForecastVsActual(moment, facts);
            List<ForecastVsActual.Judged> forecasts = actual.judge(model);
            actual.append(lake, forecasts, at);
            Watch watch = Watch.of(
                    judged.version(),
                    ownWeeks ? ModelRuns.CHAMPION : ModelRuns.REHEARSED,
                    window.days().getFirst().plusDays(1),
                    day,
                    ours,
                    window.judge(model.naive()),
                    Drift.of(load(champion), facts, champion.cutDay()),
                    forecasts);
            add(watch.model(), watch.role(), watch.from(), watch.metrics(), at);
            return watch;
        }

        private Window window(LocalDate from) {
            return Window.of(facts.history(), from, day, WEEKS, TenantScores.SEED);
        }

        private static String fallBack(Watch watch, boolean loses) {
            String compared = "since " + watch.from() + " " + watch.model() + " was judged, and " + watch.compared();
            return loses
                    ? "The naive baseline is shown instead of the model: " + compared + "."
                    : "The model is shown from now on: " + compared + ".";
        }

        private void add(String model, String role, LocalDate from, List<Watch.Metric> metrics, OffsetDateTime at) {
            for (Watch.Metric metric : metrics) {
                Map<String, Object> row = new HashMap<>();
                row.put("as_of", day);
                row.put("model", model);
                row.put("role", role);
                row.put("week_start", from);
                row.put("metric", metric.name());
                row.put("value", metric.value());
                row.put("count", metric.count());
                row.put("computed_at", at);
                String currency = metric.currency();
                Double baseline = metric.baseline();
                if (currency != null) {
                    row.put("currency", currency);
                }
                if (baseline != null) {
                    row.put("baseline_value", baseline);
                }
                rows.add(row);
            }
        }

        private ObjectNode json(Watch watch) {
            ObjectNode node = JSON.createObjectNode()
                    .put("on", day.toString())
                    .put("model", watch.model())
                    .put("role", watch.role())
                    .put("from", watch.from().toString());
            watch.alarms().forEach(node.putArray("alarms")::add);
            ArrayNode figures = node.putArray("figures");
            for (Watch.Metric metric : watch.metrics()) {
                figures.addObject()
                        .put("metric", metric.name())
                        .put("currency", metric.currency())
                        .put("value", metric.value())
                        .put("baseline", metric.baseline())
                        .put("count", metric.count());
            }
            return node;
        }
    }
}
