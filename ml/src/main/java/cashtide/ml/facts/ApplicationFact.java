package cashtide.ml.facts;

import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A tranche: an amount applied to one invoice on one day. Until it was known to be taken back, as of a payment that
 * bounced, it counted: who looks from before that sees it, and from then on the invoice is open again.
 *
 * @param amount above zero, in the invoice's currency
 * @param paidOn the value date of the payment (or the date of the credit note or write-off)
 * @param endKnownAt when it was known to be taken back, or null while it stands
 */
public record ApplicationFact(
        String invoiceKey,
        Kind kind,
        double amount,
        LocalDate paidOn,
        Instant knownAt,
        @Nullable Instant endKnownAt) {

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

    /** One that stands. */
    public ApplicationFact(String invoiceKey, Kind kind, double amount, LocalDate paidOn, Instant knownAt) {
        this(invoiceKey, kind, amount, paidOn, knownAt, null);
    }

    /** Whether it was known before the moment and not known to be taken back. */
    public boolean standsAt(AsOf asOf) {
        return Known.between(knownAt, endKnownAt, asOf.moment());
    }
}
