package cashtide.ml.facts;

import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A dispute over part or all of an invoice.
 *
 * @param amount the disputed amount in the invoice's currency
 * @param closedOn the day of its end, or null while it is open
 * @param closedKnownAt when its end was known, or null while it is open
 */
public record DisputeFact(
        String invoiceKey,
        double amount,
        LocalDate openedOn,
        Instant knownAt,
        @Nullable LocalDate closedOn,
        @Nullable Instant closedKnownAt) {

    /** Whether the seller knew of this dispute before the moment and did not know of its end. */
    public boolean openAt(AsOf asOf) {
        return Known.between(knownAt, closedKnownAt, asOf.moment());
    }
}
