package cashtide.ml.cash;

import java.util.List;

/**
 * How much of each method goes into the forecast of one currency: the mixture with the least absolute error on weeks
 * that have come true, held towards an equal share, since a few weeks prove little.
 *
 * @param byMethod in the order of {@link Expectations.Method}; sums to 1
 */
record StackWeights(List<Double> byMethod) {

    private static final int STEPS = 10;
    private static final double PULL_TO_EQUAL = 0.06;

    StackWeights {
        byMethod = List.copyOf(byMethod);
    }

    static StackWeights equal() {
        int methods = Expectations.Method.values().length;
        return new StackWeights(java.util.Collections.nCopies(methods, 1.0 / methods));
    }

    /** One week that has come true: what each method had expected, and what came. */
    record Week(int horizon, List<Double> expected, double came) {}

    static StackWeights fit(List<Week> weeks) {
        double all = 0;
        for (Week week : weeks) {
            all += week.came();
        }
        if (weeks.size() < 4 || all <= 0) {
            return equal();
        }
        StackWeights best = equal();
        double least = Double.POSITIVE_INFINITY;
        for (int a = 0; a <= STEPS; a++) {
            for (int b = 0; a + b <= STEPS; b++) {
                for (int c = 0; a + b + c <= STEPS; c++) {
                    double step = 1.0 / STEPS;
                    StackWeights tried =
                            new StackWeights(List.of(a * step, b * step, c * step, (STEPS - a - b - c) * step));
                    double error = tried.error(weeks) / all + PULL_TO_EQUAL * tried.distanceToEqual();
                    if (error < least - 1e-12) {
                        least = error;
                        best = tried;
                    }
                }
            }
        }
        return best;
    }

    double error(List<Week> weeks) {
        double error = 0;
        for (Week week : weeks) {
            error += Math.abs(mix(week.expected()) - week.came());
        }
        return error;
    }

    double mix(List<Double> expected) {
        double mixed = 0;
        for (int method = 0; method < byMethod.size(); method++) {
            mixed += byMethod.get(method) * expected.get(method);
        }
        return mixed;
    }

    private double distanceToEqual() {
        double squares = 0;
        for (double weight : byMethod) {
            squares += Math.pow(weight - 1.0 / byMethod.size(), 2);
        }
        return squares;
    }
}
