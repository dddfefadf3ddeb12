package cashtide.invoice;

import cashtide.customer.CustomerId;
import cashtide.money.Money;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** An invoice or credit note about to be written; amounts of a credit note are negative. */
record NewDocument(
        InvoiceId id,
        Kind kind,
        String number,
        CustomerId customer,
        LocalDate date,
        Money gross,
        Money tax,
        String terms,
        @Nullable String reference,
        @Nullable InvoiceId corrects) {}
