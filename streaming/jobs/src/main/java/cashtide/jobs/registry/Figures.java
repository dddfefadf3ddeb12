package cashtide.jobs.registry;

import java.util.Map;

/**
 * How a model did on weeks that are over.
 *
 * @param weekError mean squared error of the share of an open invoice that it expects to be paid by the end of each week,
 *     up to four weeks ahead; between 0 and 1, a proper score
 * @param decided shares of invoices behind it: an invoice counts once for each day it was scored on and each week ahead
 * @param expectedPaid mean share that it expected to be paid by the last week known
 * @param paid mean share that was
 * @param cash by currency; empty when only probabilities were judged
 */
public record Figures(double weekError, long decided, double expectedPaid, double paid, Map<String, Cash> cash) {

    /** A cash error this much higher is within what a few weeks tell. */
    static final double CASH_TOLERANCE = 1.1;

    /**
     * Weekly cash of the items that were open, up to four weeks ahead.
     *
     * @param wape sum of the absolute errors over the sum of what came
     * @param coverage share of weeks from P10 to P90
     * @param weeks weeks judged, each once for each forecast of it
     * @param items open items behind them
     */
    public record Cash(double wape, double coverage, long weeks, long items) {}

    public Figures {
        cash = Map.copyOf(cash);
    }

    /** How far the share expected to be paid was above what was. */
    public double calibration() {
        return expectedPaid - paid;
    }

    /** WAPE over the currencies, each by its number of open items; NaN when no cash was judged. */
    public double cashError() {
        double error = 0;
        double items = 0;
        for (Cash one : cash.values()) {
            if (Double.isFinite(one.wape())) {
                error += one.wape() * one.items();
                items += one.items();
            }
        }
        return error / items;
    }

    /**
     * The one rule by which models follow each other: better probabilities, and cash that is not clearly worse. Where
     * nothing was decided nobody wins.
     */
    public boolean beats(Figures other) {
        boolean cashAllows = !(cashError() > other.cashError() * CASH_TOLERANCE);
        return decided > 0 && weekError < other.weekError && cashAllows;
    }
}
