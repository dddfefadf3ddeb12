package cashtide.intake;

import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A line of invoices.csv.
 *
 * @param line where it stands
 * @param dueDate beats the terms; null where only the terms say when it is due
 * @param amountMinor gross, in minor units of the currency; a negative one is a credit note
 * @param taxMinor tax within it, of the same sign
 * @param disputedOn since when it is disputed; null when it isn't
 * @param terms terms of payment in words, where the file has them
 * @param knownAt when the seller knew it; null for the end of the invoice date
 */
public record InvoiceRow(
        long line,
        String number,
        String customerNumber,
        LocalDate invoiceDate,
        @Nullable LocalDate dueDate,
        String currency,
        long amountMinor,
        long taxMinor,
        @Nullable LocalDate disputedOn,
        @Nullable String terms,
        @Nullable String reference,
        @Nullable Instant knownAt) {}
