package cashtide.cashapp;

import static cashtide.db.Tables.CUSTOMER;
import static cashtide.db.Tables.OPEN_ITEM;
import static cashtide.db.Tables.PAYMENT;
import static org.jooq.impl.DSL.coalesce;
import static org.jooq.impl.DSL.count;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.lower;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.position;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.sum;

import cashtide.customer.CustomerId;
import cashtide.money.Money;
import cashtide.payment.PaymentId;
import cashtide.tenant.TenantTx;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.SelectLimitStep;
import org.jspecify.annotations.Nullable;

/** Payments with unapplied cash, those that wait longest first. */
public final class UnappliedPayments {

    private static final int ROWS_PER_FETCH = 1_000;
    private static final Field<Long> OWED =
            field(select(coalesce(sum(OPEN_ITEM.OPEN_MINOR).cast(Long.class), inline(0L)))
                    .from(OPEN_ITEM)
                    .where(
                            OPEN_ITEM.TENANT_ID.eq(PAYMENT.TENANT_ID),
                            OPEN_ITEM.CUSTOMER_ID.eq(PAYMENT.CUSTOMER_ID),
                            OPEN_ITEM.CURRENCY.eq(PAYMENT.CURRENCY),
                            OPEN_ITEM.OPEN_MINOR.gt(0L)));

    /** Whether it is known who paid. Money of an unknown payer is in suspense, and no customer's. */
    public enum Payer {
        ANY,
        KNOWN,
        UNKNOWN
    }

    /**
     * Which are asked for.
     *
     * @param search part of the customer's name or of the reference, or the beginning of a number
     * @param currency null for all
     */
    public record Filter(
            String search, Payer payer, @Nullable String currency) {
        public static final Filter NONE = new Filter("", Payer.ANY, null);
    }

    /**
     * A payment of which something is left.
     *
     * @param customer null while the payer is unknown, as number and name are then
     * @param receivedOn value date
     * @param reference what the payer wrote
     * @param owed open invoices of the customer in the payment's currency; zero while the payer is unknown
     */
    public record Row(
            PaymentId id,
            String number,
            @Nullable CustomerId customer,
            @Nullable String customerNumber,
            @Nullable String customerName,
            LocalDate receivedOn,
            Money amount,
            Money unapplied,
            @Nullable String reference,
            Money owed) {}

    /** What is unapplied in a currency, of how many payments. */
    public record Total(Money unapplied, int payments) {}

    /** One page, the oldest value date first. */
    public List<Row> page(TenantTx tx, Filter filter, int offset, int limit) {
        return rows(tx, filter).limit(limit).offset(offset).fetch(UnappliedPayments::row);
    }

    /** All that match, read as they are asked for; close it before the transaction ends. */
    public Stream<Row> all(TenantTx tx, Filter filter) {
        return rows(tx, filter).fetchSize(ROWS_PER_FETCH).stream().map(UnappliedPayments::row);
    }

    /** By currency, in the order of the codes. */
    public List<Total> totals(TenantTx tx, Filter filter) {
        return tx.sql()
                .select(PAYMENT.CURRENCY, sum(PAYMENT.UNAPPLIED_MINOR), count())
                .from(PAYMENT)
                .leftJoin(CUSTOMER)
                .on(CUSTOMER.TENANT_ID.eq(PAYMENT.TENANT_ID), CUSTOMER.ID.eq(PAYMENT.CUSTOMER_ID))
                .where(matches(filter))
                .groupBy(PAYMENT.CURRENCY)
                .orderBy(PAYMENT.CURRENCY)
                .fetch(row -> new Total(Money.of(row.value2().longValueExact(), row.value1()), row.value3()));
    }

    private static SelectLimitStep<Record> rows(TenantTx tx, Filter filter) {
        return tx.sql()
                .select(PAYMENT.fields())
                .select(CUSTOMER.NUMBER.as("customer_number"), CUSTOMER.NAME.as("customer_name"), OWED.as("owed_minor"))
                .from(PAYMENT)
                .leftJoin(CUSTOMER)
                .on(CUSTOMER.TENANT_ID.eq(PAYMENT.TENANT_ID), CUSTOMER.ID.eq(PAYMENT.CUSTOMER_ID))
                .where(matches(filter))
                .orderBy(PAYMENT.RECEIVED_ON, PAYMENT.NUMBER);
    }

    private static Condition matches(Filter filter) {
        String words = filter.search().strip().toLowerCase(Locale.ROOT);
        Condition searched = words.isEmpty()
                ? noCondition()
                : position(lower(CUSTOMER.NAME), words)
                        .gt(0)
                        .or(position(lower(PAYMENT.REFERENCE), words).gt(0))
                        .or(lower(CUSTOMER.NUMBER).startsWith(words))
                        .or(lower(PAYMENT.NUMBER).startsWith(words));
        Condition payer =
                switch (filter.payer()) {
                    case ANY -> noCondition();
                    case KNOWN -> PAYMENT.CUSTOMER_ID.isNotNull();
                    case UNKNOWN -> PAYMENT.CUSTOMER_ID.isNull();
                };
        return PAYMENT.UNAPPLIED_MINOR
                .gt(0L)
                .and(payer)
                .and(filter.currency() == null ? noCondition() : PAYMENT.CURRENCY.eq(filter.currency()))
                .and(searched);
    }

    private static Row row(Record row) {
        String currency = row.get(PAYMENT.CURRENCY);
        return new Row(
                new PaymentId(row.get(PAYMENT.ID)),
                row.get(PAYMENT.NUMBER),
                row.get(PAYMENT.CUSTOMER_ID) == null ? null : new CustomerId(row.get(PAYMENT.CUSTOMER_ID)),
                row.get("customer_number", String.class),
                row.get("customer_name", String.class),
                row.get(PAYMENT.RECEIVED_ON),
                Money.of(row.get(PAYMENT.AMOUNT_MINOR), currency),
                Money.of(row.get(PAYMENT.UNAPPLIED_MINOR), currency),
                row.get(PAYMENT.REFERENCE),
                Money.of(row.get("owed_minor", long.class), currency));
    }
}
