package cashtide.kpi;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.List;

/** How late paid invoices were: on average, and weighted by amount, which are different figures and named so. */
public final class DaysLate {

    /** Version of the formulas. */
    public static final int VERSION = 1;

    private DaysLate() {}

    /**
     * A settled invoice.
     *
     * @param amountMinor minor units, above zero
     * @param daysLate days from due date to payment; negative when early
     */
    public record Settled(long amountMinor, int daysLate) {

        public Settled {
            if (amountMinor <= 0) {
                throw new IllegalArgumentException("amountMinor of a settled invoice: " + amountMinor);
            }
        }
    }

    /** Mean over invoices, days with two decimals. */
    public static BigDecimal mean(List<Settled> invoices) {
        requireSome(invoices);
        long sum = invoices.stream().mapToLong(Settled::daysLate).sum();
        return BigDecimal.valueOf(sum).divide(BigDecimal.valueOf(invoices.size()), 2, RoundingMode.HALF_UP);
    }

    /** Mean weighted by amount, days with two decimals; the invoices are of one currency. */
    public static BigDecimal weightedByAmount(List<Settled> invoices) {
        requireSome(invoices);
        BigInteger weighted = BigInteger.ZERO;
        BigInteger amounts = BigInteger.ZERO;
        for (Settled invoice : invoices) {
            BigInteger amount = BigInteger.valueOf(invoice.amountMinor());
            weighted = weighted.add(amount.multiply(BigInteger.valueOf(invoice.daysLate())));
            amounts = amounts.add(amount);
        }
        return new BigDecimal(weighted).divide(new BigDecimal(amounts), 2, RoundingMode.HALF_UP);
    }

    private static void requireSome(List<Settled> invoices) {
        if (invoices.isEmpty()) {
            throw new IllegalArgumentException("no invoice was settled: there is no mean");
        }
    }
}
