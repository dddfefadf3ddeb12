package cashtide.ml.cash;

import cashtide.ml.facts.AsOf;
import cashtide.ml.facts.History;
import cashtide.ml.risk.RiskModel;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Forecasts of weeks before the cut, made as of days before them, beside what came: where mixture and width come from. */
final class Rehearsal {

    private static final int DAYS_PER_WEEK = 7;
    private static final int WEEKS = 8;

    private final Map<String, List<StackWeights.Week>> weeks = new TreeMap<>();
    private final Map<String, List<Drawn>> drawn = new TreeMap<>();

    /** The drawn futures of a week: middle and the distances to P10 and P90. */
    private record Drawn(double below, double above) {}

    private Rehearsal() {}

    /** @param model trained on what was known before some day before the cut */
    static Rehearsal of(RiskModel model, History history, AsOf cut, CashOptions options) {
        Rehearsal rehearsal = new Rehearsal();
        Expectations expectations = new Expectations(model, history);
        LocalDate day = cut.day().minusDays(DAYS_PER_WEEK);
        AsOf asOf = AsOf.startOf(day, history.zone());
        while (!asOf.moment().isBefore(model.cut())) {
            int known = (int) Math.min(WEEKS, (cut.day().toEpochDay() - day.toEpochDay()) / DAYS_PER_WEEK);
            rehearsal.add(expectations, history, asOf, known, cut, options);
            day = day.minusDays(DAYS_PER_WEEK);
            asOf = AsOf.startOf(day, history.zone());
        }
        return rehearsal;
    }

    private void add(Expectations expectations, History history, AsOf asOf, int known, AsOf cut, CashOptions options) {
        int days = known * DAYS_PER_WEEK;
        Map<String, double[]> came = OpenItems.cashFrom(history, asOf, days, cut);
        CashForecaster.byCurrency(OpenItems.at(history, asOf)).forEach((currency, items) -> {
            List<double[][]> byMethod = expectations.of(items, asOf, days);
            List<double[]> sums = new ArrayList<>();
            for (double[][] shares : byMethod) {
                sums.add(CashForecaster.byDay(items, shares, days));
            }
            Futures futures = Futures.draw(items, byMethod.getFirst(), days, options.samples(), options.seed());
            for (int week = 0; week < known; week++) {
                int start = week * DAYS_PER_WEEK;
                List<Double> expected =
                        sums.stream().map(byDay -> weekSum(byDay, start)).toList();
                double brought = weekSum(came.getOrDefault(currency, new double[days]), start);
                weeks.computeIfAbsent(currency, key -> new ArrayList<>())
                        .add(new StackWeights.Week(week, expected, brought));
                double[] sorted = futures.sorted(start, DAYS_PER_WEEK);
                double middle = Futures.quantile(sorted, 0.5);
                drawn.computeIfAbsent(currency, key -> new ArrayList<>())
                        .add(new Drawn(middle - Futures.quantile(sorted, 0.1), Futures.quantile(sorted, 0.9) - middle));
            }
        });
    }

    private static double weekSum(double[] byDay, int start) {
        double sum = 0;
        for (int day = start; day < start + DAYS_PER_WEEK; day++) {
            sum += byDay[day];
        }
        return sum;
    }

    Map<String, StackWeights> weights() {
        Map<String, StackWeights> weights = new HashMap<>();
        weeks.forEach((currency, rows) -> weights.put(currency, StackWeights.fit(rows)));
        return weights;
    }

    /** @param weights of {@link #weights}, which take a while to find */
    Map<String, Interval> intervals(Map<String, StackWeights> weights) {
        Map<String, Interval> intervals = new HashMap<>();
        weeks.forEach((currency, rows) -> {
            StackWeights mixture = weights.getOrDefault(currency, StackWeights.usual());
            List<Drawn> widths = drawn.getOrDefault(currency, List.of());
            List<Interval.Miss> misses = new ArrayList<>();
            double mean = rows.stream().mapToDouble(mixture::expected).average().orElse(0);
            for (int i = 0; i < rows.size(); i++) {
                StackWeights.Week week = rows.get(i);
                double expected = mixture.expected(week);
                double floor = Math.max(1e-9, 0.02 * expected);
                misses.add(new Interval.Miss(
                        week.horizon(),
                        Fan.isNextToNothing(expected, mean)
                                ? Interval.Miss.SAYS_NOTHING
                                : (expected - week.came())
                                        / Math.max(floor, widths.get(i).below()),
                        (week.came() - expected) / Math.max(floor, widths.get(i).above())));
            }
            intervals.put(currency, Interval.fit(misses, WEEKS));
        });
        return intervals;
    }
}
