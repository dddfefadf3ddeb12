package cashtide.jobs.backtest;

import cashtide.ml.cash.CashForecaster;
import cashtide.ml.evaluation.CashJudged;
import cashtide.ml.evaluation.CashMetrics;
import cashtide.ml.evaluation.RiskMetrics;
import cashtide.ml.facts.AsOf;
import cashtide.ml.risk.RiskModel;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Predicate;

/** The figures of a backtest as tables in Markdown, the model's beside those of the obvious guesses. */
final class Report {

    private static final int NEAR_WEEKS = 4;

    private Report() {}

    static String of(BacktestRun.AtCut judged) {
        StringBuilder text = new StringBuilder();
        text.append(String.format(
                Locale.ROOT,
                "## Cut %s%n%nTrained on %,d mature invoices, scored %,d dated after the cut, each as of its date.%n%n",
                judged.cut(),
                judged.model().trainingRows(),
                judged.risk().invoices().size()));
        notes(judged).forEach(note -> text.append(note).append("\n\n"));
        if (!judged.risk().invoices().isEmpty()) {
            riskTable(text, judged.model(), judged.risk(), judged.asOf());
        }
        cashTables(text, judged.cash());
        text.append(String.format(
                Locale.ROOT,
                "Mixture per currency for weeks 1-4 (model, customer mean, last 50 by age, roll-rates, due date): %s%n",
                mixture(judged.forecaster())));
        return text.toString().replace("\r\n", "\n");
    }

    /** What a reader must know of a cut at which there was little to learn from or little to judge. */
    private static List<String> notes(BacktestRun.AtCut judged) {
        List<String> notes = new ArrayList<>();
        if (judged.model().features().isEmpty()) {
            notes.add("Too few invoices were due before the cut to grow trees: scores are the customer's own delays,"
                    + " shrunk to everybody's.");
        }
        if (judged.model().rehearsal() == null) {
            notes.add("Too few to hold a window back: probabilities and widths are as usual, and methods of the cash"
                    + " forecast count as usual.");
        }
        if (judged.risk().invoices().isEmpty()) {
            notes.add("No invoice is dated after the cut: there are no scores to judge.");
        }
        if (judged.cash().judged().isEmpty()) {
            notes.add("No item was open at the cut whose eight weeks have come true: there is no cash to judge.");
        }
        return notes;
    }

    private static String mixture(CashForecaster forecaster) {
        StringBuilder text = new StringBuilder();
        forecaster.mixture().forEach((currency, shares) -> {
            text.append(text.isEmpty() ? "" : "; ").append(currency);
            shares.forEach(share -> text.append(String.format(Locale.ROOT, " %.0f%%", share * 100)));
        });
        return text.isEmpty() ? "as usual" : text.toString();
    }

    private static void riskTable(StringBuilder text, RiskModel model, RiskBacktest risk, AsOf asOf) {
        text.append("| method | Brier late | AUC late | PR-AUC late > 30 | MAE P50, days | pinball | calibration"
                        + " error |")
                .append(" coverage | width, days |\n|---|---|---|---|---|---|---|---|---|\n");
        Map<String, RiskMetrics> rows = new LinkedHashMap<>();
        rows.put("**model**", RiskMetrics.of(risk.judged()));
        rows.putAll(risk.naive(model, asOf));
        rows.forEach((name, row) -> text.append(String.format(
                Locale.ROOT,
                "| %s | %s | %s | %s | %s | %s | %s | %s | %s |%n",
                name,
                number("%.4f", row.brier()),
                number("%.4f", row.auc()),
                number("%.4f", row.prAuc30()),
                number("%.3f", row.dateErrorDays()),
                number("%.4f", row.pinball()),
                number("%.4f", row.calibrationError()),
                number("%.1f%%", row.coverage() * 100),
                number("%.1f", row.widthDays()))));
        text.append('\n');
    }

    private static void cashTables(StringBuilder text, CashBacktest cash) {
        for (String currency :
                new TreeSet<>(cash.judged().stream().map(CashJudged::currency).toList())) {
            text.append(String.format(
                    Locale.ROOT,
                    "Cash per week, %s:%n%n| method | WAPE weeks 1-4 | WAPE weeks 5-8 | net error 1-4 | coverage 1-4 |"
                            + " coverage 5-8 | width 1-4 |%n|---|---|---|---|---|---|---|%n",
                    currency));
            cashRow(text, "**forecast**", currency, cash.judged());
            cash.naive().forEach((method, judged) -> cashRow(text, method, currency, judged));
            text.append('\n');
        }
    }

    private static void cashRow(StringBuilder text, String name, String currency, List<CashJudged> judged) {
        CashMetrics near = metrics(judged, week -> week.currency().equals(currency) && week.horizon() < NEAR_WEEKS);
        CashMetrics far = metrics(judged, week -> week.currency().equals(currency) && week.horizon() >= NEAR_WEEKS);
        boolean interval = near.width() > 0;
        text.append(String.format(
                Locale.ROOT,
                "| %s | %s | %s | %s | %s | %s | %s |%n",
                name,
                number("%.4f", near.wape()),
                number("%.4f", far.wape()),
                number("%+.1f%%", near.netError() * 100),
                interval ? number("%.1f%%", near.coverage() * 100) : "",
                interval ? number("%.1f%%", far.coverage() * 100) : "",
                interval ? number("%.3f", near.width()) : ""));
    }

    /** A dash where there is nothing to divide by: nobody was late, or nothing came. */
    private static String number(String format, double value) {
        return Double.isFinite(value) ? String.format(Locale.ROOT, format, value) : "–";
    }

    private static CashMetrics metrics(List<CashJudged> judged, Predicate<CashJudged> which) {
        return CashMetrics.of(judged.stream().filter(which).toList());
    }
}
