package cashtide.cashapp;

import static cashtide.db.Tables.CUSTOMER;
import static cashtide.db.Tables.OPEN_ITEM;
import static cashtide.db.Tables.PAYMENT;
import static cashtide.db.Tables.PAYMENT_APPLICATION;
import static cashtide.db.Tables.STANDING_APPLICATION;

import cashtide.customer.CustomerId;
import cashtide.invoice.OpenItemId;
import cashtide.money.Money;
import cashtide.payment.Method;
import cashtide.payment.PaymentId;
import cashtide.tenant.Actor;
import cashtide.tenant.TenantTx;
import cashtide.tenant.Tenants;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.Record;
import org.jspecify.annotations.Nullable;

/** Payments with what they are applied to, for those who know an id or a number. */
public final class Payments {

    private final Tenants tenants;

    public Payments(Tenants tenants) {
        this.tenants = tenants;
    }

    /**
     * A payment as it stands.
     *
     * @param customer null while the payer is unknown
     * @param receivedOn value date
     * @param reversedOn null while it stands
     * @param uses what it is applied to now, the oldest due first; what was taken back is none of it
     */
    public record Found(
            PaymentId id,
            String number,
            @Nullable CustomerId customer,
            @Nullable String customerNumber,
            LocalDate receivedOn,
            Money amount,
            Money unapplied,
            Method method,
            @Nullable String reference,
            @Nullable LocalDate reversedOn,
            List<Use> uses) {}

    /**
     * A part of a payment that settles an item, or part of one.
     *
     * @param customer whose item it is: the payer, or one below it
     * @param discount cash discount granted on top of the amount
     */
    public record Use(
            ApplicationId id,
            OpenItemId item,
            String document,
            int instalment,
            CustomerId customer,
            Money amount,
            Money discount,
            LocalDate appliedOn) {}

    /** The payment; empty when there is none. */
    public Optional<Found> find(Actor actor, PaymentId id) {
        return tenants.inTx(actor, tx -> found(tx, PAYMENT.ID.eq(id.value())));
    }

    /** The payment with this number; empty when there is none. */
    public Optional<Found> numbered(Actor actor, String number) {
        return tenants.inTx(actor, tx -> found(tx, PAYMENT.NUMBER.eq(number)));
    }

    /** Whether the application is, or was before it was taken back, one of the payment. */
    public boolean applied(Actor actor, PaymentId payment, ApplicationId application) {
        return tenants.inTx(actor, tx -> tx.sql()
                .fetchExists(
                        PAYMENT_APPLICATION,
                        PAYMENT_APPLICATION.ID.eq(application.value()),
                        PAYMENT_APPLICATION.PAYMENT_ID.eq(payment.value())));
    }

    private static Optional<Found> found(TenantTx tx, Condition which) {
        return tx.sql()
                .select(PAYMENT.fields())
                .select(CUSTOMER.NUMBER.as("customer_number"))
                .from(PAYMENT)
                .leftJoin(CUSTOMER)
                .on(CUSTOMER.TENANT_ID.eq(PAYMENT.TENANT_ID), CUSTOMER.ID.eq(PAYMENT.CUSTOMER_ID))
                .where(which)
                .fetchOptional(row -> {
                    String currency = row.get(PAYMENT.CURRENCY);
                    PaymentId id = new PaymentId(row.get(PAYMENT.ID));
                    return new Found(
                            id,
                            row.get(PAYMENT.NUMBER),
                            row.get(PAYMENT.CUSTOMER_ID) == null ? null : new CustomerId(row.get(PAYMENT.CUSTOMER_ID)),
                            row.get("customer_number", String.class),
                            row.get(PAYMENT.RECEIVED_ON),
                            Money.of(row.get(PAYMENT.AMOUNT_MINOR), currency),
                            Money.of(row.get(PAYMENT.UNAPPLIED_MINOR), currency),
                            Method.ofCode(row.get(PAYMENT.METHOD)),
                            row.get(PAYMENT.REFERENCE),
                            row.get(PAYMENT.REVERSED_ON),
                            uses(tx, id, currency));
                });
    }

    private static List<Use> uses(TenantTx tx, PaymentId payment, String currency) {
        return tx.sql()
                .select(STANDING_APPLICATION.fields())
                .select(OPEN_ITEM.NUMBER, OPEN_ITEM.INSTALMENT, OPEN_ITEM.CUSTOMER_ID.as("owner"))
                .from(STANDING_APPLICATION)
                .join(OPEN_ITEM)
                .on(
                        OPEN_ITEM.TENANT_ID.eq(STANDING_APPLICATION.TENANT_ID),
                        OPEN_ITEM.ID.eq(STANDING_APPLICATION.OPEN_ITEM_ID))
                .where(STANDING_APPLICATION.PAYMENT_ID.eq(payment.value()))
                .orderBy(OPEN_ITEM.DUE_DATE, OPEN_ITEM.NUMBER, OPEN_ITEM.INSTALMENT)
                .fetch(row -> use(row, currency));
    }

    private static Use use(Record row, String currency) {
        return new Use(
                new ApplicationId(row.get(STANDING_APPLICATION.ID)),
                new OpenItemId(row.get(STANDING_APPLICATION.OPEN_ITEM_ID)),
                row.get(OPEN_ITEM.NUMBER),
                row.get(OPEN_ITEM.INSTALMENT),
                new CustomerId(row.get("owner", UUID.class)),
                Money.of(row.get(STANDING_APPLICATION.AMOUNT_MINOR), currency),
                Money.of(row.get(STANDING_APPLICATION.DISCOUNT_MINOR), currency),
                row.get(STANDING_APPLICATION.APPLIED_ON));
    }
}
