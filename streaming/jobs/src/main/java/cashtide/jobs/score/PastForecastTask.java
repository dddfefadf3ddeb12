package cashtide.jobs.score;

import static cashtide.contract.PublishedTables.CASH_FORECAST;
import static cashtide.contract.PublishedTables.MODEL_RUNS;

import cashtide.jobs.ingest.DatabaseLogin;
import cashtide.jobs.registry.ModelCard;
import cashtide.jobs.registry.ModelStore;
import cashtide.lake.ComputedRows;
import cashtide.lake.Lake;
import cashtide.lake.LakeSettings;
import cashtide.lake.Moment;
import cashtide.lake.TenantLake;
import cashtide.lake.TenantName;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.apache.flink.api.common.functions.MapFunction;

/**
 * Makes up for the forecasts that a tenant has not got of the last 16 weeks, which is all of them after it brought its
 * history, and keeps how good they were for the forecasts to come.
 */
final class PastForecastTask implements MapFunction<Integer, Long> {

    private static final String REHEARSED = "{\"rehearsed\": true}";

    private final LakeSettings settings;
    private final DatabaseLogin login;
    private final ArrayList<TenantName> tenants;

    PastForecastTask(LakeSettings settings, DatabaseLogin login, List<TenantName> tenants) {
        this.settings = settings;
        this.login = login;
        this.tenants = new ArrayList<>(tenants);
    }

    /** The earliest and latest cut day of a model that may make the past forecasts of a business date. */
    static LocalDate newestCut(LocalDate day) {
        return day.minusDays(PastForecasts.DAYS_BACK);
    }

    static LocalDate oldestCut(LocalDate day) {
        return newestCut(day).minusDays(60);
    }

    /** Answers with the number of forecasts made, 0 when none was missing or there is no model to make them. */
    @Override
    public Long map(Integer index) throws SQLException {
        TenantLake lake = Lake.open(settings).tenant(tenants.get(index));
        Moment moment = lake.newest();
        Instant now = Clock.systemUTC().instant();
        LocalDate day = moment == null ? null : BusinessDate.of(moment, now);
        if (moment == null || day == null) {
            return 0L;
        }
        Set<LocalDate> missing = missing(moment, day);
        ModelStore store = new ModelStore(settings.warehouse());
        String tenant = lake.tenant().id().toString();
        ModelCard card = store.newest(tenant, oldestCut(day), newestCut(day));
        if (missing.isEmpty() || card == null || card.provisional()) {
            return 0L;
        }
        // All of the tenant's facts are read only when there is something to forecast from them.
        TenantFacts facts = LakeFacts.read(moment, now);
        if (facts == null) {
            return 0L;
        }
        PastForecasts past = PastForecasts.of(store.load(card, tenant), facts);
        send(lake, moment, card, past, missing, OffsetDateTime.ofInstant(now, ZoneOffset.UTC));
        store.keepJudged(tenant, past.judged());
        return (long) missing.size();
    }

    private static Set<LocalDate> missing(Moment moment, LocalDate day) {
        Set<LocalDate> missing = new HashSet<>();
        for (int week = 1; week <= PastForecasts.WEEKS_BACK; week++) {
            missing.add(day.minusDays(7L * week));
        }
        moment.rows(CASH_FORECAST, List.of("as_of"), row -> missing.remove((LocalDate) row.get(0)));
        return missing;
    }

    private void send(
            TenantLake lake,
            Moment moment,
            ModelCard card,
            PastForecasts past,
            Set<LocalDate> missing,
            OffsetDateTime at)
            throws SQLException {
        UUID tenantId = lake.tenant().id();
        String cut = ScoreTask.cut(moment);
        List<Map<String, Object>> rows = new ArrayList<>();
        List<Map<String, Object>> runs = new ArrayList<>();
        ScoreInboxes inboxes = new ScoreInboxes(login);
        for (PastForecasts.Made made : past.made()) {
            if (missing.contains(made.day()) && !made.rows().isEmpty()) {
                ScoreInboxes.Run run = new ScoreInboxes.Run(
                        tenantId, UUID.randomUUID(), made.day(), cut, card.version(), false, REHEARSED);
                rows.addAll(ScoreTask.forecastRows(run, made.rows(), at));
                runs.add(new ModelRuns(moment, card, ModelRuns.REHEARSED)
                        .scoring("forecast", run, made.rows().size(), at));
                inboxes.forecast(run, made.rows());
            }
        }
        ComputedRows.append(lake, CASH_FORECAST, rows, UUID.randomUUID().toString(), moment.cut());
        ComputedRows.append(lake, MODEL_RUNS, runs, UUID.randomUUID().toString(), moment.cut());
    }
}
