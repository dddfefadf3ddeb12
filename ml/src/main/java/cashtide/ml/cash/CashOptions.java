package cashtide.ml.cash;

/**
 * How to forecast.
 *
 * @param seed the same facts, options and seed give the same forecast, to the bit
 * @param samples how many futures are drawn for the intervals
 */
public record CashOptions(long seed, int samples) {

    public static CashOptions withSeed(long seed) {
        return new CashOptions(seed, 400);
    }
}
