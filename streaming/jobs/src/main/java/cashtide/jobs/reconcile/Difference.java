package cashtide.jobs.reconcile;

/**
 * One total on both sides, in minor units of its currency.
 *
 * @param measure what was added up
 */
public record Difference(String measure, String currency, long coreMinor, long lakeMinor) {

    /** Lake minus core; 0 when they agree. */
    public long differenceMinor() {
        return lakeMinor - coreMinor;
    }
}
