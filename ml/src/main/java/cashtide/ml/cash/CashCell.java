package cashtide.ml.cash;

import java.time.LocalDate;

/**
 * Cash expected in one currency from one day on, for a number of days. Amounts in that currency.
 *
 * @param days 1 for a daily cell, 7 for a weekly one
 * @param mean the expected amount; sums over cells, which quantiles don't
 */
public record CashCell(String currency, LocalDate from, int days, double p10, double p50, double p90, double mean) {}
