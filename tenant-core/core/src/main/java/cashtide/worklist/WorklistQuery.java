package cashtide.worklist;

import static cashtide.db.Tables.ACTIVITY;
import static cashtide.db.Tables.CUSTOMER;
import static cashtide.db.Tables.INVOICE;
import static cashtide.db.Tables.PROMISE;
import static cashtide.db.Tables.WORKLIST_ENTRY;
import static org.jooq.Records.mapping;
import static org.jooq.impl.DSL.condition;
import static org.jooq.impl.DSL.countDistinct;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.rowNumber;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.sum;
import static org.jooq.impl.DSL.val;

import cashtide.money.Money;
import cashtide.tenant.TenantTx;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.OrderField;
import org.jooq.Record;
import org.jooq.ResultQuery;
import org.jooq.impl.DSL;

/**
 * Reads the worklist in pages, with totals per currency over the whole filter. Order: rank value, then customer id, then
 * currency, so that the same rows always give the same list.
 */
public final class WorklistQuery {

    private static final int ROWS_PER_FETCH = 1_000;

    private static final List<OrderField<?>> ORDER =
            List.of(WORKLIST_ENTRY.RANK_VALUE.desc(), WORKLIST_ENTRY.CUSTOMER_ID, WORKLIST_ENTRY.CURRENCY);

    private static final Field<String[]> CHIP_CODES =
            field("array(select c->>'code' from jsonb_array_elements({0}) c)", String[].class, WORKLIST_ENTRY.CHIPS);
    private static final Field<String[]> CHIP_VALUES = field(
            "array(select coalesce(c->>'value', '') from jsonb_array_elements({0}) c)",
            String[].class, WORKLIST_ENTRY.CHIPS);

    /** Accounts of one currency that match a filter, and what is overdue and open on them. */
    public record Total(long accounts, Money overdue, Money open) {}

    /**
     * How far the day is.
     *
     * @param contacted customers with a contact today
     * @param toDo accounts that wait in the to-do queue of the filter
     * @param promised promised today, one amount per currency
     */
    public record Progress(long contacted, long toDo, List<Money> promised) {}

    /** One page of rows. */
    public List<WorklistRow> page(TenantTx tx, WorklistFilter filter, long offset, int limit) {
        return rows(tx, matching(filter), offset, limit);
    }

    /** All rows that match, read as they are asked for; close it before the transaction ends. */
    public Stream<WorklistRow> all(TenantTx tx, WorklistFilter filter) {
        return query(tx, matching(filter), 0, Integer.MAX_VALUE).fetchSize(ROWS_PER_FETCH).stream()
                .map(WorklistQuery::entry);
    }

    /** The row of one account, with rank 1; empty when there is nothing to do about it. */
    public Optional<WorklistRow> row(TenantTx tx, AccountId account) {
        return rows(
                        tx,
                        WORKLIST_ENTRY
                                .CUSTOMER_ID
                                .eq(account.customerId())
                                .and(WORKLIST_ENTRY.CURRENCY.eq(account.currency())),
                        0,
                        1)
                .stream()
                .findFirst();
    }

    /**
     * The account that many places after (or, below zero, before) another one, with its rank; empty at the end of the list. An
     * account that left the filter counts by the place it has now.
     */
    public List<WorklistRow> neighbour(TenantTx tx, WorklistFilter filter, AccountId account, int step) {
        Integer before = tx.sql()
                .select(DSL.count())
                .from(WORKLIST_ENTRY)
                .where(matching(filter))
                .and(DSL.row(WORKLIST_ENTRY.RANK_VALUE.neg(), WORKLIST_ENTRY.CUSTOMER_ID, WORKLIST_ENTRY.CURRENCY)
                        .lt(select(WORKLIST_ENTRY.RANK_VALUE.neg(), WORKLIST_ENTRY.CUSTOMER_ID, WORKLIST_ENTRY.CURRENCY)
                                .from(WORKLIST_ENTRY)
                                .where(WORKLIST_ENTRY.CUSTOMER_ID.eq(account.customerId()))
                                .and(WORKLIST_ENTRY.CURRENCY.eq(account.currency()))))
                .fetchSingle()
                .value1();
        int place = before + step;
        return place < 0 ? List.of() : rows(tx, matching(filter), place, 1);
    }

    /** Rows that match. */
    public long count(TenantTx tx, WorklistFilter filter) {
        return tx.sql().fetchCount(WORKLIST_ENTRY, matching(filter));
    }

    /** Totals over the whole filter, one per currency, the largest number of accounts first. */
    public List<Total> totals(TenantTx tx, WorklistFilter filter) {
        return tx.sql()
                .select(
                        WORKLIST_ENTRY.CURRENCY,
                        DSL.count(),
                        sum(WORKLIST_ENTRY.OVERDUE_MINOR),
                        sum(WORKLIST_ENTRY.OPEN_MINOR))
                .from(WORKLIST_ENTRY)
                .where(matching(filter))
                .groupBy(WORKLIST_ENTRY.CURRENCY)
                .orderBy(DSL.count().desc(), WORKLIST_ENTRY.CURRENCY)
                .fetch(mapping((currency, accounts, overdue, open) ->
                        new Total(accounts, money(overdue, currency), money(open, currency))));
    }

    /** How many accounts each queue holds, with the rest of the filter applied. */
    public Map<WorklistTab, Long> tabCounts(TenantTx tx, WorklistFilter filter) {
        Map<WorklistTab, Long> counts = new EnumMap<>(WorklistTab.class);
        for (WorklistTab tab : WorklistTab.values()) {
            counts.put(tab, 0L);
        }
        tx.sql()
                .select(WORKLIST_ENTRY.TAB, DSL.count())
                .from(WORKLIST_ENTRY)
                .where(matching(filter.inTab(null)))
                .groupBy(WORKLIST_ENTRY.TAB)
                .forEach(row -> counts.put(WorklistTab.ofCode(row.value1()).orElseThrow(), (long) row.value2()));
        return counts;
    }

    /** Currencies the worklist holds. */
    public List<String> currencies(TenantTx tx) {
        return tx.sql()
                .selectDistinct(WORKLIST_ENTRY.CURRENCY)
                .from(WORKLIST_ENTRY)
                .orderBy(WORKLIST_ENTRY.CURRENCY)
                .fetch(WORKLIST_ENTRY.CURRENCY);
    }

    /** The day's progress: contacts and promises of today, against what still waits in the filter. */
    public Progress progress(TenantTx tx, WorklistFilter filter) {
        LocalDate today = tx.businessDate();
        long contacted = tx.sql()
                .select(countDistinct(ACTIVITY.CUSTOMER_ID))
                .from(ACTIVITY)
                .where(ACTIVITY.HAPPENED_ON.eq(today))
                .and(ACTIVITY.CHANNEL.ne("note"))
                .fetchSingle()
                .value1();
        List<Money> promised = tx.sql()
                .select(PROMISE.CURRENCY, sum(PROMISE.AMOUNT_MINOR))
                .from(PROMISE)
                .where(PROMISE.MADE_ON.eq(today))
                // One that another took the place of, or that was taken back, secures nothing.
                .and(PROMISE.STATUS.ne("replaced"))
                .groupBy(PROMISE.CURRENCY)
                .orderBy(PROMISE.CURRENCY)
                .fetch(mapping((currency, amount) -> money(amount, currency)));
        return new Progress(contacted, count(tx, filter.inTab(WorklistTab.TODO)), promised);
    }

    private static List<WorklistRow> rows(TenantTx tx, Condition condition, long offset, int limit) {
        return query(tx, condition, offset, limit).fetch(WorklistQuery::entry);
    }

    private static ResultQuery<? extends Record> query(TenantTx tx, Condition condition, long offset, int limit) {
        // The keys come from the index alone; whole rows are looked up for the page only.
        var keys = select(WORKLIST_ENTRY.TENANT_ID, WORKLIST_ENTRY.CUSTOMER_ID, WORKLIST_ENTRY.CURRENCY)
                .from(WORKLIST_ENTRY)
                .where(condition)
                .orderBy(ORDER)
                .limit(limit)
                .offset(offset)
                .asTable("keys");
        return tx.sql()
                .select(
                        rowNumber().over().orderBy(ORDER).plus((int) offset),
                        WORKLIST_ENTRY.CUSTOMER_ID,
                        CUSTOMER.NUMBER,
                        CUSTOMER.NAME,
                        WORKLIST_ENTRY.TAB,
                        WORKLIST_ENTRY.CURRENCY,
                        WORKLIST_ENTRY.OVERDUE_MINOR,
                        WORKLIST_ENTRY.OPEN_MINOR,
                        WORKLIST_ENTRY.DISPUTED_MINOR,
                        field("{0} - {1}", Integer.class, val(tx.businessDate()), WORKLIST_ENTRY.OLDEST_DUE),
                        WORKLIST_ENTRY.P_LATE,
                        WORKLIST_ENTRY.EXPECTED_ON,
                        CHIP_CODES,
                        CHIP_VALUES,
                        WORKLIST_ENTRY.LAST_CONTACT_ON,
                        WORKLIST_ENTRY.NEXT_STEP_ON,
                        WORKLIST_ENTRY.NEXT_STEP,
                        orLater(tx))
                .from(keys)
                .join(WORKLIST_ENTRY)
                .on(
                        WORKLIST_ENTRY.TENANT_ID.eq(keys.field(WORKLIST_ENTRY.TENANT_ID)),
                        WORKLIST_ENTRY.CUSTOMER_ID.eq(keys.field(WORKLIST_ENTRY.CUSTOMER_ID)),
                        WORKLIST_ENTRY.CURRENCY.eq(keys.field(WORKLIST_ENTRY.CURRENCY)))
                .join(CUSTOMER)
                .on(CUSTOMER.TENANT_ID.eq(WORKLIST_ENTRY.TENANT_ID), CUSTOMER.ID.eq(WORKLIST_ENTRY.CUSTOMER_ID))
                .orderBy(ORDER);
    }

    private static Field<Boolean> orLater(TenantTx tx) {
        return field(
                "(select " + Horizon.account("{0}") + " from open_item i"
                        + " left join invoice_score s on s.tenant_id = i.tenant_id and s.invoice_id = i.invoice_id"
                        + " where i.tenant_id = {1} and i.customer_id = {2} and i.currency = {3} and i.open_minor <> 0)",
                Boolean.class,
                val(tx.businessDate()),
                WORKLIST_ENTRY.TENANT_ID,
                WORKLIST_ENTRY.CUSTOMER_ID,
                WORKLIST_ENTRY.CURRENCY);
    }

    private static WorklistRow entry(Record row) {
        String currency = row.get(WORKLIST_ENTRY.CURRENCY);
        return new WorklistRow(
                row.get(0, int.class),
                row.get(WORKLIST_ENTRY.CUSTOMER_ID),
                row.get(CUSTOMER.NUMBER),
                row.get(CUSTOMER.NAME),
                WorklistTab.ofCode(row.get(WORKLIST_ENTRY.TAB)).orElseThrow(),
                Money.of(row.get(WORKLIST_ENTRY.OVERDUE_MINOR), currency),
                Money.of(row.get(WORKLIST_ENTRY.OPEN_MINOR), currency),
                Money.of(row.get(WORKLIST_ENTRY.DISPUTED_MINOR), currency),
                row.get(9, Integer.class),
                row.get(WORKLIST_ENTRY.P_LATE),
                row.get(WORKLIST_ENTRY.EXPECTED_ON),
                row.get(17, boolean.class),
                chips(row.get(12, String[].class), row.get(13, String[].class)),
                row.get(WORKLIST_ENTRY.LAST_CONTACT_ON),
                row.get(WORKLIST_ENTRY.NEXT_STEP_ON),
                row.get(WORKLIST_ENTRY.NEXT_STEP));
    }

    private static Condition matching(WorklistFilter filter) {
        Condition condition = noCondition();
        if (filter.tab() != null) {
            condition = condition.and(WORKLIST_ENTRY.TAB.eq(filter.tab().code()));
        }
        if (filter.collectorId() != null) {
            condition = condition.and(WORKLIST_ENTRY.COLLECTOR_ID.eq(filter.collectorId()));
        }
        if (filter.overdueOnly()) {
            condition = condition.and(WORKLIST_ENTRY.OVERDUE_MINOR.gt(0L));
        }
        if (filter.currency() != null) {
            condition = condition.and(WORKLIST_ENTRY.CURRENCY.eq(filter.currency()));
        }
        if (filter.minimumMinor() != null) {
            condition = condition.and(WORKLIST_ENTRY.OVERDUE_MINOR.ge(filter.minimumMinor()));
        }
        return filter.search().isEmpty() ? condition : condition.and(found(filter.search()));
    }

    private static Condition found(String text) {
        String lowered = text.toLowerCase(Locale.ROOT);
        Condition condition = WORKLIST_ENTRY
                .CUSTOMER_ID
                .in(select(CUSTOMER.ID)
                        .from(CUSTOMER)
                        .where(condition("strpos(lower({0}), {1}) > 0", CUSTOMER.NAME, val(lowered)))
                        .or(condition("starts_with(lower({0}), {1})", CUSTOMER.NUMBER, val(lowered))))
                .or(WORKLIST_ENTRY.CUSTOMER_ID.in(
                        select(INVOICE.CUSTOMER_ID).from(INVOICE).where(INVOICE.NUMBER.eq(text))));
        String digits = text.replaceAll("[,'\\s]", "");
        if (digits.matches("\\d{1,12}(\\.\\d{1,2})?")) {
            long cents = new BigDecimal(digits).movePointRight(2).longValueExact();
            condition = condition.or(WORKLIST_ENTRY.OVERDUE_MINOR.eq(cents)).or(WORKLIST_ENTRY.OPEN_MINOR.eq(cents));
        }
        return condition;
    }

    private static List<Chip> chips(String[] codes, String[] values) {
        List<Chip> chips = new ArrayList<>(codes.length);
        for (int i = 0; i < codes.length; i++) {
            chips.add(new Chip(Chip.Code.valueOf(codes[i]), values[i]));
        }
        return chips;
    }

    private static Money money(BigDecimal minor, String currency) {
        return Money.of(minor.longValueExact(), currency);
    }
}
