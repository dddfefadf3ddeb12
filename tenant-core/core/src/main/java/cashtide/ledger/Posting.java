package cashtide.ledger;

import cashtide.money.Money;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One line of a journal entry.
 *
 * @param customer whose subledger it belongs to, on receivables and unapplied cash; null elsewhere
 * @param amount above zero a debit, below a credit
 */
public record Posting(Account account, @Nullable UUID customer, Money amount) {

    public static Posting debit(Account account, @Nullable UUID customer, Money amount) {
        return new Posting(account, customer, amount);
    }

    public static Posting credit(Account account, @Nullable UUID customer, Money amount) {
        return new Posting(account, customer, amount.negated());
    }
}
