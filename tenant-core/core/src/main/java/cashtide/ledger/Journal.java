package cashtide.ledger;

import static cashtide.db.Tables.JOURNAL_ENTRY;
import static cashtide.db.Tables.JOURNAL_LINE;
import static org.jooq.impl.DSL.val;

import cashtide.audit.InvariantViolation;
import cashtide.tenant.TenantTx;
import cashtide.time.TimeOrderedId;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The journal. Entries are never changed: a mistake is taken back by {@link #reverse}, once. */
public final class Journal {

    private Journal() {}

    /** Posts an entry. All its lines go in one statement, whose trigger refuses what does not balance. */
    public static void post(TenantTx tx, Entry entry) {
        insertEntry(tx, entry.id(), entry.kind(), entry.occurredOn(), entry.sourceEntity(), entry.sourceId(), null);
        Map<Account, String> codes = ChartOfAccounts.codes(tx);
        var insert = tx.sql()
                .insertInto(
                        JOURNAL_LINE,
                        JOURNAL_LINE.TENANT_ID,
                        JOURNAL_LINE.ENTRY_ID,
                        JOURNAL_LINE.ACCOUNT_CODE,
                        JOURNAL_LINE.CUSTOMER_ID,
                        JOURNAL_LINE.CURRENCY,
                        JOURNAL_LINE.AMOUNT_MINOR,
                        JOURNAL_LINE.OCCURRED_ON,
                        JOURNAL_LINE.KNOWN_AT);
        for (Posting posting : entry.postings()) {
            insert = insert.values(
                    tx.tenantId().value(),
                    entry.id(),
                    codes.get(posting.account()),
                    posting.customer(),
                    posting.amount().currency().getCurrencyCode(),
                    posting.amount().minor(),
                    entry.occurredOn(),
                    tx.knownAt());
        }
        insert.execute();
    }

    /**
     * Takes back every entry that this source caused and that was not taken back yet: the same lines with the opposite
     * sign, on the day of the reversal.
     *
     * @param occurredOn business date of the reversal
     * @throws InvariantViolation when there is nothing to take back
     */
    public static void reverse(TenantTx tx, String sourceEntity, UUID sourceId, LocalDate occurredOn) {
        var later = JOURNAL_ENTRY.as("later");
        List<UUID> standing = tx.sql()
                .select(JOURNAL_ENTRY.ID)
                .from(JOURNAL_ENTRY)
                .where(JOURNAL_ENTRY.SOURCE_ENTITY.eq(sourceEntity), JOURNAL_ENTRY.SOURCE_ID.eq(sourceId))
                .and(JOURNAL_ENTRY.REVERSES_ID.isNull())
                .andNotExists(tx.sql().selectOne().from(later).where(later.REVERSES_ID.eq(JOURNAL_ENTRY.ID)))
                .orderBy(JOURNAL_ENTRY.ID)
                .fetch(JOURNAL_ENTRY.ID);
        if (standing.isEmpty()) {
            throw new InvariantViolation("LEDGER_NOTHING_TO_REVERSE", sourceEntity + " " + sourceId);
        }
        for (UUID original : standing) {
            reverseEntry(tx, original, sourceEntity, sourceId, occurredOn);
        }
    }

    private static void reverseEntry(
            TenantTx tx, UUID original, String sourceEntity, UUID sourceId, LocalDate occurredOn) {
        UUID reversal = TimeOrderedId.next();
        insertEntry(tx, reversal, EntryKind.REVERSAL, occurredOn, sourceEntity, sourceId, original);
        tx.sql()
                .insertInto(
                        JOURNAL_LINE,
                        JOURNAL_LINE.TENANT_ID,
                        JOURNAL_LINE.ENTRY_ID,
                        JOURNAL_LINE.ACCOUNT_CODE,
                        JOURNAL_LINE.CUSTOMER_ID,
                        JOURNAL_LINE.CURRENCY,
                        JOURNAL_LINE.AMOUNT_MINOR,
                        JOURNAL_LINE.OCCURRED_ON,
                        JOURNAL_LINE.KNOWN_AT)
                .select(tx.sql()
                        .select(
                                JOURNAL_LINE.TENANT_ID,
                                val(reversal),
                                JOURNAL_LINE.ACCOUNT_CODE,
                                JOURNAL_LINE.CUSTOMER_ID,
                                JOURNAL_LINE.CURRENCY,
                                JOURNAL_LINE.AMOUNT_MINOR.neg(),
                                val(occurredOn),
                                val(tx.knownAt()))
                        .from(JOURNAL_LINE)
                        .where(JOURNAL_LINE.ENTRY_ID.eq(original)))
                .execute();
    }

    private static void insertEntry(
            TenantTx tx,
            UUID id,
            EntryKind kind,
            LocalDate occurredOn,
            String sourceEntity,
            UUID sourceId,
            @Nullable UUID reverses) {
        tx.sql()
                .insertInto(JOURNAL_ENTRY)
                .set(JOURNAL_ENTRY.TENANT_ID, tx.tenantId().value())
                .set(JOURNAL_ENTRY.ID, id)
                .set(JOURNAL_ENTRY.KIND, kind.code())
                .set(JOURNAL_ENTRY.OCCURRED_ON, occurredOn)
                .set(JOURNAL_ENTRY.SOURCE_ENTITY, sourceEntity)
                .set(JOURNAL_ENTRY.SOURCE_ID, sourceId)
                .set(JOURNAL_ENTRY.REVERSES_ID, reverses)
                .set(JOURNAL_ENTRY.ACTOR_ID, tx.actor().userId())
                .set(JOURNAL_ENTRY.KNOWN_AT, tx.knownAt())
                .execute();
    }
}
