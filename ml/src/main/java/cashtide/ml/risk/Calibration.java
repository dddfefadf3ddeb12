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
record Calibration(
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
    static final Calibration NONE = new Calibration(0, 0, 0, 0, 1, 0, 1, 0, 0.1);

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
        /**
         * How many observations the unchanged line is worth: the final model has seen more than the one that the line
         * was learned from, and needs less of it.
         */
        private static final double PRIOR_COUNT = 1500;
        /** Slopes learned on one window were wrong on the next at each of three cuts: it takes a lot to bend. */
        private static final double SLOPE_PRIOR_COUNT = 30_000;

        double apply(double probability) {
            return 1 / (1 + Math.exp(-(slope * logit(probability) + shift)));
        }

        static double logit(double probability) {
            double inside = Math.max(1e-5, Math.min(1 - 1e-5, probability));
            return Math.log(inside / (1 - inside));
        }

        /** Newton's method on the weighted log-likelihood with a pull towards the unchanged line. */
        static Odds fit(double[] probabilities, double[] outcomes, double[] weights) {
            double slope = 1;
            double shift = 0;
            for (int step = 0; step < 25; step++) {
                double gradientSlope = -SLOPE_PRIOR_COUNT * (slope - 1) * 0.25;
                double gradientShift = -PRIOR_COUNT * shift * 0.25;
                double curveSlope = SLOPE_PRIOR_COUNT * 0.25;
                double curveBoth = 0;
                double curveShift = PRIOR_COUNT * 0.25;
                for (int i = 0; i < probabilities.length; i++) {
                    double x = logit(probabilities[i]);
                    double p = 1 / (1 + Math.exp(-(slope * x + shift)));
                    double error = weights[i] * (outcomes[i] - p);
                    double curve = weights[i] * p * (1 - p);
                    gradientSlope += error * x;
                    gradientShift += error;
                    curveSlope += curve * x * x;
                    curveBoth += curve * x;
                    curveShift += curve;
                }
                double determinant = curveSlope * curveShift - curveBoth * curveBoth;
                if (!(determinant > 1e-12)) {
                    return UNCHANGED;
                }
                slope += (gradientSlope * curveShift - gradientShift * curveBoth) / determinant;
                shift += (gradientShift * curveSlope - gradientSlope * curveBoth) / determinant;
            }
            boolean sane = slope > 0.2 && slope < 5 && Math.abs(shift) < 5;
            return sane ? new Odds(slope, shift) : UNCHANGED;
        }
    }
}
