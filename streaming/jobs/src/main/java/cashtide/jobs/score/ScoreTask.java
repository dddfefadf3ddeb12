package cashtide.jobs.score;

import static cashtide.contract.PublishedTables.CASH_FORECAST;
import static cashtide.contract.PublishedTables.MODEL_RUNS;
import static cashtide.contract.PublishedTables.RISK_SCORES;

import cashtide.contract.Amounts;
import cashtide.contract.ForecastRow;
import cashtide.contract.ScoreRow;
import cashtide.jobs.ingest.DatabaseLogin;
import cashtide.jobs.registry.HandOver;
import cashtide.jobs.registry.ModelCard;
import cashtide.jobs.registry.ModelStore;
import cashtide.jobs.registry.Registry;
import cashtide.jobs.registry.Standing;
import cashtide.lake.ComputedRows;
import cashtide.lake.Lake;
import cashtide.lake.LakeSettings;
import cashtide.lake.Moment;
import cashtide.lake.TenantLake;
import cashtide.lake.TenantName;
import cashtide.ml.risk.RiskModel;
import com.fasterxml.jackson.databind.ObjectMapper;
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
import java.util.UUID;
import org.apache.flink.api.common.functions.MapFunction;
import org.jspecify.annotations.Nullable;

/** Scores and forecasts the tenant of an index on a task manager, and sends the results to the lake and the core. */
final class ScoreTask implements MapFunction<Integer, Long> {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final LakeSettings settings;
    private final DatabaseLogin login;
    private final ArrayList<TenantName> tenants;
    private final boolean risk;
    /** What the tenant before was scored with: most are scored with the same. */
    private transient @Nullable Held held;

    /** @param risk false for the forecast alone */
    ScoreTask(LakeSettings settings, DatabaseLogin login, List<TenantName> tenants, boolean risk) {
        this.settings = settings;
        this.login = login;
        this.tenants = new ArrayList<>(tenants);
        this.risk = risk;
    }

    /** Answers with the number of scored invoices, or -1 when there is nothing to score. */
    @Override
    public Long map(Integer index) throws SQLException {
        TenantLake lake = Lake.open(settings).tenant(tenants.get(index));
        Moment moment = lake.newest();
        Instant now = Clock.systemUTC().instant();
        TenantFacts facts = moment == null ? null : LakeFacts.read(moment, now);
        if (moment == null || facts == null) {
            return -1L;
        }
        LocalDate day = facts.day();
        if (risk) {
            AgingDaily.append(lake, moment, day);
        }
        ModelStore store = new ModelStore(settings.warehouse());
        String tenant = lake.tenant().id().toString();
        Standing before = store.standings().of(tenant);
        Registry registry = new Registry(
                tenant,
                store.cardsThatLoad(
                        cards -> new Registry(tenant, cards).toLoad(before, facts.day()), card -> load(store, card)));
        Shown shown = admit(lake, moment, store, registry, before, facts);
        if (shown == null) {
            shown = beforeTheFirst(registry, facts, now);
        }
        if (shown == null) {
            return -1L;
        }
        ModelCard card = shown.card();
        RiskModel model = model(shown, store, tenant, facts);
        ModelRuns provenance = new ModelRuns(moment, card, shown.baseline() ? ModelRuns.BASELINE : ModelRuns.CHAMPION);
        OffsetDateTime at = OffsetDateTime.ofInstant(now, ZoneOffset.UTC);
        List<Map<String, Object>> runs = new ArrayList<>();
        long scored = 0;
        if (risk) {
            List<ScoreRow> scores = TenantScores.scores(model, facts);
            ScoreInboxes.Run run = run(lake, moment, day, shown, "{}");
            ComputedRows.append(
                    lake,
                    RISK_SCORES,
                    riskRows(run, scores, facts, at),
                    run.id().toString(),
                    moment.cut());
            new ScoreInboxes(login).scores(run, scores);
            runs.add(provenance.scoring("risk", run, scores.size(), at));
            scored = scores.size();
        }
        List<ForecastRow> forecast = TenantScores.forecast(model, facts);
        ScoreInboxes.Run run =
                run(lake, moment, day, shown, store.judged(lake.tenant().id().toString()));
        ComputedRows.append(
                lake, CASH_FORECAST, forecastRows(run, forecast, at), run.id().toString(), moment.cut());
        new ScoreInboxes(login).forecast(run, forecast);
        runs.add(provenance.scoring("forecast", run, forecast.size(), at));
        ComputedRows.append(lake, MODEL_RUNS, runs, run.id().toString(), moment.cut());
        return scored;
    }

    private RiskModel load(ModelStore store, ModelCard card) {
        Held last = held;
        if (last == null || !last.version().equals(card.version())) {
            last = new Held(card.version(), store.load(card));
            held = last;
        }
        return last.model();
    }

    private record Held(String version, RiskModel model) {}

    private RiskModel model(Shown shown, ModelStore store, String tenant, TenantFacts facts) {
        if (shown.name().equals(Registry.GUESS)) {
            return RiskModel.guess(facts.asOf());
        }
        RiskModel loaded = shown.card().calibrated(load(store, shown.card()), tenant);
        return shown.baseline() ? loaded.naive() : loaded;
    }

    /**
     * @param name of the model, or of the naive baseline in its place
     * @param baseline whether the naive baseline is shown
     */
    private record Shown(ModelCard card, String name, boolean baseline) {

        static Shown of(ModelCard card, boolean baseline) {
            return new Shown(card, baseline ? Registry.BASELINE : card.version(), baseline);
        }
    }

    /**
     * Where no model was trained for a company yet, as none of its invoices is settled: the model of many companies or, where
     * there is none, due dates with wide intervals. Null without an invoice.
     */
    private static @Nullable Shown beforeTheFirst(Registry registry, TenantFacts facts, Instant now) {
        if (facts.history().invoices().isEmpty()) {
            return null;
        }
        ModelCard lent = registry.lent(facts.day());
        if (lent != null) {
            return Shown.of(lent, !lent.beatsBaselineInPool());
        }
        ModelCard guess = new ModelCard(
                Registry.GUESS,
                facts.day(),
                now,
                0,
                "nothing was learned: no model was trained yet",
                0,
                Map.of(),
                Map.of(),
                List.of(),
                Map.of(),
                Map.of(),
                Map.of(),
                0);
        return new Shown(guess, Registry.GUESS, true);
    }

    /** What is to be shown, after new models were looked at; null before the first. */
    private @Nullable Shown admit(
            TenantLake lake, Moment moment, ModelStore store, Registry registry, Standing before, TenantFacts facts)
            throws SQLException {
        String tenant = lake.tenant().id().toString();
        LocalDate day = facts.day();
        Standing standing = registry.admit(
                before,
                day,
                (champion, candidate) -> HandOver.of(
                        facts.history(),
                        day,
                        TenantScores.SEED,
                        champion,
                        champion.calibrated(load(store, champion), tenant),
                        store.load(candidate, tenant)));
        ModelCard card = registry.shown(standing, day);
        if (!standing.equals(before)) {
            store.standings().keep(tenant, standing);
            ModelRuns.appendTrainings(lake, moment, registry, before, standing, day);
            new StandingReport(lake, moment, store).send(standing, day, login);
        }
        return card == null
                ? null
                : Shown.of(card, standing.baselineShown() || !card.version().equals(standing.champion()));
    }

    private static ScoreInboxes.Run run(TenantLake lake, Moment moment, LocalDate day, Shown shown, String metrics) {
        return new ScoreInboxes.Run(
                lake.tenant().id(), UUID.randomUUID(), day, cut(moment), shown.name(), shown.baseline(), metrics);
    }

    /** Made one after the other: a quarter of a million of them would not fit beside the scores. */
    private static Iterable<Map<String, Object>> riskRows(
            ScoreInboxes.Run run, List<ScoreRow> scores, TenantFacts facts, OffsetDateTime at) {
        return () ->
                scores.stream().map(score -> riskRow(run, score, facts, at)).iterator();
    }

    private static Map<String, Object> riskRow(
            ScoreInboxes.Run run, ScoreRow score, TenantFacts facts, OffsetDateTime at) {
        String invoice = score.invoiceId().toString();
        Map<String, Object> row = new HashMap<>();
        row.put("invoice_id", invoice);
        row.put("customer_id", facts.customerOf().getOrDefault(invoice, ""));
        row.put("as_of", run.asOf());
        row.put("run_id", run.id().toString());
        row.put("model", run.model());
        row.put("p_late", score.pLate());
        row.put("p_late30", score.pLate30());
        row.put("p10_date", score.p10Date());
        row.put("p50_date", score.p50Date());
        row.put("p90_date", score.p90Date());
        row.put("expected_days_late", score.expectedDaysLate());
        row.put("evidence", score.evidence());
        row.put("little_evidence", score.littleEvidence());
        row.put("scored_at", at);
        return row;
    }

    static List<Map<String, Object>> forecastRows(ScoreInboxes.Run run, List<ForecastRow> forecast, OffsetDateTime at) {
        List<Map<String, Object>> rows = new ArrayList<>(forecast.size());
        for (ForecastRow week : forecast) {
            Map<String, Object> row = new HashMap<>();
            row.put("as_of", run.asOf());
            row.put("run_id", run.id().toString());
            row.put("currency", week.currency());
            row.put("week_start", week.weekStart());
            row.put("p10", Amounts.toMajor(week.p10Minor(), week.currency()));
            row.put("p50", Amounts.toMajor(week.p50Minor(), week.currency()));
            row.put("p90", Amounts.toMajor(week.p90Minor(), week.currency()));
            row.put("invoiced_p10", Amounts.toMajor(week.invoicedP10Minor(), week.currency()));
            row.put("invoiced_p50", Amounts.toMajor(week.p50Minor() - week.newBusinessMinor(), week.currency()));
            row.put("invoiced_p90", Amounts.toMajor(week.invoicedP90Minor(), week.currency()));
            row.put("model", run.model());
            row.put("forecast_at", at);
            rows.add(row);
        }
        return rows;
    }

    static String cut(Moment moment) {
        var node = JSON.createObjectNode().put("raw_snapshot", moment.cut());
        node.set("tables", JSON.valueToTree(moment.snapshots()));
        return node.toString();
    }
}
