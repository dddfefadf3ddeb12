package cashtide.ml.risk;

/**
 * What was learned on a window after the training rows: how to mix the parts of a model, how far off its probabilities
 * were, and how wide its intervals must be to cover what they say.
 *
 * @param late of being late
 * @param late30 of being more than 30 days late, given late
 * @param tailShare the share cut off at each end of the interval so that about 80% of payments fall into it
 */
public record Calibration(Mixture mixture, Odds late, Odds late30, double tailShare) {

    /** Nothing learned: the customers' own past alone, probabilities as they are. */
    static final Calibration NONE = new Calibration(Mixture.OWN_PAST, Odds.UNCHANGED, Odds.UNCHANGED, 0.12);

    /** The same, but for a model of which so many rounds are used. */
    Calibration withRounds(int used) {
        return new Calibration(mixture.withRounds(used), late, late30, tailShare);
    }

    /**
     * How much each part of a model counts, 0 to 1.
     *
     * @param rounds how many rounds of the boosted buckets to use
     * @param boosted of the boosted buckets in the distribution
     * @param linear of the straight line in the distribution; what is left is the customer's own recent delays
     * @param lateTrees of the trees that only tell late from on time, in the probability of being late
     * @param lateLinear of the straight line in that, beside its part in the distribution, which is what is left
     * @param weekdayPower how strongly the customer's paying weekdays shape the distribution; 0 is not at all
     */
    public record Mixture(
            int rounds, double boosted, double linear, double lateTrees, double lateLinear, double weekdayPower) {

        static final Mixture OWN_PAST = new Mixture(0, 0, 0, 0, 0, 0);

        /** Whether nothing that was learned of all customers counts. */
        boolean isOwnPast() {
            return boosted == 0 && linear == 0;
        }

        Mixture withRounds(int used) {
            return new Mixture(used, boosted, linear, lateTrees, lateLinear, weekdayPower);
        }

        Mixture withWeekdayPower(double power) {
            return new Mixture(rounds, boosted, linear, lateTrees, lateLinear, power);
        }

        Mixture withLate(double trees, double line) {
            return new Mixture(rounds, boosted, linear, trees, line, weekdayPower);
        }
    }

    /** A straight line in log-odds (Platt's scaling). */
    public record Odds(double slope, double shift) {

        static final Odds UNCHANGED = new Odds(1, 0);
        /** How many observations the unchanged line is worth. */
        private static final double PRIOR_COUNT = 1_500;

        double apply(double probability) {
            return 1 / (1 + Math.exp(-(slope * logit(probability) + shift)));
        }

        static double logit(double probability) {
            double inside = Math.max(1e-5, Math.min(1 - 1e-5, probability));
            return Math.log(inside / (1 - inside));
        }

        /**
         * The slope alone, about the share of what happened: averages of many trees are too timid, and by as much from one
         * window to the next. How far a window was off as a whole is not carried on: the final model has learned from the
         * window too, and the next is off the other way as often as not. Newton's method on the weighted log-likelihood.
         */
        static Odds fit(double[] probabilities, double[] outcomes, double[] weights) {
            double happened = 0;
            double all = 0;
            for (int i = 0; i < outcomes.length; i++) {
                happened += weights[i] * outcomes[i];
                all += weights[i];
            }
            if (!(all > 0)) {
                return UNCHANGED;
            }
            double centre = logit(happened / all);
            double slope = 1;
            for (int step = 0; step < 25; step++) {
                double gradient = -PRIOR_COUNT * (slope - 1) * 0.25;
                double curve = PRIOR_COUNT * 0.25;
                for (int i = 0; i < probabilities.length; i++) {
                    double x = logit(probabilities[i]) - centre;
                    double p = 1 / (1 + Math.exp(-(slope * x + centre)));
                    gradient += weights[i] * (outcomes[i] - p) * x;
                    curve += weights[i] * p * (1 - p) * x * x;
                }
                slope += gradient / curve;
            }
            boolean sane = slope > 0.3 && slope < 3;
            return sane ? new Odds(slope, (1 - slope) * centre) : UNCHANGED;
        }
    }
}
