package cashtide.kpi;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** Collection effectiveness index: which part of what could be collected in a period was. 100% means all that fell due. */
public final class CollectionEffectiveness {

    /** Version of the formula. */
    public static final int VERSION = 1;

    private CollectionEffectiveness() {}

    /**
     * (begin + sales - end total) / (begin + sales - end current), in percent with two decimals. All amounts are minor
     * units of one currency.
     *
     * @param beginMinor receivables at the beginning
     * @param salesMinor credit sales of the period
     * @param endMinor receivables at the end
     * @param endCurrentMinor those of them that are not past due
     * @throws IllegalArgumentException when nothing could have been collected
     */
    public static BigDecimal percent(long beginMinor, long salesMinor, long endMinor, long endCurrentMinor) {
        long collectable = Math.subtractExact(Math.addExact(beginMinor, salesMinor), endCurrentMinor);
        if (collectable <= 0) {
            throw new IllegalArgumentException("nothing could be collected in the period: " + collectable);
        }
        long collected = Math.subtractExact(Math.addExact(beginMinor, salesMinor), endMinor);
        return BigDecimal.valueOf(collected)
                .multiply(BigDecimal.valueOf(100))
                .divide(BigDecimal.valueOf(collectable), 2, RoundingMode.HALF_UP);
    }
}
