package cashtide.payment;

import static cashtide.db.Tables.CUSTOMER;
import static cashtide.db.Tables.PAYMENT;
import static org.jooq.impl.DSL.noCondition;

import cashtide.customer.CustomerId;
import cashtide.money.Money;
import cashtide.tenant.Actor;
import cashtide.tenant.Tenants;
import java.util.List;
import org.jooq.Condition;
import org.jooq.Record;
import org.jspecify.annotations.Nullable;

/** The tenant's payments, newest first. */
public final class Payments {

    private final Tenants tenants;

    public Payments(Tenants tenants) {
        this.tenants = tenants;
    }

    /** Which payments a list shows. */
    public enum Which {
        ALL,
        /** Something of it is not applied yet. */
        UNAPPLIED,
        /** The payer is unknown. */
        SUSPENSE
    }

    /** A page of the payments, of one customer where given. */
    public List<PaymentRow> page(Actor actor, Which which, @Nullable CustomerId customer, int offset, int limit) {
        return tenants.inTx(actor, tx -> tx.sql()
                .select(PAYMENT.fields())
                .select(CUSTOMER.NAME.as("customer_name"))
                .from(PAYMENT)
                .leftJoin(CUSTOMER)
                .on(CUSTOMER.TENANT_ID.eq(PAYMENT.TENANT_ID), CUSTOMER.ID.eq(PAYMENT.CUSTOMER_ID))
                .where(condition(which, customer))
                .orderBy(PAYMENT.RECEIVED_ON.desc(), PAYMENT.ID.desc())
                .offset(offset)
                .limit(limit)
                .fetch(Payments::row));
    }

    /** How many {@link #page} would find without a limit. */
    public int count(Actor actor, Which which, @Nullable CustomerId customer) {
        return tenants.<Integer>inTx(actor, tx -> tx.sql().fetchCount(PAYMENT, condition(which, customer)));
    }

    private static Condition condition(Which which, @Nullable CustomerId customer) {
        Condition condition =
                switch (which) {
                    case ALL -> noCondition();
                    case UNAPPLIED -> PAYMENT.UNAPPLIED_MINOR.gt(0L);
                    case SUSPENSE -> PAYMENT.CUSTOMER_ID.isNull();
                };
        return customer == null ? condition : condition.and(PAYMENT.CUSTOMER_ID.eq(customer.value()));
    }

    private static PaymentRow row(Record row) {
        String currency = row.get(PAYMENT.CURRENCY);
        var customer = row.get(PAYMENT.CUSTOMER_ID);
        return new PaymentRow(
                new PaymentId(row.get(PAYMENT.ID)),
                row.get(PAYMENT.NUMBER),
                customer == null ? null : new CustomerId(customer),
                row.get("customer_name", String.class),
                row.get(PAYMENT.RECEIVED_ON),
                Money.of(row.get(PAYMENT.AMOUNT_MINOR), currency),
                Money.of(row.get(PAYMENT.UNAPPLIED_MINOR), currency),
                Method.ofCode(row.get(PAYMENT.METHOD)),
                row.get(PAYMENT.REFERENCE),
                row.get(PAYMENT.REVERSED_ON));
    }
}
