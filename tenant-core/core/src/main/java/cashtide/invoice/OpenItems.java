package cashtide.invoice;

import static cashtide.db.Tables.CUSTOMER;
import static cashtide.db.Tables.INVOICE;
import static cashtide.db.Tables.OPEN_ITEM;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.lower;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.select;

import cashtide.customer.CustomerId;
import cashtide.money.Money;
import cashtide.tenant.Actor;
import cashtide.tenant.TenantTx;
import cashtide.tenant.Tenants;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Currency;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.SelectLimitStep;
import org.jooq.SortField;
import org.jspecify.annotations.Nullable;

/** The tenant's open items, a page at a time. */
public final class OpenItems {

    private static final int PAGE_MAX = 1000;
    // Written out, not bound: only so can the planner prove that the partial indexes hold what is asked for.
    private static final Condition SOMETHING_OPEN = OPEN_ITEM.OPEN_MINOR.ne(inline(0L));

    private final Tenants tenants;

    public OpenItems(Tenants tenants) {
        this.tenants = tenants;
    }

    /** Whether the order is reversed. */
    public enum Direction {
        ASCENDING,
        DESCENDING
    }

    /**
     * A page of the items that pass the filter.
     *
     * @param limit 1 to 1,000
     */
    public List<OpenItemRow> page(
            Actor actor, OpenItemFilter filter, OpenItemSort sort, Direction direction, int offset, int limit) {
        if (offset < 0 || limit < 1 || limit > PAGE_MAX) {
            throw new IllegalArgumentException("offset " + offset + ", limit " + limit);
        }
        return tenants.inTx(actor, tx -> {
            LocalDate today = tx.businessDate();
            // The page is found on the items alone, from an index; names are fetched for its rows only.
            List<UUID> ids = new ArrayList<>(ids(tx, filter, sort, direction, today)
                    .offset(offset)
                    .limit(limit)
                    .fetch(OPEN_ITEM.ID));
            return rows(tx, ids, today);
        });
    }

    /** How many items pass the filter. */
    public int count(Actor actor, OpenItemFilter filter) {
        return tenants.<Integer>inTx(actor, tx -> tx.sql().fetchCount(OPEN_ITEM, condition(filter, tx.businessDate())));
    }

    /** One item, or null when there is none. */
    public @Nullable OpenItemRow find(Actor actor, OpenItemId item) {
        List<OpenItemRow> rows = tenants.inTx(actor, tx -> rows(tx, List.of(item.value()), tx.businessDate()));
        return rows.isEmpty() ? null : rows.getFirst();
    }

    /**
     * An instalment of the invoice or credit note with this number; null when there is none. One that was taken back has its
     * number no more.
     */
    public @Nullable OpenItemRow numbered(Actor actor, String number, int instalment) {
        List<OpenItemRow> rows = tenants.inTx(
                actor,
                tx -> rows(
                        tx,
                        tx.sql()
                                .select(OPEN_ITEM.ID)
                                .from(INVOICE)
                                .join(OPEN_ITEM)
                                .on(OPEN_ITEM.TENANT_ID.eq(INVOICE.TENANT_ID), OPEN_ITEM.INVOICE_ID.eq(INVOICE.ID))
                                .where(INVOICE.NUMBER.eq(number), OPEN_ITEM.INSTALMENT.eq(instalment))
                                .fetch(OPEN_ITEM.ID),
                        tx.businessDate()));
        return rows.isEmpty() ? null : rows.getFirst();
    }

    /** The items of an invoice or credit note by instalment; empty when there is none. */
    public List<OpenItemRow> ofInvoice(Actor actor, InvoiceId invoice) {
        return tenants.inTx(
                actor,
                tx -> rows(
                        tx,
                        tx.sql()
                                .select(OPEN_ITEM.ID)
                                .from(OPEN_ITEM)
                                .where(OPEN_ITEM.INVOICE_ID.eq(invoice.value()))
                                .orderBy(OPEN_ITEM.INSTALMENT)
                                .fetch(OPEN_ITEM.ID),
                        tx.businessDate()));
    }

    private static SelectLimitStep<? extends Record> ids(
            TenantTx tx, OpenItemFilter filter, OpenItemSort sort, Direction direction, LocalDate today) {
        if (sort == OpenItemSort.CUSTOMER) {
            return tx.sql()
                    .select(OPEN_ITEM.ID)
                    .from(OPEN_ITEM)
                    .join(CUSTOMER)
                    .on(CUSTOMER.TENANT_ID.eq(OPEN_ITEM.TENANT_ID), CUSTOMER.ID.eq(OPEN_ITEM.CUSTOMER_ID))
                    .where(condition(filter, today))
                    .orderBy(ordered(lower(CUSTOMER.NAME), direction), ordered(OPEN_ITEM.ID, direction));
        }
        return tx.sql()
                .select(OPEN_ITEM.ID)
                .from(OPEN_ITEM)
                .where(condition(filter, today))
                .orderBy(ordered(field(sort), direction), ordered(OPEN_ITEM.ID, direction));
    }

    private static Field<?> field(OpenItemSort sort) {
        return switch (sort) {
            case DUE_DATE -> OPEN_ITEM.DUE_DATE;
            case INVOICE_DATE -> OPEN_ITEM.INVOICE_DATE;
            case NUMBER -> OPEN_ITEM.NUMBER;
            case CUSTOMER -> OPEN_ITEM.CUSTOMER_ID;
            case AMOUNT -> OPEN_ITEM.AMOUNT_MINOR;
            case OPEN -> OPEN_ITEM.OPEN_MINOR;
        };
    }

    private static SortField<?> ordered(Field<?> field, Direction direction) {
        return direction == Direction.ASCENDING ? field.asc() : field.desc();
    }

    private static Condition condition(OpenItemFilter filter, LocalDate today) {
        Condition condition =
                switch (filter.status()) {
                    case OPEN -> SOMETHING_OPEN;
                    case OVERDUE ->
                        SOMETHING_OPEN.and(OPEN_ITEM.OPEN_MINOR.gt(0L)).and(OPEN_ITEM.DUE_DATE.lt(today));
                    case DISPUTED -> SOMETHING_OPEN.and(OPEN_ITEM.DISPUTED_MINOR.gt(0L));
                    case CREDIT -> SOMETHING_OPEN.and(OPEN_ITEM.OPEN_MINOR.lt(0L));
                    case SETTLED -> OPEN_ITEM.OPEN_MINOR.eq(0L);
                    case ALL -> noCondition();
                };
        CustomerId customer = filter.customer();
        if (customer != null) {
            condition = condition.and(OPEN_ITEM.CUSTOMER_ID.eq(customer.value()));
        }
        Currency currency = filter.currency();
        if (currency != null) {
            condition = condition.and(OPEN_ITEM.CURRENCY.eq(currency.getCurrencyCode()));
        }
        String text = filter.text().strip();
        if (!text.isEmpty()) {
            condition = condition.and(OPEN_ITEM
                    .NUMBER
                    .startsWith(text)
                    .or(OPEN_ITEM.CUSTOMER_ID.in(select(CUSTOMER.ID)
                            .from(CUSTOMER)
                            .where(lower(CUSTOMER.NAME)
                                    .startsWith(text.toLowerCase(Locale.ROOT))
                                    .or(CUSTOMER.NUMBER.startsWith(text))))));
        }
        return condition;
    }

    private static List<OpenItemRow> rows(TenantTx tx, List<UUID> ids, LocalDate today) {
        if (ids.isEmpty()) {
            return List.of();
        }
        List<OpenItemRow> rows = tx.sql()
                .select(OPEN_ITEM.fields())
                .select(CUSTOMER.NUMBER.as("customer_number"), CUSTOMER.NAME.as("customer_name"))
                .from(OPEN_ITEM)
                .join(CUSTOMER)
                .on(CUSTOMER.TENANT_ID.eq(OPEN_ITEM.TENANT_ID), CUSTOMER.ID.eq(OPEN_ITEM.CUSTOMER_ID))
                .where(OPEN_ITEM.ID.in(ids))
                .fetch(row -> row(row, today));
        List<OpenItemRow> inOrder = new ArrayList<>(rows);
        Map<UUID, Integer> position = new HashMap<>();
        for (int i = 0; i < ids.size(); i++) {
            position.put(ids.get(i), i);
        }
        inOrder.sort(Comparator.comparing(row -> position.get(row.id().value())));
        return List.copyOf(inOrder);
    }

    private static OpenItemRow row(Record row, LocalDate today) {
        String currency = row.get(OPEN_ITEM.CURRENCY);
        return new OpenItemRow(
                new OpenItemId(row.get(OPEN_ITEM.ID)),
                new InvoiceId(row.get(OPEN_ITEM.INVOICE_ID)),
                Kind.ofCode(row.get(OPEN_ITEM.KIND)),
                row.get(OPEN_ITEM.NUMBER),
                row.get(OPEN_ITEM.INSTALMENT),
                new CustomerId(row.get(OPEN_ITEM.CUSTOMER_ID)),
                row.get("customer_number", String.class),
                row.get("customer_name", String.class),
                row.get(OPEN_ITEM.INVOICE_DATE),
                row.get(OPEN_ITEM.DUE_DATE),
                Math.toIntExact(ChronoUnit.DAYS.between(row.get(OPEN_ITEM.DUE_DATE), today)),
                Money.of(row.get(OPEN_ITEM.AMOUNT_MINOR), currency),
                Money.of(row.get(OPEN_ITEM.OPEN_MINOR), currency),
                Money.of(row.get(OPEN_ITEM.DISPUTED_MINOR), currency),
                row.get(OPEN_ITEM.DISCOUNT_DATE),
                Money.of(row.get(OPEN_ITEM.DISCOUNT_MINOR), currency),
                row.get(OPEN_ITEM.SETTLED_ON));
    }
}
