package cashtide.worklist;

import cashtide.money.Money;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Currency;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An open item of an account.
 *
 * @param daysLate days past due; negative while it is not due, null for a credit note
 * @param status the one thing most worth knowing about it
 * @param promisedOn the day of the open or broken promise that covers it, null without one
 * @param expectedOn P50 of its payment date, null without a score
 * @param orLater the model looks no further than {@code expectedOn}: it means that day or later
 */
public record AccountItem(
        UUID itemId,
        UUID invoiceId,
        String number,
        LocalDate invoiceDate,
        LocalDate dueDate,
        @Nullable Integer daysLate,
        Money open,
        Money disputed,
        Status status,
        @Nullable LocalDate promisedOn,
        @Nullable LocalDate expectedOn,
        boolean orLater,
        @Nullable Double pLate) {

    /** What is open on the items, all of one currency. */
    public static Money sum(Collection<AccountItem> items, Currency currency) {
        return items.stream().map(AccountItem::open).reduce(Money.zero(currency), Money::plus);
    }

    /** What stands in the way of an item's payment, the gravest first. */
    public enum Status {
        CREDIT_NOTE,
        PROMISE_BROKEN,
        DISPUTED,
        PROMISED,
        LATE,
        DUE_TODAY,
        NOT_DUE
    }
}
