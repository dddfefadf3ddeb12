package cashtide.kpi;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;

/**
 * Days sales outstanding: how many days of credit sales are tied up in receivables. Receivables and sales are given in
 * minor units of one currency, both including tax or both without. Results are days with two decimals, HALF_UP.
 */
public final class DaysSalesOutstanding {

    /** Version of the formulas on this page; shown beside every figure made by them. */
    public static final int VERSION = 1;

    private static final int SCALE = 2;

    private DaysSalesOutstanding() {}

    /**
     * Credit sales of one month.
     *
     * @param salesMinor invoiced less credited in the month, minor units
     * @param days days of the month
     */
    public record Month(long salesMinor, int days) {

        public Month {
            if (days < 1 || days > 31) {
                throw new IllegalArgumentException("days of a month: " + days);
            }
        }
    }

    /**
     * Result of the count-back method.
     *
     * @param days the days counted
     * @param atLeast whether the sales history ran out before the receivables did, so that the truth is this or more
     */
    public record CountBack(BigDecimal days, boolean atLeast) {}

    /** Receivables at the end of a period over its credit sales, times its days; 0 receivables give 0 without sales. */
    public static BigDecimal simple(long receivablesMinor, long salesMinor, int days) {
        if (receivablesMinor == 0) {
            return BigDecimal.ZERO.setScale(SCALE);
        }
        if (salesMinor <= 0) {
            throw new IllegalArgumentException("salesMinor: no days can be counted on sales of " + salesMinor);
        }
        return BigDecimal.valueOf(receivablesMinor)
                .multiply(BigDecimal.valueOf(days))
                .divide(BigDecimal.valueOf(salesMinor), SCALE, RoundingMode.HALF_UP);
    }

    /** {@link #simple} of the receivables that are not past due: what it would be if everybody paid on the due date. */
    public static BigDecimal bestPossible(long currentReceivablesMinor, long salesMinor, int days) {
        return simple(currentReceivablesMinor, salesMinor, days);
    }

    /** Average days delinquent: how far {@link #simple} lies above {@link #bestPossible}. */
    public static BigDecimal averageDaysDelinquent(
            long receivablesMinor, long currentReceivablesMinor, long salesMinor, int days) {
        return simple(receivablesMinor, salesMinor, days)
                .subtract(bestPossible(currentReceivablesMinor, salesMinor, days));
    }

    /**
     * The count-back (exhaustion) method: takes whole months of sales off the receivables, the newest first, and the last
     * one pro rata. A month without sales adds its days and takes nothing off.
     */
    public static CountBack countBack(long receivablesMinor, List<Month> newestFirst) {
        long left = receivablesMinor;
        BigDecimal days = BigDecimal.ZERO;
        for (Month month : newestFirst) {
            if (left <= 0) {
                break;
            }
            long sales = Math.max(0, month.salesMinor());
            if (left >= sales) {
                days = days.add(BigDecimal.valueOf(month.days()));
                left -= sales;
            } else {
                days = days.add(BigDecimal.valueOf(left)
                        .multiply(BigDecimal.valueOf(month.days()))
                        .divide(BigDecimal.valueOf(sales), 10, RoundingMode.HALF_UP));
                left = 0;
            }
        }
        return new CountBack(days.setScale(SCALE, RoundingMode.HALF_UP), left > 0);
    }
}
