package cashtide.ml.risk;

/**
 * What was learned on a window after the training rows: how much to trust the boosted model against the customer's own
 * past, how far off its probabilities were, and how wide its intervals must be to cover what they say.
 *
 * @param rounds how many rounds of the boosted model to use
 * @param boostedShare weight of the boosted model; the rest is the customer's own recent delays, shrunk to everybody's
 * @param lateHeadShare weight of the second model, which only tells late from on time, in the probability of being late
 * @param weekdayPower how strongly the customer's paying weekdays shape the distribution; 0 is not at all
 * @param lateSlope slope of the log-odds of being late
 * @param lateShift shift of the log-odds of being late
 * @param late30Slope slope of the log-odds of being more than 30 days late, given late
 * @param late30Shift shift of the same
 * @param tailShare the share cut off at each end of the interval so that about 80% of payments fall into it
 */
public record Calibration(
        int rounds,
        double boostedShare,
        double lateHeadShare,
        double weekdayPower,
        double lateSlope,
        double lateShift,
        double late30Slope,
        double late30Shift,
        double tailShare) {

    /** Nothing learned: no boosted model, probabilities as they are. */
    static final Calibration NONE = new Calibration(0, 0, 0, 0, 1, 0, 1, 0, 0.12);

    /** The same, but for a model of which so many rounds are used. */
    Calibration withRounds(int used) {
        return new Calibration(
                used,
                boostedShare,
                lateHeadShare,
                weekdayPower,
                lateSlope,
                lateShift,
                late30Slope,
                late30Shift,
                tailShare);
    }

    Calibration withTailShare(double share) {
        return new Calibration(
                rounds,
                boostedShare,
                lateHeadShare,
                weekdayPower,
                lateSlope,
                lateShift,
                late30Slope,
                late30Shift,
                share);
    }

    Calibration withLateHeadShare(double share) {
        return new Calibration(
                rounds, boostedShare, share, weekdayPower, lateSlope, lateShift, late30Slope, late30Shift, tailShare);
    }

    Calibration withOdds(Odds late, Odds late30) {
        return new Calibration(
                rounds,
                boostedShare,
                lateHeadShare,
                weekdayPower,
                late.slope(),
                late.shift(),
                late30.slope(),
                late30.shift(),
                tailShare);
    }

    /** A straight line in log-odds (Platt's scaling). */
    record Odds(double slope, double shift) {

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
