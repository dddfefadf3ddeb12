package cashtide.ml.facts;

import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A promise to pay an invoice.
 *
 * @param amount the promised amount in the invoice's currency
 * @param madeOn the day of the promise
 * @param promisedOn the day by which the customer promised to pay
 * @param endKnownAt when another promise was known to have taken its place, or null when none has
 */
public record PromiseFact(
        String invoiceKey,
        double amount,
        LocalDate madeOn,
        LocalDate promisedOn,
        Instant knownAt,
        @Nullable Instant endKnownAt) {

    /** One that no other replaced. */
    public PromiseFact(String invoiceKey, double amount, LocalDate madeOn, LocalDate promisedOn, Instant knownAt) {
        this(invoiceKey, amount, madeOn, promisedOn, knownAt, null);
    }

    /** Whether it was known before the moment and not known to be replaced. */
    public boolean standsAt(AsOf asOf) {
        return Known.between(knownAt, endKnownAt, asOf.moment());
    }
}
