package cashtide.jobs.score;

import static cashtide.contract.PublishedTables.CASH_FORECAST;
import static cashtide.contract.PublishedTables.FORECAST_VS_ACTUAL;
import static cashtide.contract.PublishedTables.MODEL_RUNS;
import static cashtide.contract.PublishedTables.PAYMENTS;

import cashtide.contract.Amounts;
import cashtide.contract.ScoreRow;
import cashtide.lake.ComputedRows;
import cashtide.lake.Moment;
import cashtide.lake.TenantLake;
import cashtide.ml.cash.CashCell;
import cashtide.ml.cash.CashForecaster;
import cashtide.ml.cash.CashOptions;
import cashtide.ml.cash.NaiveCash;
import cashtide.ml.facts.AsOf;
import cashtide.ml.risk.RiskModel;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Currency;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.iceberg.data.Record;
import org.jspecify.annotations.Nullable;

/**
 * The table {@code forecast_vs_actual}: of the forecasts made a whole number of weeks before a business date, the weeks
 * that are over beside the cash that came. A week of a forecast is written once and not again.
 */
final class ForecastVsActual {

    /** How far back forecasts are looked at. */
    private static final int WEEKS_BACK = PastForecasts.WEEKS_BACK;

    private static final int DAYS_PER_WEEK = 7;

    private final Moment moment;
    private final TenantFacts facts;
    private final LocalDate day;

    /**
     * A week of a forecast that is over.
     *
     * @param ahead 1 is the first week after the forecast's day
     * @param naive what the best naive method said, null where none said anything
     */
    record Judged(
            LocalDate asOf,
            String runId,
            String model,
            boolean rehearsed,
            String currency,
            LocalDate weekStart,
            int ahead,
            BigDecimal p10,
            BigDecimal p50,
            BigDecimal p90,
            BigDecimal actual,
            @Nullable BigDecimal naive,
            @Nullable String naiveMethod) {

        boolean inside() {
            return actual.compareTo(p10) >= 0 && actual.compareTo(p90) <= 0;
        }
    }

    private record Cell(LocalDate asOf, String currency, LocalDate weekStart) {}

    record Week(String currency, LocalDate start) {}

    ForecastVsActual(Moment moment, TenantFacts facts) {
        this.moment = moment;
        this.facts = facts;
        this.day = facts.day();
    }

    /**
     * Every week that is over of the forecasts of the last sixteen weeks.
     *
     * @param model any model of the tenant; the naive methods take its calendar only
     */
    List<Judged> judge(RiskModel model) {
        Map<LocalDate, Record> newestOfDay = new TreeMap<>();
        List<Record> rows = new ArrayList<>();
        Set<String> rehearsed = rehearsedRuns();
        List<String> columns =
                List.of("as_of", "run_id", "currency", "week_start", "p10", "p50", "p90", "model", "forecast_at");
        moment.rows(CASH_FORECAST, columns, row -> {
            if (counts((LocalDate) row.get(0))) {
                rows.add(row);
                newestOfDay.merge((LocalDate) row.get(0), row, (one, other) -> later(one, other, rehearsed));
            }
        });
        Map<Week, BigDecimal> came = came();
        Map<Cell, Map<String, Double>> naive = naive(model, newestOfDay.keySet());
        List<Judged> judged = new ArrayList<>();
        for (Record row : rows) {
            LocalDate asOf = (LocalDate) row.get(0);
            LocalDate start = (LocalDate) row.get(3);
            Record chosen = newestOfDay.get(asOf);
            boolean over = !start.plusDays(DAYS_PER_WEEK - 1L).isAfter(day);
            if (over && chosen != null && LakeFacts.text(chosen, 1).equals(LakeFacts.text(row, 1))) {
                judged.add(judged(row, came, rehearsed));
            }
        }
        return withNaive(judged, naive);
    }

    /** Adds those that the table has not got. */
    void append(TenantLake lake, List<Judged> judged, OffsetDateTime at) {
        Set<Cell> there = new HashSet<>();
        moment.rows(
                FORECAST_VS_ACTUAL,
                List.of("as_of", "currency", "week_start"),
                row -> there.add(new Cell((LocalDate) row.get(0), LakeFacts.text(row, 1), (LocalDate) row.get(2))));
        List<Map<String, Object>> rows = new ArrayList<>();
        for (Judged one : judged) {
            if (!there.contains(new Cell(one.asOf(), one.currency(), one.weekStart()))) {
                rows.add(row(one, at));
            }
        }
        ComputedRows.append(lake, FORECAST_VS_ACTUAL, rows, "actual-" + day + "-" + at.toInstant(), moment.cut());
    }

    private boolean counts(LocalDate asOf) {
        long back = ChronoUnit.DAYS.between(asOf, day);
        return back > 0 && back % DAYS_PER_WEEK == 0 && back <= (long) DAYS_PER_WEEK * WEEKS_BACK;
    }

    private Set<String> rehearsedRuns() {
        Set<String> runs = new HashSet<>();
        moment.rows(MODEL_RUNS, List.of("run_id", "role"), row -> {
            if (ModelRuns.REHEARSED.equals(row.get(1))) {
                runs.add(LakeFacts.text(row, 0));
            }
        });
        return runs;
    }

    /** Of a day the last run counts, and one that was made on the day before a rehearsed one. */
    private static Record later(Record one, Record other, Set<String> rehearsed) {
        boolean oneRehearsed = rehearsed.contains(LakeFacts.text(one, 1));
        boolean otherRehearsed = rehearsed.contains(LakeFacts.text(other, 1));
        if (oneRehearsed != otherRehearsed) {
            return oneRehearsed ? other : one;
        }
        return LakeFacts.instant(other, 8).isAfter(LakeFacts.instant(one, 8)) ? other : one;
    }

    /** What bounced later had come all the same: it stays in its week, so that a week that is over does not change. */
    Map<Week, BigDecimal> came() {
        Map<Week, BigDecimal> came = new HashMap<>();
        moment.rows(PAYMENTS, List.of("id", "received_on", "number", "reversed_on", "currency", "amount"), row -> {
            LocalDate received = (LocalDate) row.get(1);
            if (!LakeFacts.isUndone(row) && !received.isAfter(day)) {
                long back = ChronoUnit.DAYS.between(received, day) / DAYS_PER_WEEK;
                LocalDate start = day.minusDays(DAYS_PER_WEEK * (back + 1) - 1);
                came.merge(new Week(LakeFacts.text(row, 4), start), (BigDecimal) row.get(5), BigDecimal::add);
            }
        });
        return came;
    }

    private static Judged judged(Record row, Map<Week, BigDecimal> came, Set<String> rehearsed) {
        LocalDate asOf = (LocalDate) row.get(0);
        String currency = LakeFacts.text(row, 2);
        LocalDate start = (LocalDate) row.get(3);
        BigDecimal nothing = BigDecimal.ZERO.setScale(Amounts.LAKE_SCALE);
        return new Judged(
                asOf,
                LakeFacts.text(row, 1),
                LakeFacts.text(row, 7),
                rehearsed.contains(LakeFacts.text(row, 1)),
                currency,
                start,
                (int) (ChronoUnit.DAYS.between(asOf, start) / DAYS_PER_WEEK) + 1,
                (BigDecimal) row.get(4),
                (BigDecimal) row.get(5),
                (BigDecimal) row.get(6),
                came.getOrDefault(new Week(currency, start), nothing),
                null,
                null);
    }

    /** What each naive method says of open items, and of invoices to come what the forecast itself says. */
    private Map<Cell, Map<String, Double>> naive(RiskModel model, Set<LocalDate> days) {
        Map<Cell, Map<String, Double>> naive = new HashMap<>();
        if (days.isEmpty()) {
            return naive;
        }
        AsOf first = AsOf.endOf(
                day.minusDays((long) DAYS_PER_WEEK * WEEKS_BACK),
                facts.history().zone());
        // Of the naive methods nothing is learned, so no rehearsal is needed.
        RiskModel plain = model.rehearsal() == null ? model : model.rehearsal();
        CashForecaster forecaster =
                CashForecaster.fit(plain, facts.history(), first, CashOptions.withSeed(TenantScores.SEED));
        for (LocalDate asOfDay : days) {
            AsOf asOf = AsOf.endOf(asOfDay, facts.history().zone());
            int weeks = (int) Math.min(ScoreRow.WEEKS, ChronoUnit.DAYS.between(asOfDay, day) / DAYS_PER_WEEK);
            Map<Week, Double> coming = new HashMap<>();
            for (CashCell cell : forecaster.newBusiness(asOf, weeks)) {
                coming.put(new Week(cell.currency(), cell.from()), cell.p50());
            }
            for (NaiveCash one : forecaster.naive(asOf, weeks)) {
                if (!one.method().equals("MODEL")) {
                    double also = coming.getOrDefault(new Week(one.currency(), one.from()), 0.0);
                    naive.computeIfAbsent(new Cell(asOfDay, one.currency(), one.from()), cell -> new TreeMap<>())
                            .put(one.method(), one.expected() + also);
                }
            }
        }
        return naive;
    }

    private static List<Judged> withNaive(List<Judged> judged, Map<Cell, Map<String, Double>> naive) {
        Map<String, Map<String, Double>> errors = new HashMap<>();
        for (Judged one : judged) {
            naive.getOrDefault(new Cell(one.asOf(), one.currency(), one.weekStart()), Map.of())
                    .forEach((method, said) -> errors.computeIfAbsent(one.currency(), key -> new TreeMap<>())
                            .merge(method, Math.abs(said - one.actual().doubleValue()), Double::sum));
        }
        Map<String, String> best = new HashMap<>();
        errors.forEach((currency, byMethod) -> best.put(
                currency,
                byMethod.entrySet().stream()
                        .min(Comparator.comparingDouble(Map.Entry::getValue))
                        .orElseThrow()
                        .getKey()));
        List<Judged> with = new ArrayList<>();
        for (Judged one : judged) {
            String method = best.get(one.currency());
            Double said = method == null
                    ? null
                    : naive.getOrDefault(new Cell(one.asOf(), one.currency(), one.weekStart()), Map.of())
                            .get(method);
            with.add(
                    method == null || said == null
                            ? one
                            : new Judged(
                                    one.asOf(),
                                    one.runId(),
                                    one.model(),
                                    one.rehearsed(),
                                    one.currency(),
                                    one.weekStart(),
                                    one.ahead(),
                                    one.p10(),
                                    one.p50(),
                                    one.p90(),
                                    one.actual(),
                                    amount(said, one.currency()),
                                    PastForecasts.words(method)));
        }
        return with;
    }

    private static BigDecimal amount(double major, String currency) {
        int digits = Currency.getInstance(currency).getDefaultFractionDigits();
        return BigDecimal.valueOf(major)
                .setScale(digits, RoundingMode.HALF_EVEN)
                .setScale(Amounts.LAKE_SCALE);
    }

    private static Map<String, Object> row(Judged one, OffsetDateTime at) {
        Map<String, Object> row = new HashMap<>();
        row.put("as_of", one.asOf());
        row.put("run_id", one.runId());
        row.put("model", one.model());
        row.put("rehearsed", one.rehearsed());
        row.put("currency", one.currency());
        row.put("week_start", one.weekStart());
        row.put("p10", one.p10());
        row.put("p50", one.p50());
        row.put("p90", one.p90());
        row.put("actual", one.actual());
        BigDecimal naive = one.naive();
        String method = one.naiveMethod();
        if (naive != null && method != null) {
            row.put("naive", naive);
            row.put("naive_method", method);
        }
        row.put("computed_at", at);
        return row;
    }
}
