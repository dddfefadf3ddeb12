package cashtide.ml.cash;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** One currency's forecast: the middle from the mixture, the width from drawn futures and what came true before. */
final class Fan {

    /** Of the mean: where less is expected, nothing may come at all, as between two payment runs. */
    private static final double NEXT_TO_NOTHING = 0.01;

    private final String currency;
    private final LocalDate from;
    private final double[] expectedByDay;
    private final Futures futures;
    private final Interval interval;

    Fan(String currency, LocalDate from, double[] expectedByDay, Futures futures, Interval interval) {
        this.currency = currency;
        this.from = from;
        this.expectedByDay = expectedByDay;
        this.futures = futures;
        this.interval = interval;
    }

    /**
     * Whether so little is expected that the band begins at nothing, however wide it is.
     *
     * @param mean of all weeks, or of all days
     */
    static boolean isNextToNothing(double expected, double mean) {
        return expected < NEXT_TO_NOTHING * mean;
    }

    /** @param days 1 for daily cells, 7 for weekly ones */
    List<CashCell> cells(int days) {
        List<CashCell> cells = new ArrayList<>();
        double mean = Arrays.stream(expectedByDay).sum() * days / expectedByDay.length;
        for (int start = 0; start + days <= expectedByDay.length; start += days) {
            double expected = 0;
            for (int day = start; day < start + days; day++) {
                expected += expectedByDay[day];
            }
            double[] drawn = futures.sorted(start, days);
            double middle = Futures.quantile(drawn, 0.5);
            int horizon = start / 7;
            double low = isNextToNothing(expected, mean)
                    ? 0
                    : expected - (middle - Futures.quantile(drawn, 0.1)) * interval.lowerAt(horizon);
            double high = expected + (Futures.quantile(drawn, 0.9) - middle) * interval.upperAt(horizon);
            cells.add(new CashCell(
                    currency,
                    from.plusDays(start),
                    days,
                    Math.max(0, low),
                    expected,
                    Math.max(expected, high),
                    expected));
        }
        return cells;
    }
}
