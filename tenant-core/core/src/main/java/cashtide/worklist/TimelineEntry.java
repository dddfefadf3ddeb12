package cashtide.worklist;

import cashtide.money.Money;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * Something that happened with a customer, of any channel.
 *
 * @param subject document, promised day, reason or outcome, as the kind says; may be empty
 * @param note what was written down, or further facts; may be empty
 * @param who the person that did it; empty when nobody of ours did
 */
public record TimelineEntry(
        LocalDate on, Kind kind, String subject, @Nullable Money amount, String note, String who) {

    /** Kinds of entries. */
    public enum Kind {
        /** Subject: the outcome of the contact. */
        CALL,
        EMAIL,
        LETTER,
        PORTAL,
        NOTE,
        /** Subject: the day promised for. */
        PROMISE_MADE,
        PROMISE_KEPT,
        PROMISE_PARTLY_KEPT,
        PROMISE_BROKEN,
        PROMISE_REPLACED,
        /** Subject: the document; note: the reason. */
        DISPUTE_OPENED,
        /** Subject: the document; note: the outcome. */
        DISPUTE_CLOSED,
        /** Subject: the payment's number. */
        PAYMENT,
        PAYMENT_REVERSED,
        /** Subject: the document. */
        INVOICE,
        CREDIT_NOTE
    }
}
