package cashtide.ml.facts;

import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;

/**
 * An invoice as it was issued. Credit notes are no invoices here: what they settle is an {@link ApplicationFact}.
 *
 * @param amount the gross amount in the invoice's currency, above zero
 */
public record InvoiceFact(
        String invoiceKey,
        String customerKey,
        String number,
        LocalDate invoiceDate,
        LocalDate dueDate,
        String currency,
        double amount,
        Instant knownAt) {

    public InvoiceFact {
        if (!(amount > 0) || Double.isInfinite(amount)) {
            throw new IllegalArgumentException("amount of invoice " + number + " must be above zero: " + amount);
        }
    }

    /** Days from issue to due date; negative when the due date was set before the issue. */
    public int termsDays() {
        return (int) ChronoUnit.DAYS.between(invoiceDate, dueDate);
    }
}
