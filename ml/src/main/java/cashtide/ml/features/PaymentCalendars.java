package cashtide.ml.features;

import java.util.Map;
import java.util.TreeMap;

/**
 * The payment days of each currency, with the same weekdays in all: banks settle in a currency on days of their own.
 *
 * @param usual of a currency that is not among them
 */
public record PaymentCalendars(PaymentCalendar usual, Map<String, PaymentCalendar> byCurrency) {

    /** Before any payment is known. */
    public static final PaymentCalendars MONDAY_TO_FRIDAY =
            new PaymentCalendars(PaymentCalendar.MONDAY_TO_FRIDAY, Map.of());

    public PaymentCalendars {
        byCurrency = Map.copyOf(byCurrency);
        for (PaymentCalendar calendar : byCurrency.values()) {
            if (calendar.weekdayMask() != usual.weekdayMask()) {
                throw new IllegalArgumentException("weekdays differ between currencies");
            }
        }
    }

    public PaymentCalendar in(String currency) {
        return byCurrency.getOrDefault(currency, usual);
    }

    /** By currency in alphabetical order. */
    public Map<String, PaymentCalendar> sorted() {
        return new TreeMap<>(byCurrency);
    }
}
