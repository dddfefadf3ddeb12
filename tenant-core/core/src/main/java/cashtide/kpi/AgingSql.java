package cashtide.kpi;

import cashtide.customer.CustomerId;
import cashtide.tenant.TenantTx;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The statements of the aging. Two sources give the same rows: {@code open_item} itself for the current day with today's
 * knowledge, from one covering index; the applications up to the day for any other.
 */
final class AgingSql {

    private static final String AS_OF =
            "with as_of as (select cast(? as date) as day, cast(? as timestamptz) as known)";

    private static final String ITEMS_TODAY = """
            select customer_id, currency, (select day from as_of) - %1$s as days, open_minor as residual,
                   disputed_minor as disputed
            from open_item where open_minor <> 0 %2$s""";

    private static final String DAY = "(select day from as_of)";
    private static final String KNOWN = "(select known from as_of)";

    private static final String ITEMS_ANY_DAY = """
            select customer_id, currency, (select day from as_of) - %1$s as days, open_minor as residual,
                   disputed_minor as disputed
            from\s""" + OpenOn.items(DAY, KNOWN) + " open_on where true %2$s";

    private static final String CASH_TODAY = """
            select customer_id, currency, sum(unapplied_minor) as received
            from payment where unapplied_minor > 0 and customer_id is not null %1$s
            group by customer_id, currency""";

    private static final String CASH_ANY_DAY = """
            select customer_id, currency, unapplied_minor as received
            from\s""" + OpenOn.unapplied(DAY, KNOWN) + " open_on where true %1$s";

    // The buckets are those of AgingBucket; its test and this statement's hold the same edges (case G2).
    private static final String AGED = """
            %1$s,
            item as (%2$s),
            aged as (
              select %3$s,
                sum(residual) filter (where residual > 0 and days <= 0) as d_current,
                sum(residual) filter (where residual > 0 and days between 1 and 30) as d_1_30,
                sum(residual) filter (where residual > 0 and days between 31 and 60) as d_31_60,
                sum(residual) filter (where residual > 0 and days between 61 and 90) as d_61_90,
                sum(residual) filter (where residual > 0 and days > 90) as d_over_90,
                sum(residual) filter (where residual < 0) as credits,
                sum(least(disputed, residual)) filter (where residual > 0) as disputed
              from item where residual <> 0 group by %3$s),
            cash as (
              select %3$s, sum(received) as received from (%4$s) receipts group by %3$s having sum(received) <> 0)
            select %5$s, d_current, d_1_30, d_31_60, d_61_90, d_over_90, credits, unapplied, disputed from (
              select %3$s, coalesce(d_current, 0) as d_current, coalesce(d_1_30, 0) as d_1_30,
                coalesce(d_31_60, 0) as d_31_60, coalesce(d_61_90, 0) as d_61_90,
                coalesce(d_over_90, 0) as d_over_90, coalesce(credits, 0) as credits,
                -coalesce(received, 0) as unapplied, coalesce(disputed, 0) as disputed
              from aged full join cash using (%3$s)) balance %6$s""";

    private static final String NAMED = """
            join (select id as customer_id, number, name from customer %s) named using (customer_id)""";

    private static final String SEARCHED = "where strpos(lower(name), lower(?)) > 0 or lower(number) = lower(?)";

    private static final String LARGEST_OVERDUE_FIRST =
            " order by d_1_30 + d_31_60 + d_61_90 + d_over_90 desc, customer_id offset ? limit ?";

    // Without a moment of its own everything known counts.
    private static final OffsetDateTime END_OF_TIME = OffsetDateTime.of(9999, 1, 1, 0, 0, 0, 0, ZoneOffset.UTC);

    private AgingSql() {}

    /** A statement and what its question marks stand for. */
    @SuppressWarnings("ArrayRecordComponent") // What jOOQ takes; read once, never compared.
    record Query(String text, Object[] values) {}

    static Query totals(TenantTx tx, AsOf asOf, AgeBy by, @Nullable CustomerId customer) {
        return customer == null
                ? query(tx, asOf, by, "", List.of(), "currency", "currency", "order by currency")
                : query(
                        tx,
                        asOf,
                        by,
                        "customer_id",
                        List.of(customer.value()),
                        "currency",
                        "currency",
                        "order by currency");
    }

    static Query byCustomer(TenantTx tx, AsOf asOf, AgeBy by, Currency currency, String search, int offset, int limit) {
        Query all = query(
                tx,
                asOf,
                by,
                "currency",
                List.of(currency.getCurrencyCode()),
                "customer_id, currency",
                "customer_id, currency, number, name",
                named(search) + LARGEST_OVERDUE_FIRST);
        List<Object> values = searched(all, search);
        values.add(offset);
        values.add(limit);
        return new Query(all.text(), values.toArray());
    }

    static Query countCustomers(TenantTx tx, AsOf asOf, AgeBy by, Currency currency, String search) {
        Query all = query(
                tx,
                asOf,
                by,
                "currency",
                List.of(currency.getCurrencyCode()),
                "customer_id, currency",
                "customer_id",
                search.isBlank() ? "" : named(search));
        return new Query(
                "select count(*) from (" + all.text() + ") counted",
                searched(all, search).toArray());
    }

    private static String named(String search) {
        return NAMED.formatted(search.isBlank() ? "" : SEARCHED);
    }

    private static List<Object> searched(Query all, String search) {
        List<Object> values = new ArrayList<>(List.of(all.values()));
        if (!search.isBlank()) {
            values.addAll(List.of(search.strip(), search.strip()));
        }
        return values;
    }

    /** Puts a statement together, narrowed to the values of a column where there are any. */
    private static Query query(
            TenantTx tx,
            AsOf asOf,
            AgeBy by,
            String narrowedColumn,
            List<Object> narrowedTo,
            String keys,
            String columns,
            String ending) {
        Instant known = asOf.knownAt();
        boolean today = known == null && !asOf.day().isBefore(tx.businessDate());
        String items = (today ? ITEMS_TODAY : ITEMS_ANY_DAY).formatted(by.column(), and(narrowedColumn));
        String cash = (today ? CASH_TODAY : CASH_ANY_DAY).formatted(and(narrowedColumn));
        List<Object> values = new ArrayList<>();
        values.add(asOf.day());
        values.add(known == null ? END_OF_TIME : known.atOffset(ZoneOffset.UTC));
        values.addAll(narrowedTo);
        values.addAll(narrowedTo);
        return new Query(AGED.formatted(AS_OF, items, keys, cash, columns, ending), values.toArray());
    }

    private static String and(String column) {
        return column.isEmpty() ? "" : "and " + column + " = ?";
    }
}
