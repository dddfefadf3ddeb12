package cashtide.forecast;

import cashtide.tenant.Actor;
import cashtide.tenant.TenantTx;
import cashtide.tenant.Tenants;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jooq.Record;
import org.jspecify.annotations.Nullable;

/** How good forecasts were: by weeks ahead, beside the best naive method, and which models made them. */
public final class ForecastQuality {

    /** Weeks that are over which the figures rest on. */
    public static final int WEEKS = 12;

    /** Forecasts further ahead than this are not judged. */
    public static final int AHEAD_MAX = 8;

    /**
     * Forecasts of the last twelve weeks made so many weeks before the end of the week.
     *
     * @param forecasts how many; several forecasts of one week count each
     * @param wapePercent sum of their errors over the sum of the cash, per cent with one decimal; null when nothing came
     * @param inside how many of the weeks' cash lay from P10 to P90; the aim is 80%
     */
    public record Ahead(int weeks, int forecasts, @Nullable BigDecimal wapePercent, int inside) {}

    /**
     * The error four weeks ahead on the invoices that were open then, ours and that of the best naive method.
     *
     * @param baseline the naive method's name
     */
    public record Versus(
            String currency, BigDecimal oursPercent, String baseline, BigDecimal baselinePercent, int weeks) {

        /** Whether the obvious guess would have been no worse. */
        public boolean baselineWins() {
            return baselinePercent.compareTo(oursPercent) <= 0;
        }
    }

    /**
     * A model that scored or forecast.
     *
     * @param runs how many runs it made
     * @param rehearsed of them made afterwards, for weeks before the tenant came
     */
    public record ModelUse(
            String model, LocalDate firstAsOf, LocalDate lastAsOf, Instant lastRun, int runs, int rehearsed) {}

    private static final int ROWS_PER_FETCH = 1_000;

    private static final String AHEAD = """
            with made as (
              select distinct on (p.as_of, p.week_start) p.week_start, (p.week_start - p.as_of - 1) / 7 + 1 as ahead,
                     p.p10_minor, p.p50_minor, p.p90_minor
              from forecast_point p join score_run r on r.tenant_id = p.tenant_id and r.id = p.run_id
              where p.currency = ? and p.as_of between ?::date - 7 * (?::int + ?::int) and ?::date
                and p.week_start + 6 <= ?::date and p.week_start > ?::date - 7 * ?::int and p.week_start <= p.as_of + 7 * ?::int
              order by p.as_of, p.week_start, jsonb_exists(r.metrics, 'rehearsed'), r.completed_at desc
            ), judged as (
              select m.*, coalesce((select sum(amount_minor) from payment x where x.currency = ? and %s
                                      and x.received_on between m.week_start and m.week_start + 6), 0) as came
              from made m
            )
            select ahead, count(*), sum(abs(came - p50_minor)), sum(came), count(*) filter (where came between p10_minor and p90_minor)
            from judged group by ahead order by ahead""".formatted(ForecastQuery.CAME);

    private static final String VERSUS = """
            select m.key, m.value ->> 'wape', m.value ->> 'baseline', m.value ->> 'baseline_wape', m.value ->> 'weeks'
            from (select metrics from score_run where kind = 'forecast' and metrics <> '{}' and not jsonb_exists(metrics, 'rehearsed')
                  order by completed_at desc limit 1) r, jsonb_each(r.metrics) m
            where m.value ->> 'baseline_wape' is not null order by m.key""";

    private static final String MODELS = """
            select model, min(as_of), max(as_of), max(completed_at), count(*), count(*) filter (where jsonb_exists(metrics, 'rehearsed'))
            from score_run where kind <> 'watch' group by model order by max(completed_at) desc""";

    private static final String STANDING = """
            select as_of, baseline_shown, metrics::text from score_run where kind = 'watch' order by completed_at desc limit 1""";

    private final Tenants tenants;

    public ForecastQuality(Tenants tenants) {
        this.tenants = tenants;
    }

    /** By weeks ahead, from one; nothing before the first week of a forecast is over. */
    public List<Ahead> byWeeksAhead(Actor actor, Currency currency) {
        return tenants.inTx(actor, tx -> {
            LocalDate today = tx.businessDate();
            String code = currency.getCurrencyCode();
            return tx.sql()
                    .resultQuery(AHEAD, code, today, WEEKS, AHEAD_MAX, today, today, today, WEEKS, AHEAD_MAX, code)
                    .fetch(ForecastQuality::ahead);
        });
    }

    /** By currency; nothing before past forecasts were judged. */
    public List<Versus> versus(Actor actor) {
        return tenants.inTx(actor, tx -> tx.sql()
                .resultQuery(VERSUS)
                .fetch(row -> new Versus(
                        row.get(0, String.class),
                        percent(row.get(1, BigDecimal.class)),
                        row.get(2, String.class),
                        percent(row.get(3, BigDecimal.class)),
                        row.get(4, int.class))));
    }

    /** Which model stands, and what its last weekly review found; empty before the first. */
    public Optional<ModelStanding> standing(Actor actor) {
        return tenants.inTx(actor, tx -> tx.sql()
                .resultQuery(STANDING)
                .fetchOptional(row -> ModelStanding.of(
                        row.get(0, LocalDate.class), row.get(1, boolean.class), row.get(2, String.class))));
    }

    /** The models whose scores and forecasts are shown, the newest first. */
    public List<ModelUse> models(Actor actor, int limit) {
        return tenants.inTx(
                actor, tx -> tx.sql().resultQuery(MODELS + " limit ?", limit).fetch(ForecastQuality::use));
    }

    /** All of them; read as they are asked for, to be closed within the transaction. */
    public static Stream<ModelUse> models(TenantTx tx) {
        return tx.sql().resultQuery(MODELS).fetchSize(ROWS_PER_FETCH).stream().map(ForecastQuality::use);
    }

    private static ModelUse use(Record row) {
        return new ModelUse(
                row.get(0, String.class),
                row.get(1, LocalDate.class),
                row.get(2, LocalDate.class),
                row.get(3, OffsetDateTime.class).toInstant(),
                row.get(4, int.class),
                row.get(5, int.class));
    }

    private static Ahead ahead(Record row) {
        BigDecimal error = row.get(2, BigDecimal.class);
        BigDecimal came = row.get(3, BigDecimal.class);
        return new Ahead(
                row.get(0, int.class),
                row.get(1, int.class),
                came.signum() == 0 ? null : percent(error.divide(came, 6, RoundingMode.HALF_UP)),
                row.get(4, int.class));
    }

    private static BigDecimal percent(BigDecimal share) {
        return share.movePointRight(2).setScale(1, RoundingMode.HALF_UP);
    }
}
