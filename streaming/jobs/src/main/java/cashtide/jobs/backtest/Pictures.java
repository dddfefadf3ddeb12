package cashtide.jobs.backtest;

import cashtide.ml.cash.CashCell;
import cashtide.ml.evaluation.CashJudged;
import cashtide.ml.evaluation.CashMetrics;
import cashtide.ml.evaluation.Judged;
import cashtide.ml.evaluation.RiskMetrics;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** The pictures of a backtest: calibration, coverage by horizon, error by evidence, and one forecast as a fan. */
final class Pictures {

    private static final int BINS = 10;
    private static final int BIN_ROWS_MIN = 20;
    /** First evidence of each class. */
    private static final int[] EVIDENCE = {0, 1, 5, 20, 50};

    private Pictures() {}

    record Picture(String name, String title, String svg) {}

    static List<Picture> of(List<BacktestRun.AtCut> judged) {
        return List.of(calibration(judged), coverage(judged), evidence(judged), fan(judged.getLast()));
    }

    private static Picture calibration(List<BacktestRun.AtCut> judged) {
        String title = "Calibration: share late by probability of being late";
        List<String> labels =
                IntStream.rangeClosed(0, BINS).mapToObj(at -> at * 10 + "%").toList();
        LineChart chart = new LineChart(title, "probability", labels, 1, "%.2f")
                .reference("as it says", List.of(new double[] {0, 0}, new double[] {BINS, 1}));
        for (BacktestRun.AtCut one : judged) {
            double[][] sums = new double[BINS][3];
            for (Judged row : one.risk().judged()) {
                double[] bin = sums[Math.min(BINS - 1, (int) (row.pLate() * BINS))];
                bin[0]++;
                bin[1] += row.pLate();
                bin[2] += row.wasLate() ? 1 : 0;
            }
            List<double[]> points = new ArrayList<>();
            for (double[] bin : sums) {
                if (bin[0] >= BIN_ROWS_MIN) {
                    points.add(new double[] {BINS * bin[1] / bin[0], bin[2] / bin[0]});
                }
            }
            chart.line("cut " + one.cut(), points);
        }
        return new Picture("models-calibration", title, chart.svg());
    }

    private static Picture coverage(List<BacktestRun.AtCut> judged) {
        String title = "Coverage of the cash interval by week of the horizon";
        List<String> labels = IntStream.rangeClosed(1, CashBacktest.WEEKS)
                .mapToObj(Integer::toString)
                .toList();
        LineChart chart = new LineChart(title, "week", labels, 1, "%.2f")
                .reference("aim", List.of(new double[] {0, 0.8}, new double[] {CashBacktest.WEEKS - 1, 0.8}));
        for (BacktestRun.AtCut one : judged) {
            List<double[]> points = new ArrayList<>();
            for (int horizon = 0; horizon < CashBacktest.WEEKS; horizon++) {
                int at = horizon;
                List<CashJudged> weeks = one.cash().judged().stream()
                        .filter(week -> week.horizon() == at)
                        .toList();
                if (!weeks.isEmpty()) {
                    points.add(new double[] {horizon, CashMetrics.of(weeks).coverage()});
                }
            }
            chart.line("cut " + one.cut(), points);
        }
        return new Picture("models-coverage", title, chart.svg());
    }

    private static Picture evidence(List<BacktestRun.AtCut> judged) {
        String title = "Error of the P50 date in days by settled invoices known of the customer";
        List<List<double[]>> all = new ArrayList<>();
        double most = 0;
        for (BacktestRun.AtCut one : judged) {
            List<Judged> rows = one.risk().judged();
            List<Integer> known = one.risk().evidence();
            List<double[]> points = new ArrayList<>();
            for (int at = 0; at < EVIDENCE.length; at++) {
                int from = EVIDENCE[at];
                int before = at + 1 < EVIDENCE.length ? EVIDENCE[at + 1] : Integer.MAX_VALUE;
                List<Judged> among = IntStream.range(0, rows.size())
                        .filter(i -> known.get(i) >= from && known.get(i) < before)
                        .mapToObj(rows::get)
                        .toList();
                if (among.size() >= BIN_ROWS_MIN) {
                    double error = RiskMetrics.of(among).dateErrorDays();
                    points.add(new double[] {at, error});
                    most = Math.max(most, error);
                }
            }
            all.add(points);
        }
        LineChart chart = new LineChart(
                title,
                "settled invoices known",
                List.of("none", "1-4", "5-19", "20-49", "50+"),
                Math.ceil(most),
                "%.1f");
        for (int i = 0; i < judged.size(); i++) {
            chart.line("cut " + judged.get(i).cut(), all.get(i));
        }
        return new Picture("models-evidence", title, chart.svg());
    }

    private static Picture fan(BacktestRun.AtCut last) {
        Map<String, Double> sums = new HashMap<>();
        last.cash().judged().forEach(week -> sums.merge(week.currency(), week.came(), Double::sum));
        String currency = sums.entrySet().stream()
                .max(Map.Entry.<String, Double>comparingByValue().thenComparing(Map.Entry.comparingByKey()))
                .map(Map.Entry::getKey)
                .orElse("");
        String title = "Cash of open invoices per week from " + last.cut() + ", " + currency + ", thousands";
        List<double[]> band = new ArrayList<>();
        List<double[]> middle = new ArrayList<>();
        List<double[]> came = new ArrayList<>();
        List<String> labels = new ArrayList<>();
        double most = 0;
        List<CashBacktest.Line> lines = last.cash().lines();
        for (int i = 0; i < lines.size(); i++) {
            CashCell cell = lines.get(i).cell();
            if (!lines.get(i).asOf().equals(last.cut()) || !cell.currency().equals(currency)) {
                continue;
            }
            int at = labels.size();
            double actual = last.cash().judged().get(i).came() / 1000;
            labels.add(cell.from().toString().substring(5));
            band.add(new double[] {at, cell.p10() / 1000, cell.p90() / 1000});
            middle.add(new double[] {at, cell.p50() / 1000});
            came.add(new double[] {at, actual});
            most = Math.max(most, Math.max(actual, cell.p90() / 1000));
        }
        LineChart chart = new LineChart(title, "week from", labels, most, "%,.0f")
                .band("P10 to P90", band)
                .line("P50", middle)
                .line("came", came);
        return new Picture("models-fan", title, chart.svg());
    }
}
