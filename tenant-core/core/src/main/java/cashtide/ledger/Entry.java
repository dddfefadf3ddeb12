package cashtide.ledger;

import cashtide.audit.InvariantViolation;
import cashtide.time.TimeOrderedId;
import java.time.LocalDate;
import java.util.Currency;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * A journal entry: postings that balance in every currency. Lines of zero are left out.
 *
 * @param sourceEntity published entity that caused it
 */
public record Entry(
        UUID id, EntryKind kind, LocalDate occurredOn, String sourceEntity, UUID sourceId, List<Posting> postings) {

    public Entry {
        postings =
                postings.stream().filter(posting -> !posting.amount().isZero()).toList();
        Map<Currency, Long> sums = new HashMap<>();
        for (Posting posting : postings) {
            sums.merge(posting.amount().currency(), posting.amount().minor(), Math::addExact);
        }
        if (sums.isEmpty() || sums.values().stream().anyMatch(sum -> sum != 0)) {
            throw new InvariantViolation(
                    "LEDGER_UNBALANCED", kind + " of " + sourceEntity + " " + sourceId + ": " + sums);
        }
    }

    public static Entry of(
            EntryKind kind, LocalDate occurredOn, String sourceEntity, UUID sourceId, List<Posting> postings) {
        return new Entry(TimeOrderedId.next(), kind, occurredOn, sourceEntity, sourceId, postings);
    }
}
