package cashtide.invoice;

import cashtide.customer.CustomerId;
import java.util.Currency;
import org.jspecify.annotations.Nullable;

/**
 * Which open items a list shows.
 *
 * @param text beginning of the document's number, or of the customer's name or number; empty for all
 * @param customer of this customer only
 * @param currency in this currency only
 */
public record OpenItemFilter(
        Status status,
        String text,
        @Nullable CustomerId customer,
        @Nullable Currency currency) {

    /** How far along an item is. */
    public enum Status {
        /** Something is open. */
        OPEN,
        /** Something is open and was due before today. */
        OVERDUE,
        /** Something of it is disputed. */
        DISPUTED,
        /** A credit note with credit left. */
        CREDIT,
        /** Nothing is open. */
        SETTLED,
        ALL
    }

    public static OpenItemFilter open() {
        return new OpenItemFilter(Status.OPEN, "", null, null);
    }

    public static OpenItemFilter openOf(CustomerId customer) {
        return new OpenItemFilter(Status.OPEN, "", customer, null);
    }
}
