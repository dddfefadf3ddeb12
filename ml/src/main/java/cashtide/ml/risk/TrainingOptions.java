package cashtide.ml.risk;

/**
 * How to train.
 *
 * @param seed the same facts, options and seed give the same model, to the bit
 * @param matureDays how long before the cut an invoice must have been due to be learned from
 */
public record TrainingOptions(long seed, BoostParameters boost, int matureDays) {

    public static TrainingOptions withSeed(long seed) {
        return new TrainingOptions(seed, BoostParameters.standard(), 3);
    }
}
