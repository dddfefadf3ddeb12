package cashtide.invoice;

import cashtide.customer.CustomerId;
import cashtide.money.Money;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * An open item as it stands, locked by the transaction that read it.
 *
 * @param invoiceAmount gross of the whole document, of which {@code invoiceTax} is tax
 * @param amount of the instalment; negative for a credit note, as {@code open} is
 */
public record OpenItemState(
        OpenItemId id,
        InvoiceId invoice,
        Kind kind,
        String number,
        CustomerId customer,
        LocalDate invoiceDate,
        LocalDate dueDate,
        @Nullable LocalDate discountDate,
        Money discount,
        Money amount,
        Money open,
        Money disputed,
        Money invoiceAmount,
        Money invoiceTax) {

    /** The same item with another residual. */
    public OpenItemState withOpen(Money residual) {
        return new OpenItemState(
                id,
                invoice,
                kind,
                number,
                customer,
                invoiceDate,
                dueDate,
                discountDate,
                discount,
                amount,
                residual,
                disputed,
                invoiceAmount,
                invoiceTax);
    }
}
