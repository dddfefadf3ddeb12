package cashtide.payment;

import cashtide.customer.CustomerId;
import cashtide.money.Money;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A payment as it stands, locked by the transaction that read it.
 *
 * @param customer null while the payer is unknown
 * @param receivedOn value date
 */
public record PaymentState(
        PaymentId id,
        String number,
        @Nullable CustomerId customer,
        LocalDate receivedOn,
        Money amount,
        Money unapplied,
        @Nullable String reference,
        boolean reversed) {

    /** The same payment with another unapplied part. */
    public PaymentState withUnapplied(Money rest) {
        return new PaymentState(id, number, customer, receivedOn, amount, rest, reference, reversed);
    }
}
