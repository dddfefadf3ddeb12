package cashtide.invoice;

import cashtide.customer.CustomerId;
import cashtide.money.Money;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * An open item in a list.
 *
 * @param daysPastDue business date less due date: above zero when overdue
 * @param open residual; negative for a credit note
 */
public record OpenItemRow(
        OpenItemId id,
        InvoiceId invoice,
        Kind kind,
        String number,
        int instalment,
        CustomerId customer,
        String customerNumber,
        String customerName,
        LocalDate invoiceDate,
        LocalDate dueDate,
        int daysPastDue,
        Money amount,
        Money open,
        Money disputed,
        @Nullable LocalDate discountDate,
        Money discount,
        @Nullable LocalDate settledOn) {}
