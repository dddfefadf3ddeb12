package cashtide.ml.evaluation;

import java.util.List;

/**
 * How good weekly cash forecasts were. Shares of what came.
 *
 * @param wape sum of the absolute errors of the weeks
 * @param netError error of the sum over the weeks, where errors cancel; signed, above zero is too much
 * @param coverage share of weeks from P10 to P90
 * @param width sum of the widths of the intervals
 */
public record CashMetrics(int weeks, double wape, double netError, double coverage, double width) {

    public static CashMetrics of(List<CashJudged> judged) {
        double off = 0;
        double came = 0;
        double said = 0;
        double covered = 0;
        double width = 0;
        for (CashJudged week : judged) {
            off += Math.abs(week.p50() - week.came());
            came += week.came();
            said += week.p50();
            covered += week.came() >= week.p10() - 0.005 && week.came() <= week.p90() + 0.005 ? 1 : 0;
            width += week.p90() - week.p10();
        }
        return new CashMetrics(judged.size(), off / came, said / came - 1, covered / judged.size(), width / came);
    }
}
