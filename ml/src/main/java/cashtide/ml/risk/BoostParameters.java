package cashtide.ml.risk;

/**
 * How trees are grown; chosen on validation windows inside the training period, see docs/models.md.
 *
 * @param threads fixed, since the sums of a histogram depend on how rows are shared out
 */
public record BoostParameters(
        int rounds,
        double eta,
        int depth,
        double minChildWeight,
        double subsample,
        double featureSubsample,
        double lambda,
        double gamma,
        int threads) {

    public static BoostParameters standard() {
        return new BoostParameters(300, 0.06, 3, 3, 0.8, 0.5, 2, 0, 1);
    }

    /** Deeper trees on fewer features each, closer to a forest: it errs differently from the bucket model. */
    static BoostParameters lateHead(int rows) {
        return new BoostParameters(rows < 4000 ? 80 : 200, 0.04, 6, 6, 0.6, 0.3, 4, 0, 1);
    }

    BoostParameters withRounds(int newRounds) {
        return new BoostParameters(
                newRounds, eta, depth, minChildWeight, subsample, featureSubsample, lambda, gamma, threads);
    }
}
