package cashtide.forecast;

import cashtide.forecast.Forecast.Quantiles;
import java.time.LocalDate;
import java.util.List;
import java.util.PrimitiveIterator;
import java.util.stream.LongStream;

/**
 * The sum of weekly forecasts over a number of days. Quantiles don't add: the half widths are combined as those of errors
 * that have one part in common, so that the band of a sum is wider than for independent weeks and narrower than the sum.
 */
final class Band {

    /**
     * Correlation of the errors of two weeks of one forecast. Between money that slips from one week into the next (below
     * zero) and a level that is wrong for all of them (above it).
     */
    private static final double CORRELATION = 0.25;

    private Band() {}

    /** A week of a forecast, by its first day. */
    record Weekly(LocalDate start, Quantiles cash) {}

    /** The first so many days of the weeks, which follow one another; a part of a week counts by its days. */
    static Quantiles firstDays(List<Weekly> weeks, int days) {
        double p50 = 0;
        double below = 0;
        double above = 0;
        double belowSquared = 0;
        double aboveSquared = 0;
        int left = days;
        for (Weekly week : weeks) {
            if (left <= 0) {
                break;
            }
            double share = Math.min(left, 7) / 7.0;
            left -= 7;
            Quantiles cash = week.cash();
            p50 += share * cash.p50Minor();
            double down = share * (cash.p50Minor() - cash.p10Minor());
            double up = share * (cash.p90Minor() - cash.p50Minor());
            below += down;
            above += up;
            belowSquared += down * down;
            aboveSquared += up * up;
        }
        long middle = Math.round(p50);
        return new Quantiles(
                Math.max(0, middle - halfWidth(below, belowSquared)), middle, middle + halfWidth(above, aboveSquared));
    }

    /** The same of plain weekly amounts. */
    static long firstDays(LongStream weekly, int days) {
        double sum = 0;
        int left = days;
        for (PrimitiveIterator.OfLong week = weekly.iterator(); week.hasNext() && left > 0; left -= 7) {
            sum += week.nextLong() * Math.min(left, 7) / 7.0;
        }
        return Math.round(sum);
    }

    private static long halfWidth(double sum, double sumOfSquares) {
        return Math.round(Math.sqrt((1 - CORRELATION) * sumOfSquares + CORRELATION * sum * sum));
    }
}
