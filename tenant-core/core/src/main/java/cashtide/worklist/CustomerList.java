package cashtide.worklist;

import cashtide.money.Money;
import cashtide.tenant.TenantTx;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jooq.Record;
import org.jooq.ResultQuery;
import org.jspecify.annotations.Nullable;

/** Reads all customers by name, each in its own currency, or in another one when only there something is open. */
public final class CustomerList {

    private static final int ROWS_PER_FETCH = 1_000;

    /** Parts of the customers. */
    public enum Part {
        ALL(""),
        OVERDUE("and exists (select %s and i.open_minor > 0 and i.due_date < date '%s')"),
        OWING("and exists (select %s and i.open_minor > 0)"),
        NOTHING_OPEN("and not exists (select %s and i.open_minor <> 0)");

        private static final String ITEMS = "from open_item i where i.tenant_id = c.tenant_id and i.customer_id = c.id";

        private final String condition;

        Part(String condition) {
            this.condition = condition;
        }
    }

    /** Which customers are asked for: part of a name or the beginning of a number, and a part of them. */
    public record Filter(String search, Part part) {

        public static final Filter NONE = new Filter("", Part.ALL);

        private String condition(TenantTx tx) {
            return "(strpos(lower(c.name), lower(?)) > 0 or starts_with(lower(c.number), lower(?))) "
                    + part.condition.formatted(Part.ITEMS, tx.businessDate());
        }
    }

    /**
     * A customer in a currency.
     *
     * @param open what is open less credit notes
     * @param oldestDays days past due of the oldest overdue item, null when nothing is overdue
     * @param pLate as in the worklist, null when the customer is not on it
     * @param collectorId whose account it is, null for nobody's
     */
    public record Row(
            UUID id,
            String number,
            String name,
            String currency,
            Money open,
            Money overdue,
            @Nullable Integer oldestDays,
            @Nullable Double pLate,
            @Nullable UUID collectorId,
            @Nullable String collectorName) {}

    // The page of customers first, then their items: the items of all customers are never read.
    private static final String PAGE = """
        select c.id, c.number, c.name, coalesce(o.currency, c.currency) as currency, coalesce(o.open_minor, 0) as open_minor,
               coalesce(o.overdue_minor, 0) as overdue_minor, o.oldest_days, w.p_late, c.collector_id, u.display_name
        from (select c.tenant_id, c.id, c.number, c.name, c.currency, c.collector_id from customer c
              where :matches
              order by lower(c.name), c.number limit ? offset ?) c
        left join lateral (
          select i.currency, sum(i.open_minor)::bigint as open_minor,
                 sum(i.open_minor) filter (where i.open_minor > 0 and i.due_date < ?)::bigint as overdue_minor,
                 max(?::date - i.due_date) filter (where i.open_minor > 0 and i.due_date < ?) as oldest_days
          from open_item i where i.tenant_id = c.tenant_id and i.customer_id = c.id and i.open_minor <> 0
          group by i.currency
          -- One row a customer, so that pages hold what was asked for; the other currencies are on its page.
          order by i.currency <> c.currency, i.currency limit 1) o on true
        left join app_user u on u.tenant_id = c.tenant_id and u.id = c.collector_id
        left join worklist_entry w on w.tenant_id = c.tenant_id and w.customer_id = c.id and w.currency = coalesce(o.currency, c.currency)
        order by lower(c.name), c.number\
        """;

    /** One page, by name. */
    public List<Row> page(TenantTx tx, Filter filter, int offset, int limit) {
        return rows(tx, filter, offset, limit).fetch(CustomerList::row);
    }

    /** All that match, by name, read as they are asked for; close it before the transaction ends. */
    public Stream<Row> all(TenantTx tx, Filter filter) {
        return rows(tx, filter, 0, Integer.MAX_VALUE).fetchSize(ROWS_PER_FETCH).stream()
                .map(CustomerList::row);
    }

    private static ResultQuery<Record> rows(TenantTx tx, Filter filter, int offset, int limit) {
        var today = tx.businessDate();
        return tx.sql()
                .resultQuery(
                        PAGE.replace(":matches", filter.condition(tx)),
                        filter.search(),
                        filter.search(),
                        limit,
                        offset,
                        today,
                        today,
                        today);
    }

    private static Row row(Record row) {
        return new Row(
                row.get(0, UUID.class),
                row.get(1, String.class),
                row.get(2, String.class),
                row.get(3, String.class),
                Money.of(row.get(4, long.class), row.get(3, String.class)),
                Money.of(row.get(5, long.class), row.get(3, String.class)),
                row.get(6, Integer.class),
                row.get(7, Double.class),
                row.get(8, UUID.class),
                row.get(9, String.class));
    }

    /** Customers that match. */
    public int count(TenantTx tx, Filter filter) {
        return tx.sql()
                .fetchSingle(
                        "select count(*) from customer c where " + filter.condition(tx),
                        filter.search(),
                        filter.search())
                .get(0, int.class);
    }
}
