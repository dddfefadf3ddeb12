package cashtide.jobs.score;

import cashtide.contract.ForecastRow;
import cashtide.contract.ScoreRow;
import cashtide.jobs.registry.NaiveComparison;
import cashtide.ml.cash.CashCell;
import cashtide.ml.cash.CashForecaster;
import cashtide.ml.cash.CashOptions;
import cashtide.ml.cash.NaiveCash;
import cashtide.ml.evaluation.CashJudged;
import cashtide.ml.evaluation.CashMetrics;
import cashtide.ml.facts.AsOf;
import cashtide.ml.facts.History;
import cashtide.ml.risk.RiskModel;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Forecasts as of each week's day of the last 16 weeks, made by a model that was trained before the first of them from what
 * was known on each of these days; and how far they and the naive methods were off four weeks ahead.
 *
 * @param made forecasts, the oldest first
 * @param judged by currency; none where nothing came
 */
record PastForecasts(List<Made> made, Map<String, NaiveComparison> judged) {

    /** Twelve weeks of forecasts made four weeks before them, which is what the accuracy is taken over. */
    static final int WEEKS_BACK = 16;

    static final int DAYS_BACK = 7 * WEEKS_BACK;

    /** Index of the fourth week. */
    private static final int HORIZON = 3;

    /** A forecast and its business date. */
    record Made(LocalDate day, List<ForecastRow> rows) {}

    /** @param model trained on what was known 16 weeks before the business date, or earlier */
    static PastForecasts of(RiskModel model, TenantFacts facts) {
        History history = facts.history();
        AsOf first = AsOf.endOf(facts.day().minusDays(DAYS_BACK), history.zone());
        CashForecaster forecaster = CashForecaster.fit(model, history, first, CashOptions.withSeed(TenantScores.SEED));
        List<Made> made = new ArrayList<>();
        Map<String, Map<String, List<CashJudged>>> byCurrency = new TreeMap<>();
        for (int week = WEEKS_BACK; week >= 1; week--) {
            LocalDate day = facts.day().minusDays(7L * week);
            AsOf asOf = AsOf.endOf(day, history.zone());
            var forecast = forecaster.forecast(asOf, ScoreRow.WEEKS);
            made.add(new Made(day, TenantScores.forecast(forecaster, asOf, forecast, history)));
            if (week > HORIZON) {
                judge(forecaster, history, asOf, forecast.weekly(), byCurrency);
            }
        }
        Map<String, NaiveComparison> judged = new TreeMap<>();
        byCurrency.forEach((currency, byMethod) -> {
            NaiveComparison one = judged(byMethod);
            if (one != null) {
                judged.put(currency, one);
            }
        });
        return new PastForecasts(List.copyOf(made), judged);
    }

    private static void judge(
            CashForecaster forecaster,
            History history,
            AsOf asOf,
            List<CashCell> weekly,
            Map<String, Map<String, List<CashJudged>>> byCurrency) {
        Map<String, List<Double>> came = CashForecaster.came(history, asOf, HORIZON + 1);
        LocalDate from = asOf.day().plusDays(7L * HORIZON);
        for (CashCell cell : weekly) {
            if (cell.from().equals(from)) {
                add(byCurrency, cell.currency(), "", cell.p50(), came);
            }
        }
        for (NaiveCash naive : forecaster.naive(asOf, HORIZON + 1)) {
            if (naive.from().equals(from) && !naive.method().equals("MODEL")) {
                add(byCurrency, naive.currency(), naive.method(), naive.expected(), came);
            }
        }
    }

    private static void add(
            Map<String, Map<String, List<CashJudged>>> byCurrency,
            String currency,
            String method,
            double expected,
            Map<String, List<Double>> came) {
        double brought = came.containsKey(currency) ? came.get(currency).get(HORIZON) : 0;
        byCurrency
                .computeIfAbsent(currency, key -> new TreeMap<>())
                .computeIfAbsent(method, key -> new ArrayList<>())
                .add(new CashJudged(currency, HORIZON, expected, expected, expected, brought));
    }

    /** Ours is the method without a name. */
    private static @Nullable NaiveComparison judged(Map<String, List<CashJudged>> byMethod) {
        Map<String, Double> wape = new TreeMap<>();
        byMethod.forEach(
                (method, weeks) -> wape.put(method, CashMetrics.of(weeks).wape()));
        Double ours = wape.remove("");
        var best = wape.entrySet().stream().min(Comparator.comparingDouble(Map.Entry::getValue));
        if (ours == null || best.isEmpty() || !Double.isFinite(ours)) {
            return null;
        }
        int weeks = byMethod.getOrDefault("", List.of()).size();
        return new NaiveComparison(ours, words(best.get().getKey()), best.get().getValue(), weeks);
    }

    static String words(String method) {
        return switch (method) {
            case "DUE_DATE" -> "due date";
            case "CUSTOMER_MEAN" -> "customer's mean delay";
            case "LAST_50_BY_AGE" -> "customer's last 50 delays";
            case "ROLL_RATES" -> "aging roll rates";
            default -> throw new IllegalArgumentException("no naive method: " + method);
        };
    }
}
