package cashtide.ml.evaluation;

import java.util.Arrays;
import java.util.Comparator;

/** How well probabilities order what happened. */
final class Ranking {

    private Ranking() {}

    /** Area under the ROC curve; ties count half. NaN when all outcomes are the same. */
    static double auc(double[] probabilities, boolean[] outcomes) {
        Integer[] order = order(probabilities, Comparator.naturalOrder());
        double rankSum = 0;
        long positives = 0;
        int from = 0;
        while (from < order.length) {
            int to = from;
            while (to < order.length && probabilities[order[to]] == probabilities[order[from]]) {
                to++;
            }
            double rank = (from + to + 1) / 2.0;
            for (int at = from; at < to; at++) {
                if (outcomes[order[at]]) {
                    rankSum += rank;
                    positives++;
                }
            }
            from = to;
        }
        double negatives = order.length - (double) positives;
        return (rankSum - positives * (positives + 1) / 2.0) / (positives * negatives);
    }

    /** Average precision: the area under the precision-recall curve as a step function; ties count together. */
    static double averagePrecision(double[] probabilities, boolean[] outcomes) {
        Integer[] order = order(probabilities, Comparator.reverseOrder());
        double positives = 0;
        double sum = 0;
        int from = 0;
        while (from < order.length) {
            int to = from;
            double inTie = 0;
            while (to < order.length && probabilities[order[to]] == probabilities[order[from]]) {
                inTie += outcomes[order[to]] ? 1 : 0;
                to++;
            }
            positives += inTie;
            sum += inTie * positives / to;
            from = to;
        }
        return sum / positives;
    }

    private static Integer[] order(double[] probabilities, Comparator<Double> by) {
        Integer[] order = new Integer[probabilities.length];
        Arrays.setAll(order, at -> at);
        Arrays.sort(order, (one, other) -> by.compare(probabilities[one], probabilities[other]));
        return order;
    }
}
