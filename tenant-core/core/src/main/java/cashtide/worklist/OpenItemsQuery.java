package cashtide.worklist;

import cashtide.kpi.AgingBucket;
import cashtide.money.Money;
import cashtide.tenant.TenantTx;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jooq.Record;
import org.jspecify.annotations.Nullable;

/** Reads the open items of all customers as they stood on a day, in pages. */
public final class OpenItemsQuery {

    private static final int ROWS_PER_FETCH = 1_000;

    private static final String CUSTOMER = " join customer c on c.tenant_id = i.tenant_id and c.id = i.customer_id";
    /** Of the rows and of their keys; the index open_item_page has it. */
    private static final String ORDER = " order by i.open_minor < 0, i.due_date, i.id";

    /** Which items are asked for; null means: not filtered by it. */
    public record Filter(
            Standing standing,
            @Nullable String currency,
            @Nullable String customerNumber,
            @Nullable AgingBucket bucket,
            @Nullable State state,
            String search) {

        public static Filter of(Standing standing) {
            return new Filter(standing, null, null, null, null, "");
        }

        private boolean namesCustomers() {
            return customerNumber != null || !search.isBlank();
        }
    }

    /** Parts of the open items. */
    public enum State {
        OVERDUE("i.open_minor > 0 and i.days > 0"),
        NOT_DUE("i.open_minor > 0 and i.days <= 0"),
        DISPUTED("i.disputed_minor > 0"),
        CREDIT("i.open_minor < 0");

        private final String condition;

        State(String condition) {
            this.condition = condition;
        }
    }

    /**
     * An open item.
     *
     * @param days days past due, negative while it is not due; null for a credit note
     * @param expectedOn P50 of its payment date, null without a score
     * @param orLater the model looks no further than {@code expectedOn}: it means that day or later
     */
    public record Item(
            UUID id,
            UUID customerId,
            String customerNumber,
            String customerName,
            String document,
            LocalDate invoiceDate,
            LocalDate dueDate,
            @Nullable Integer days,
            Money amount,
            Money open,
            Money disputed,
            @Nullable Double pLate,
            @Nullable LocalDate expectedOn,
            boolean orLater) {}

    /** Items of one currency and what is open on them. */
    public record Total(long items, Money open, Money disputed) {}

    /** One page, the oldest due date first, credit notes after the debts. */
    public List<Item> page(TenantTx tx, Filter filter, int offset, int limit) {
        List<Object> values = new ArrayList<>();
        // Keys come in their order from the index; whole rows are looked up for those of the page only.
        String keys = "(select i.tenant_id, i.id" + from(filter, values) + ORDER + " limit " + limit + " offset "
                + offset + ") k join item i on i.tenant_id = k.tenant_id and i.id = k.id";
        return tx.sql().resultQuery(rows(tx, filter, keys), values.toArray()).fetch(OpenItemsQuery::item);
    }

    /** All that match in the order of the pages, read as they are asked for; close it before the transaction ends. */
    public Stream<Item> all(TenantTx tx, Filter filter) {
        List<Object> values = new ArrayList<>();
        String keys = "(select i.*" + from(filter, values) + ") i";
        return tx.sql().resultQuery(rows(tx, filter, keys), values.toArray()).fetchSize(ROWS_PER_FETCH).stream()
                .map(OpenItemsQuery::item);
    }

    /** Totals over the whole filter, one per currency. */
    public List<Total> totals(TenantTx tx, Filter filter) {
        List<Object> values = new ArrayList<>();
        String sql = "with " + filter.standing().items(tx)
                + " select i.currency, count(*), sum(i.open_minor)::bigint, sum(i.disputed_minor)::bigint"
                + from(filter, values) + " group by i.currency order by 2 desc, 1";
        return tx.sql()
                .resultQuery(sql, values.toArray())
                .fetch(row -> new Total(
                        row.get(1, long.class),
                        Money.of(row.get(2, long.class), row.get(0, String.class)),
                        Money.of(row.get(3, long.class), row.get(0, String.class))));
    }

    private static String rows(TenantTx tx, Filter filter, String items) {
        return "with " + filter.standing().items(tx) + """

                select i.id, c.id, c.number, c.name, i.number || case when i.instalment > 1 then '/' || i.instalment else '' end,
                       i.invoice_date, i.due_date, case when i.open_minor > 0 then i.days end,
                       i.currency, i.amount_minor, i.open_minor, i.disputed_minor, s.p_late, s.p50_date, %s
                from %s %s
                left join invoice_score s on s.tenant_id = i.tenant_id and s.invoice_id = i.invoice_id\
                """.formatted(Horizon.ITEM, items, CUSTOMER) + ORDER;
    }

    /** The items that match; customers are joined only where the filter speaks of them. */
    private static String from(Filter filter, List<Object> values) {
        return " from item i" + (filter.namesCustomers() ? CUSTOMER : "") + " where " + matching(filter, values);
    }

    private static String matching(Filter filter, List<Object> values) {
        StringBuilder where = new StringBuilder("true");
        if (filter.currency() != null) {
            where.append(" and i.currency = ?");
            values.add(filter.currency());
        }
        if (filter.customerNumber() != null) {
            where.append(" and c.number = ?");
            values.add(filter.customerNumber());
        }
        AgingBucket bucket = filter.bucket();
        if (bucket != null) {
            where.append(" and i.open_minor > 0 and i.days between ? and ?");
            values.add(bucket.from());
            values.add(bucket.to());
        }
        if (filter.state() != null) {
            where.append(" and ").append(filter.state().condition);
        }
        if (!filter.search().isBlank()) {
            where.append(" and (strpos(lower(c.name), lower(?)) > 0 or strpos(lower(i.number), lower(?)) > 0 or"
                    + " lower(c.number) = lower(?))");
            values.addAll(List.of(filter.search(), filter.search(), filter.search()));
        }
        return where.toString();
    }

    private static Item item(Record row) {
        String currency = row.get(8, String.class);
        return new Item(
                row.get(0, UUID.class),
                row.get(1, UUID.class),
                row.get(2, String.class),
                row.get(3, String.class),
                row.get(4, String.class),
                row.get(5, LocalDate.class),
                row.get(6, LocalDate.class),
                row.get(7, Integer.class),
                Money.of(row.get(9, long.class), currency),
                Money.of(row.get(10, long.class), currency),
                Money.of(row.get(11, long.class), currency),
                row.get(12, Double.class),
                row.get(13, LocalDate.class),
                row.get(14, boolean.class));
    }
}
