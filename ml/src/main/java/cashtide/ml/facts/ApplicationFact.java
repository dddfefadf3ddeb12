package cashtide.ml.facts;

import java.time.Instant;
import java.time.LocalDate;

/**
 * A tranche: an amount applied to one invoice on one day. A reversed application is left out from the moment at which
 * its reversal is known; the caller hands over what stands.
 *
 * @param amount above zero, in the invoice's currency
 * @param paidOn the value date of the payment (or the date of the credit note or write-off)
 */
public record ApplicationFact(String invoiceKey, Kind kind, double amount, LocalDate paidOn, Instant knownAt) {

    /** Why the open amount went down. Only cash tells how a customer pays. */
    public enum Kind {
        CASH,
        CREDIT,
        WRITE_OFF
    }

    public ApplicationFact {
        if (!(amount > 0) || Double.isInfinite(amount)) {
            throw new IllegalArgumentException("amount applied to " + invoiceKey + " must be above zero: " + amount);
        }
    }
}
