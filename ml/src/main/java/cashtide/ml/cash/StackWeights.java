package cashtide.ml.cash;

import java.util.ArrayList;
import java.util.List;

/**
 * How much of each method goes into the forecast of one currency, for the next four weeks and for those after them: the
 * mixture with the least absolute error on weeks that have come true, held towards what is usual, since a few weeks prove
 * little.
 *
 * <p>On the next four weeks that it learned from it is never worse than the best naive method: a mixture that was is not
 * taken, however usual it is.
 *
 * @param near in the order of {@link Expectations.Method}; sums to 1
 * @param far the same for the fifth week and later
 */
record StackWeights(List<Double> near, List<Double> far) {

    /** The weeks that people plan by, and that a forecast is judged by. */
    static final int NEAR_WEEKS = 4;

    private static final int STEPS = 10;
    /** What the squared distance to the usual mixture must gain, as a share of the least error. */
    private static final double PULL = 1;
    /** Chosen on several businesses and cuts, see docs/models.md: model, customer mean, last 50, roll-rates, due date. */
    private static final List<Double> USUAL_NEAR = List.of(0.4, 0.1, 0.35, 0.1, 0.05);

    private static final List<Double> USUAL_FAR = List.of(0.3, 0.15, 0.25, 0.15, 0.15);

    StackWeights {
        near = List.copyOf(near);
        far = List.copyOf(far);
    }

    /** Before any week has come true. */
    static StackWeights usual() {
        return new StackWeights(USUAL_NEAR, USUAL_FAR);
    }

    /** Where nobody ever paid: the naive methods of customers' own payments have nothing to go by. */
    static StackWeights modelAlone() {
        List<Double> alone = List.of(1.0, 0.0, 0.0, 0.0, 0.0);
        return new StackWeights(alone, alone);
    }

    /** @param week of the horizon; 0 is the first after the as-of day */
    List<Double> at(int week) {
        return week < NEAR_WEEKS ? near : far;
    }

    /** One week that has come true: what each method had expected, and what came. */
    record Week(int horizon, List<Double> expected, double came) {}

    static StackWeights fit(List<Week> weeks) {
        List<Week> soon =
                weeks.stream().filter(week -> week.horizon() < NEAR_WEEKS).toList();
        List<Week> later =
                weeks.stream().filter(week -> week.horizon() >= NEAR_WEEKS).toList();
        return new StackWeights(best(soon, USUAL_NEAR, true), best(later, USUAL_FAR, false));
    }

    private static List<Double> best(List<Week> weeks, List<Double> usual, boolean guarded) {
        double came = 0;
        for (Week week : weeks) {
            came += week.came();
        }
        if (weeks.size() < NEAR_WEEKS || came <= 0) {
            return usual;
        }
        List<List<Double>> mixtures = mixtures(usual.size(), STEPS);
        double least = Double.POSITIVE_INFINITY;
        for (List<Double> mixture : mixtures) {
            least = Math.min(least, error(mixture, weeks));
        }
        double allowed = guarded ? leastNaive(usual.size(), weeks) : Double.POSITIVE_INFINITY;
        List<Double> best = usual;
        double bestCost = Double.POSITIVE_INFINITY;
        for (List<Double> mixture : mixtures) {
            double error = error(mixture, weeks);
            double cost = error / Math.max(least, came * 1e-3) + PULL * distance(mixture, usual);
            if (error <= allowed + 1e-9 * came && cost < bestCost - 1e-12) {
                bestCost = cost;
                best = mixture;
            }
        }
        return best;
    }

    /** The error of the best method that is not the model. */
    private static double leastNaive(int methods, List<Week> weeks) {
        double least = Double.POSITIVE_INFINITY;
        for (int naive = 1; naive < methods; naive++) {
            double error = 0;
            for (Week week : weeks) {
                error += Math.abs(week.expected().get(naive) - week.came());
            }
            least = Math.min(least, error);
        }
        return least;
    }

    /** All mixtures of so many methods in tenths. */
    private static List<List<Double>> mixtures(int methods, int tenths) {
        if (methods == 1) {
            return List.of(List.of((double) tenths / STEPS));
        }
        List<List<Double>> mixtures = new ArrayList<>();
        for (int first = 0; first <= tenths; first++) {
            for (List<Double> rest : mixtures(methods - 1, tenths - first)) {
                List<Double> mixture = new ArrayList<>(methods);
                mixture.add((double) first / STEPS);
                mixture.addAll(rest);
                mixtures.add(mixture);
            }
        }
        return mixtures;
    }

    /** Sum of the absolute errors over the weeks. */
    static double error(List<Double> mixture, List<Week> weeks) {
        double error = 0;
        for (Week week : weeks) {
            error += Math.abs(mix(mixture, week.expected()) - week.came());
        }
        return error;
    }

    /** What the mixture for the week's horizon had expected. */
    double expected(Week week) {
        return mix(at(week.horizon()), week.expected());
    }

    private static double mix(List<Double> mixture, List<Double> expected) {
        double mixed = 0;
        for (int method = 0; method < expected.size(); method++) {
            mixed += mixture.get(method) * expected.get(method);
        }
        return mixed;
    }

    private static double distance(List<Double> mixture, List<Double> usual) {
        double squares = 0;
        for (int method = 0; method < usual.size(); method++) {
            squares += Math.pow(mixture.get(method) - usual.get(method), 2);
        }
        return squares;
    }
}
