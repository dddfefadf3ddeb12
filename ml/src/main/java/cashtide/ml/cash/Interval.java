package cashtide.ml.cash;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * How wide the interval of a week must be: the drawn futures' distance from the middle, stretched so that the weeks that
 * have come true would have fallen into it eight times of ten (rolling conformal correction).
 *
 * @param lower by horizon in weeks, the stretch below the middle
 * @param upper the stretch above it
 */
record Interval(List<Double> lower, List<Double> upper) {

    private static final double EACH_SIDE = 0.10;
    private static final int NEIGHBOURS_MIN = 12;

    Interval {
        lower = List.copyOf(lower);
        upper = List.copyOf(upper);
    }

    /**
     * One week that has come true, in units of the drawn futures' distance: below zero is on the other side of the middle.
     *
     * @param ofLower {@link #SAYS_NOTHING} where the band begins at nothing whatever its stretch
     */
    record Miss(int horizon, double ofLower, double ofUpper) {
        static final double SAYS_NOTHING = Double.NaN;
    }

    static Interval fit(List<Miss> misses, int horizons) {
        List<Double> lower = new ArrayList<>();
        List<Double> upper = new ArrayList<>();
        for (int horizon = 0; horizon < horizons; horizon++) {
            int at = horizon;
            List<Miss> near = misses.stream()
                    .sorted(Comparator.comparingInt(miss -> Math.abs(miss.horizon() - at)))
                    .limit(Math.max(NEIGHBOURS_MIN, misses.size() / 3))
                    .toList();
            lower.add(stretch(near.stream()
                    .map(Miss::ofLower)
                    .filter(miss -> !miss.isNaN())
                    .sorted()
                    .toList()));
            upper.add(stretch(near.stream().map(Miss::ofUpper).sorted().toList()));
        }
        return new Interval(lower, upper);
    }

    /** The distance that only a tenth of the misses exceeds, held between half and three times of what was drawn. */
    private static double stretch(List<Double> sorted) {
        if (sorted.size() < NEIGHBOURS_MIN / 2) {
            return 1.3;
        }
        int rank = (int) Math.ceil((sorted.size() + 1) * (1 - EACH_SIDE)) - 1;
        return Math.max(0.5, Math.min(3, sorted.get(Math.min(sorted.size() - 1, rank))));
    }

    double lowerAt(int horizon) {
        return lower.isEmpty() ? 1.3 : lower.get(Math.min(horizon, lower.size() - 1));
    }

    double upperAt(int horizon) {
        return upper.isEmpty() ? 1.3 : upper.get(Math.min(horizon, upper.size() - 1));
    }
}
