package cashtide.intake;

import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A line of payments.csv.
 *
 * @param line where it stands
 * @param invoiceNumber what it pays; null for cash on account
 * @param amountMinor in minor units of the currency, above zero
 * @param method bank_transfer, direct_debit, card, check, cash or other
 * @param knownAt when the seller knew it; null for the end of the day it was received
 */
public record PaymentRow(
        long line,
        String number,
        LocalDate receivedDate,
        String customerNumber,
        @Nullable String invoiceNumber,
        String currency,
        long amountMinor,
        String method,
        @Nullable String reference,
        @Nullable Instant knownAt) {}
