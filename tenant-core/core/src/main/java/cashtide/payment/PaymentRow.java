package cashtide.payment;

import cashtide.customer.CustomerId;
import cashtide.money.Money;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A payment in a list.
 *
 * @param customer null, as its name, while the payer is unknown
 */
public record PaymentRow(
        PaymentId id,
        String number,
        @Nullable CustomerId customer,
        @Nullable String customerName,
        LocalDate receivedOn,
        Money amount,
        Money unapplied,
        Method method,
        @Nullable String reference,
        @Nullable LocalDate reversedOn) {}
