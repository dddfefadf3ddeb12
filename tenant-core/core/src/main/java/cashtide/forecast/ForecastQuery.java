package cashtide.forecast;

import cashtide.forecast.Forecast.Change;
import cashtide.forecast.Forecast.Horizon;
import cashtide.forecast.Forecast.PastWeek;
import cashtide.forecast.Forecast.Quantiles;
import cashtide.forecast.Forecast.Scenario;
import cashtide.forecast.Forecast.Week;
import cashtide.money.Money;
import cashtide.tenant.TenantTx;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.ToLongFunction;
import org.jooq.Record;
import org.jspecify.annotations.Nullable;

/** Reads the forecast of a currency as of any day, with what became of it and of those before it. */
public final class ForecastQuery {

    /** Weeks before the forecast's day that are shown beside it. */
    public static final int PAST_WEEKS = 12;

    private static final int ACCURACY_WEEKS = 12;
    private static final int COVERAGE_WEEKS = 52;
    private static final int[] HORIZONS = {7, 30, 90};

    /**
     * How good forecasts made four weeks before were.
     *
     * @param wapePercent sum of the weekly errors over the sum of the cash, per cent with one decimal; null until a week has come true
     * @param weeks weeks behind it
     * @param inside weeks whose cash lay between P10 and P90, of {@code coverageWeeks}; the aim is 80%
     * @param coveragePercent whole per cent, null until a week has come true
     * @param baselineName the naive method it is compared with, null when the run doesn't say
     * @param baselinePercent the naive method's error of the same kind, from the run's own backtest
     * @param backtestPercent the model's error in that backtest
     */
    public record Accuracy(
            @Nullable BigDecimal wapePercent,
            int weeks,
            int inside,
            int coverageWeeks,
            @Nullable Integer coveragePercent,
            @Nullable String baselineName,
            @Nullable BigDecimal baselinePercent,
            @Nullable BigDecimal backtestPercent) {}

    /** An open item behind a bar: the part of its residual that is expected in that week. */
    public record ItemBehind(
            UUID customerId,
            String customerNumber,
            String customerName,
            String document,
            LocalDate dueDate,
            Money open,
            double probability,
            Money expected) {}

    /** What the items behind a bar sum to. */
    public record ItemsTotal(int items, Money expected) {}

    private static final String RUN = """
            select r.id, r.as_of, r.model, r.baseline_shown, r.completed_at,
                   jsonb_exists(r.metrics, 'rehearsed') as rehearsed,
                   (select max(b.as_of) from score_run b where b.kind = 'forecast' and b.as_of < r.as_of
                      and exists (select from forecast_point p where p.run_id = b.id and p.as_of = b.as_of and p.currency = ?)) as previous_as_of
            from score_run r
            where r.kind = 'forecast' and r.as_of <= ?
              and exists (select from forecast_point p where p.run_id = r.id and p.as_of = r.as_of and p.currency = ?)
            order by r.as_of desc, jsonb_exists(r.metrics, 'rehearsed'), r.completed_at desc limit 1""";

    // Of several runs of a day the last one counts, and one made on that day before a rehearsed one.
    private static final String POINTS = """
            select p.week_start, p.p10_minor, p.p50_minor, p.p90_minor,
                   coalesce((p.components->>'promised')::bigint, 0), coalesce((p.components->>'open_items')::bigint, 0),
                   coalesce((p.components->>'disputed')::bigint, 0), coalesce((p.components->>'new_business')::bigint, 0),
                   (p.components->>'invoiced_p10')::bigint, (p.components->>'invoiced_p90')::bigint
            from forecast_point p
            where p.as_of = ? and p.currency = ? and p.run_id = (
              select r.id from score_run r where r.kind = 'forecast' and r.as_of = p.as_of
                and exists (select from forecast_point q where q.run_id = r.id and q.as_of = r.as_of and q.currency = p.currency)
              order by jsonb_exists(r.metrics, 'rehearsed'), r.completed_at desc limit 1)
            order by p.week_start""";

    /**
     * Of a payment {@code x}: whether it came. One that bounced later had come, and a week that is over does not change
     * (ADR 21); what an import brought that was undone never had.
     */
    static final String CAME = """
            (x.reversed_on is null or not exists (select from import_run u where u.tenant_id = x.tenant_id
                                                    and u.id = x.import_run_id and u.status = 'undone'))""";

    private static final String ACTUAL = """
            select floor((x.received_on - ?::date) / 7.0)::int as week, sum(x.amount_minor)
            from payment x
            where x.currency = ? and x.received_on between ? and ? and %s
            group by 1""".formatted(CAME);

    /** Forecasts made so many weeks before a week's end, on the very day: week_start = as_of + 1 + 7 (weeks - 1). */
    private static final String MADE_BEFORE = """
            select distinct on (p.week_start) p.week_start, p.p10_minor, p.p50_minor, p.p90_minor
            from forecast_point p join score_run r on r.tenant_id = p.tenant_id and r.id = p.run_id
            where p.currency = ? and p.as_of between ?::date - 7 * ? - 7 * ?::int and ?::date
              and p.week_start = p.as_of + 1 + 7 * (?::int - 1) and (p.week_start - ?::date) % 7 = 0 and p.week_start < ?::date
            order by p.week_start, jsonb_exists(r.metrics, 'rehearsed'), r.completed_at desc""";

    private static final String CURRENCIES = """
            select currency, sum(p50_minor) from forecast_point
            where as_of = (select max(as_of) from score_run where kind = 'forecast') group by currency order by 2 desc""";

    private static final String DAYS =
            "select distinct as_of from score_run where kind = 'forecast' order by as_of desc limit ?";

    private static final String METRICS = """
            select coalesce(metrics->?::text->>'baseline', metrics->>'baseline'),
                   coalesce(metrics->?::text->>'baseline_wape', metrics->>'baseline_wape')::numeric,
                   coalesce(metrics->?::text->>'wape', metrics->>'wape')::numeric
            from score_run where id = ?""";

    private static final String BEHIND = """
            from open_item i
            join invoice_score s on s.tenant_id = i.tenant_id and s.invoice_id = i.invoice_id
            where i.currency = ? and i.open_minor > 0 and s.as_of = ? and s.week_probability[?] > 0""";

    /** The newest forecast of a currency made on or before the day; empty before the first one. */
    public Optional<Forecast> asOf(TenantTx tx, LocalDate day, String currency, Scenario scenario) {
        return tx.sql()
                .resultQuery(RUN, currency, day, currency)
                .fetchOptional(run -> forecast(tx, run, currency, scenario));
    }

    /** Currencies of the newest forecast, the one with the most cash first. */
    public List<String> currencies(TenantTx tx) {
        return tx.sql().resultQuery(CURRENCIES).fetch(0, String.class);
    }

    /** Days on which forecasts were made, the newest first. */
    public List<LocalDate> days(TenantTx tx, int limit) {
        return tx.sql().resultQuery(DAYS, limit).fetch(0, LocalDate.class);
    }

    /** How good forecasts made four weeks ahead were up to this one, and the naive baseline beside it. */
    public Accuracy accuracy(TenantTx tx, Forecast forecast) {
        LocalDate origin = forecast.asOf().plusDays(1);
        Map<LocalDate, Quantiles> made = madeBefore(tx, forecast.currency(), origin, 4, COVERAGE_WEEKS);
        Map<Integer, Long> actual = actual(tx, forecast.currency(), origin, COVERAGE_WEEKS, 0);
        long error = 0;
        long cash = 0;
        int weeks = 0;
        int inside = 0;
        int covered = 0;
        for (int week = -1; week >= -COVERAGE_WEEKS; week--) {
            Quantiles before = made.get(origin.plusDays(7L * week));
            if (before == null) {
                continue;
            }
            long came = actual.getOrDefault(week, 0L);
            covered++;
            if (came >= before.p10Minor() && came <= before.p90Minor()) {
                inside++;
            }
            if (week >= -ACCURACY_WEEKS) {
                weeks++;
                error += Math.abs(came - before.p50Minor());
                cash += came;
            }
        }
        Record metrics = tx.sql()
                .fetchSingle(METRICS, forecast.currency(), forecast.currency(), forecast.currency(), forecast.runId());
        return new Accuracy(
                cash == 0 ? null : percent(BigDecimal.valueOf(error), cash),
                weeks,
                inside,
                covered,
                covered == 0 ? null : Math.round(100f * inside / covered),
                metrics.get(0, String.class),
                percent(metrics.get(1, BigDecimal.class), 1),
                percent(metrics.get(2, BigDecimal.class), 1));
    }

    /** The items behind the bar of a week (0 is the first), the largest part first. Known for the newest scores only. */
    public List<ItemBehind> behind(TenantTx tx, Forecast forecast, int week, int offset, int limit) {
        String sql = """
                select c.id, c.number, c.name, x.number, x.due_date, x.open_minor, x.probability, x.expected_minor
                from (select i.tenant_id, i.customer_id, i.number, i.due_date, i.open_minor, s.week_probability[?] as probability,
                             round(i.open_minor * s.week_probability[?])::bigint as expected_minor
                      %s order by 7 desc, i.number limit ? offset ?) x
                join customer c on c.tenant_id = x.tenant_id and c.id = x.customer_id
                order by x.expected_minor desc, x.number""".formatted(BEHIND);
        int index = week + 1;
        return tx.sql()
                .resultQuery(sql, index, index, forecast.currency(), forecast.asOf(), index, limit, offset)
                .fetch(row -> new ItemBehind(
                        row.get(0, UUID.class),
                        row.get(1, String.class),
                        row.get(2, String.class),
                        row.get(3, String.class),
                        row.get(4, LocalDate.class),
                        forecast.money(row.get(5, long.class)),
                        row.get(6, double.class),
                        forecast.money(row.get(7, long.class))));
    }

    /** How many items are behind a bar and what they sum to; no items for a forecast older than the newest scores. */
    public ItemsTotal behindTotal(TenantTx tx, Forecast forecast, int week) {
        int index = week + 1;
        Record row = tx.sql()
                .fetchSingle(
                        "select count(*), coalesce(sum(round(i.open_minor * s.week_probability[?])), 0)::bigint "
                                + BEHIND,
                        index,
                        forecast.currency(),
                        forecast.asOf(),
                        index);
        return new ItemsTotal(row.get(0, int.class), forecast.money(row.get(1, long.class)));
    }

    private static Forecast forecast(TenantTx tx, Record run, String currency, Scenario scenario) {
        LocalDate asOf = run.get("as_of", LocalDate.class);
        LocalDate previous = run.get("previous_as_of", LocalDate.class);
        LocalDate origin = asOf.plusDays(1);
        List<Week> weeks = weeks(tx, asOf, currency, scenario);
        Map<Integer, Long> actual = actual(tx, currency, origin, PAST_WEEKS, 0);
        // What came in was invoiced or not when it was forecast: it can only be held against all that was.
        boolean comparable = scenario == Scenario.ALL;
        Map<LocalDate, Quantiles> one = comparable ? madeBefore(tx, currency, origin, 1, PAST_WEEKS) : Map.of();
        Map<LocalDate, Quantiles> four = comparable ? madeBefore(tx, currency, origin, 4, PAST_WEEKS) : Map.of();
        List<PastWeek> past = new ArrayList<>();
        for (int week = -PAST_WEEKS; week < 0; week++) {
            LocalDate start = origin.plusDays(7L * week);
            past.add(new PastWeek(start, actual.getOrDefault(week, 0L), one.get(start), four.get(start)));
        }
        return new Forecast(
                run.get("id", UUID.class),
                asOf,
                currency,
                scenario,
                run.get("model", String.class),
                run.get("baseline_shown", boolean.class),
                run.get("rehearsed", boolean.class),
                run.get("completed_at", OffsetDateTime.class).toInstant(),
                previous,
                past,
                weeks,
                horizons(tx, asOf, previous, currency, scenario, weeks));
    }

    private static List<Week> weeks(TenantTx tx, LocalDate asOf, String currency, Scenario scenario) {
        Map<LocalDate, Long> weekBefore = new HashMap<>();
        points(tx, asOf.minusDays(7), currency)
                .forEach(row -> weekBefore.put(
                        row.get(0, LocalDate.class), quantiles(row, scenario).p50Minor()));
        LocalDate origin = asOf.plusDays(1);
        List<Record> points = points(tx, asOf, currency);
        Map<Integer, Long> actual = actual(tx, currency, origin, 0, points.size());
        LocalDate today = tx.businessDate();
        List<Week> weeks = new ArrayList<>();
        for (Record row : points) {
            LocalDate start = row.get(0, LocalDate.class);
            boolean over = !start.plusDays(6).isAfter(today);
            int index = weeks.size();
            weeks.add(week(row, scenario, over ? actual.getOrDefault(index, 0L) : null, weekBefore.get(start)));
        }
        return weeks;
    }

    private static Week week(Record row, Scenario scenario, @Nullable Long actual, @Nullable Long weekBefore) {
        return new Week(
                row.get(0, LocalDate.class),
                quantiles(row, scenario),
                row.get(4, long.class),
                row.get(5, long.class),
                row.get(6, long.class),
                scenario == Scenario.ALL ? row.get(7, long.class) : 0,
                actual,
                weekBefore);
    }

    private static List<Horizon> horizons(
            TenantTx tx,
            LocalDate asOf,
            @Nullable LocalDate previousAsOf,
            String currency,
            Scenario scenario,
            List<Week> weeks) {
        List<Week> before = previousAsOf == null
                ? List.of()
                : points(tx, previousAsOf, currency).stream()
                        .map(row -> week(row, scenario, null, null))
                        .toList();
        List<Horizon> horizons = new ArrayList<>();
        for (int days : HORIZONS) {
            horizons.add(new Horizon(
                    days,
                    asOf.plusDays(days),
                    cash(weeks, days),
                    before.isEmpty() ? null : change(before, weeks, days)));
        }
        return horizons;
    }

    private static Quantiles cash(List<Week> weeks, int days) {
        return Band.firstDays(
                weeks.stream()
                        .map(week -> new Band.Weekly(week.start(), week.cash()))
                        .toList(),
                days);
    }

    /** What rounding leaves over is the open items', so that the parts sum to the change of the whole. */
    private static Change change(List<Week> before, List<Week> now, int days) {
        long whole = cash(now, days).p50Minor() - cash(before, days).p50Minor();
        long promised = moved(before, now, days, Week::promisedMinor);
        long disputed = moved(before, now, days, Week::disputedMinor);
        long newBusiness = moved(before, now, days, Week::newBusinessMinor);
        return new Change(whole - promised - disputed - newBusiness, promised, disputed, newBusiness);
    }

    private static long moved(List<Week> before, List<Week> now, int days, ToLongFunction<Week> part) {
        return Band.firstDays(now.stream().mapToLong(part), days)
                - Band.firstDays(before.stream().mapToLong(part), days);
    }

    private static List<Record> points(TenantTx tx, LocalDate asOf, String currency) {
        return tx.sql().fetch(POINTS, asOf, currency);
    }

    private static Map<Integer, Long> actual(
            TenantTx tx, String currency, LocalDate origin, int weeksBefore, int weeksAfter) {
        Map<Integer, Long> cash = new HashMap<>();
        tx.sql()
                .resultQuery(
                        ACTUAL,
                        origin,
                        currency,
                        origin.minusDays(7L * weeksBefore),
                        origin.plusDays(7L * weeksAfter - 1))
                .forEach(row -> cash.put(row.get(0, int.class), row.get(1, long.class)));
        return cash;
    }

    private static Map<LocalDate, Quantiles> madeBefore(
            TenantTx tx, String currency, LocalDate origin, int weeksAhead, int weeksBack) {
        Map<LocalDate, Quantiles> made = new HashMap<>();
        tx.sql()
                .resultQuery(MADE_BEFORE, currency, origin, weeksBack, weeksAhead, origin, weeksAhead, origin, origin)
                .forEach(row -> made.put(row.get(0, LocalDate.class), quantiles(row)));
        return made;
    }

    /** Of a point. Forecasts made before bands of the invoiced part were kept have its median only. */
    private static Quantiles quantiles(Record row, Scenario scenario) {
        if (scenario == Scenario.ALL) {
            return quantiles(row);
        }
        long p50 = row.get(2, long.class) - row.get(7, long.class);
        Long p10 = row.get(8, Long.class);
        Long p90 = row.get(9, Long.class);
        return new Quantiles(p10 == null ? p50 : p10, p50, p90 == null ? p50 : p90);
    }

    private static Quantiles quantiles(Record row) {
        return new Quantiles(row.get(1, long.class), row.get(2, long.class), row.get(3, long.class));
    }

    private static @Nullable BigDecimal percent(@Nullable BigDecimal part, long whole) {
        return part == null ? null : part.movePointRight(2).divide(BigDecimal.valueOf(whole), 1, RoundingMode.HALF_UP);
    }
}
