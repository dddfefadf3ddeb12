package cashtide.contract;

import java.time.LocalDate;

/**
 * Cash expected in one week, as a row of {@code forecast_inbox}. Amounts are minor units of the currency. The parts add up to
 * the P50; without the last of them they are the P50 of what is invoiced already.
 *
 * @param weekStart {@code asOf + 1 + 7j}; the week has seven days
 * @param openItemsMinor part of the P50 from open items without a promise
 * @param promisedMinor part of the P50 from promised items
 * @param disputedMinor part of the P50 from disputed amounts
 * @param newBusinessMinor part of the P50 from invoices not yet issued
 * @param invoicedP10Minor P10 of what is invoiced already
 * @param invoicedP90Minor its P90
 */
public record ForecastRow(
        LocalDate asOf,
        String currency,
        LocalDate weekStart,
        long p10Minor,
        long p50Minor,
        long p90Minor,
        long openItemsMinor,
        long promisedMinor,
        long disputedMinor,
        long newBusinessMinor,
        long invoicedP10Minor,
        long invoicedP90Minor) {

    public ForecastRow {
        if (p10Minor < 0 || p10Minor > p50Minor || p50Minor > p90Minor) {
            throw new IllegalArgumentException(
                    "quantiles of " + weekStart + ": " + p10Minor + ", " + p50Minor + ", " + p90Minor);
        }
        long invoiced = openItemsMinor + promisedMinor + disputedMinor;
        if (invoiced + newBusinessMinor != p50Minor || invoicedP10Minor > invoiced || invoicedP90Minor < invoiced) {
            throw new IllegalArgumentException(
                    "parts of " + weekStart + ": " + invoiced + " between " + invoicedP10Minor + " and "
                            + invoicedP90Minor + ", " + newBusinessMinor + " to come, of " + p50Minor);
        }
        if (!weekStart.isAfter(asOf)) {
            throw new IllegalArgumentException("weekStart " + weekStart + " is not after " + asOf);
        }
    }
}
