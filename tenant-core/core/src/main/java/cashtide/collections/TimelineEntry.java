package cashtide.collections;

import cashtide.money.Money;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Something that happened with a customer.
 *
 * @param id of the row it is told from
 * @param on business date
 * @param title what it is about: a document's number, a channel, a reason
 * @param state what became of it: a status, an outcome
 * @param amount where there is one
 * @param note a person's words
 * @param by who did it, where a person did
 */
public record TimelineEntry(
        Kind kind,
        UUID id,
        LocalDate on,
        String title,
        String state,
        @Nullable Money amount,
        String note,
        String by) {

    /** What happened. */
    public enum Kind {
        ACTIVITY,
        PROMISE,
        DISPUTE,
        PAYMENT,
        INVOICE,
        CREDIT_NOTE
    }
}
