package cashtide.invoice;

import static cashtide.db.Tables.DISPUTE;
import static cashtide.db.Tables.INVOICE;
import static cashtide.db.Tables.OPEN_ITEM;
import static cashtide.db.Tables.STANDING_APPLICATION;
import static org.jooq.impl.DSL.coalesce;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.greatest;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.least;
import static org.jooq.impl.DSL.max;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.sum;
import static org.jooq.impl.DSL.when;

import cashtide.customer.CustomerId;
import cashtide.money.Money;
import cashtide.tenant.TenantTx;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jooq.Field;
import org.jooq.Record;

/** Open items for those who change them. They are always locked in the order of their ids, after any payment. */
public final class LockedItems {

    private LockedItems() {}

    /** Locks the items until the transaction ends; what does not exist is missing from the answer. */
    public static Map<OpenItemId, OpenItemState> lock(TenantTx tx, Collection<OpenItemId> ids) {
        List<UUID> ordered =
                ids.stream().map(OpenItemId::value).distinct().sorted().toList();
        Map<OpenItemId, OpenItemState> states = new LinkedHashMap<>();
        tx
                .sql()
                .select(OPEN_ITEM.fields())
                .select(INVOICE.AMOUNT_MINOR.as("invoice_amount"), INVOICE.TAX_MINOR)
                .from(OPEN_ITEM)
                .join(INVOICE)
                .on(INVOICE.TENANT_ID.eq(OPEN_ITEM.TENANT_ID), INVOICE.ID.eq(OPEN_ITEM.INVOICE_ID))
                .where(OPEN_ITEM.ID.in(ordered))
                .orderBy(OPEN_ITEM.ID)
                .forUpdate()
                .of(OPEN_ITEM)
                .fetch(LockedItems::state)
                .stream()
                .sorted(Comparator.comparing(state -> state.id().value()))
                .forEach(state -> states.put(state.id(), state));
        return states;
    }

    /**
     * Writes a new residual of a locked item, with the day on which nothing was left and the part that is still disputed.
     * The applications that explain the residual must have been written before.
     */
    public static void writeOpen(TenantTx tx, OpenItemId id, Money open) {
        Field<LocalDate> lastApplied = field(select(max(STANDING_APPLICATION.APPLIED_ON))
                .from(STANDING_APPLICATION)
                .where(STANDING_APPLICATION
                        .OPEN_ITEM_ID
                        .eq(id.value())
                        .or(STANDING_APPLICATION.CREDIT_NOTE_ITEM_ID.eq(id.value()))));
        tx.sql()
                .update(OPEN_ITEM)
                .set(OPEN_ITEM.OPEN_MINOR, open.minor())
                .set(OPEN_ITEM.SETTLED_ON, when(inline(open.isZero()).isTrue(), lastApplied))
                .set(OPEN_ITEM.DISPUTED_MINOR, disputed(id, open))
                .where(OPEN_ITEM.ID.eq(id.value()))
                .execute();
    }

    /** Brings the disputed part of a locked item in line with its open disputes: at most what is open. */
    public static void refreshDisputed(TenantTx tx, OpenItemState item) {
        tx.sql()
                .update(OPEN_ITEM)
                .set(OPEN_ITEM.DISPUTED_MINOR, disputed(item.id(), item.open()))
                .where(OPEN_ITEM.ID.eq(item.id().value()))
                .execute();
    }

    private static Field<Long> disputed(OpenItemId id, Money open) {
        Field<Long> claimed = field(select(sum(DISPUTE.AMOUNT_MINOR).cast(Long.class))
                .from(DISPUTE)
                .where(DISPUTE.OPEN_ITEM_ID.eq(id.value()), DISPUTE.CLOSED_ON.isNull()));
        return greatest(inline(0L), least(inline(open.minor()), coalesce(claimed, inline(0L))));
    }

    private static OpenItemState state(Record row) {
        String currency = row.get(OPEN_ITEM.CURRENCY);
        return new OpenItemState(
                new OpenItemId(row.get(OPEN_ITEM.ID)),
                new InvoiceId(row.get(OPEN_ITEM.INVOICE_ID)),
                Kind.ofCode(row.get(OPEN_ITEM.KIND)),
                row.get(OPEN_ITEM.NUMBER),
                new CustomerId(row.get(OPEN_ITEM.CUSTOMER_ID)),
                row.get(OPEN_ITEM.INVOICE_DATE),
                row.get(OPEN_ITEM.DUE_DATE),
                row.get(OPEN_ITEM.DISCOUNT_DATE),
                Money.of(row.get(OPEN_ITEM.DISCOUNT_MINOR), currency),
                Money.of(row.get(OPEN_ITEM.AMOUNT_MINOR), currency),
                Money.of(row.get(OPEN_ITEM.OPEN_MINOR), currency),
                Money.of(row.get(OPEN_ITEM.DISPUTED_MINOR), currency),
                Money.of(row.get("invoice_amount", Long.class), currency),
                Money.of(row.get(INVOICE.TAX_MINOR), currency));
    }
}
