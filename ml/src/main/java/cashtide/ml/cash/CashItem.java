package cashtide.ml.cash;

import java.util.List;

/**
 * What one open invoice is expected to bring, week by week from the forecast's first day. The items behind a bar are
 * those whose amount in its week is above zero; they sum to the mean of the bar.
 *
 * @param residual the open amount in the invoice's currency
 * @param expectedByWeek amounts in the invoice's currency, one per week of the horizon
 * @param expectedLater what comes after the horizon or never
 */
public record CashItem(
        String invoiceKey, String currency, double residual, List<Double> expectedByWeek, double expectedLater) {

    public CashItem {
        expectedByWeek = List.copyOf(expectedByWeek);
    }
}
