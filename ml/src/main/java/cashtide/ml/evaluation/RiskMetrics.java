package cashtide.ml.evaluation;

import java.time.LocalDate;
import java.util.List;

/**
 * How good scores were.
 *
 * @param brier mean squared error of the probability of being late
 * @param auc area under the ROC curve of being late
 * @param prAuc30 area under the precision-recall curve of being more than 30 days late
 * @param dateErrorDays mean absolute error of the P50 date
 * @param pinball mean pinball loss of the P10, P50 and P90 dates, in days
 * @param calibrationError mean distance between probability and share of late ones, over tenths of the probability
 * @param coverage share of payments from P10 to P90, both days included
 * @param widthDays mean days from P10 to P90
 */
public record RiskMetrics(
        int invoices,
        double brier,
        double auc,
        double prAuc30,
        double dateErrorDays,
        double pinball,
        double calibrationError,
        double coverage,
        double widthDays) {

    private static final int CALIBRATION_BINS = 10;

    public static RiskMetrics of(List<Judged> judged) {
        int size = judged.size();
        double[] late = new double[size];
        double[] late30 = new double[size];
        boolean[] wasLate = new boolean[size];
        boolean[] wasLate30 = new boolean[size];
        double brier = 0;
        double dateError = 0;
        double pinball = 0;
        double covered = 0;
        double width = 0;
        int dated = 0;
        for (int i = 0; i < size; i++) {
            Judged one = judged.get(i);
            late[i] = one.pLate();
            late30[i] = one.pLate30();
            wasLate[i] = one.wasLate();
            wasLate30[i] = one.wasLate30();
            double off = late[i] - (wasLate[i] ? 1 : 0);
            brier += off * off;
            LocalDate paidOn = one.paidOn();
            if (paidOn != null) {
                double paid = paidOn.toEpochDay();
                dated++;
                dateError += Math.abs(paid - one.p50().toEpochDay());
                pinball +=
                        (pinball(0.1, one.p10(), paid) + pinball(0.5, one.p50(), paid) + pinball(0.9, one.p90(), paid))
                                / 3;
                covered += paid >= one.p10().toEpochDay() && paid <= one.p90().toEpochDay() ? 1 : 0;
                width += one.p90().toEpochDay() - one.p10().toEpochDay();
            }
        }
        return new RiskMetrics(
                size,
                brier / size,
                Ranking.auc(late, wasLate),
                Ranking.averagePrecision(late30, wasLate30),
                dateError / dated,
                pinball / dated,
                calibrationError(late, wasLate),
                covered / dated,
                width / dated);
    }

    private static double pinball(double quantile, LocalDate said, double came) {
        double off = came - said.toEpochDay();
        return off >= 0 ? quantile * off : (quantile - 1) * off;
    }

    private static double calibrationError(double[] probabilities, boolean[] outcomes) {
        double[] apart = new double[CALIBRATION_BINS];
        for (int i = 0; i < probabilities.length; i++) {
            int bin = Math.min(CALIBRATION_BINS - 1, (int) (probabilities[i] * CALIBRATION_BINS));
            apart[bin] += probabilities[i] - (outcomes[i] ? 1 : 0);
        }
        double sum = 0;
        for (double bin : apart) {
            sum += Math.abs(bin);
        }
        return sum / probabilities.length;
    }
}
