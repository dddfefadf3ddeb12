package cashtide.payment;

import static cashtide.db.Tables.PAYMENT;
import static org.jooq.Records.mapping;

import cashtide.customer.CustomerId;
import cashtide.money.Money;
import cashtide.tenant.TenantTx;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** Payments for those who change them. A transaction locks at most one payment, before any open item. */
public final class LockedPayments {

    private LockedPayments() {}

    /** Locks the payment until the transaction ends; null when there is none. */
    public static @Nullable PaymentState lock(TenantTx tx, PaymentId id) {
        return tx.sql()
                .select(
                        PAYMENT.ID,
                        PAYMENT.NUMBER,
                        PAYMENT.CUSTOMER_ID,
                        PAYMENT.RECEIVED_ON,
                        PAYMENT.CURRENCY,
                        PAYMENT.AMOUNT_MINOR,
                        PAYMENT.UNAPPLIED_MINOR,
                        PAYMENT.REFERENCE,
                        PAYMENT.REVERSED_ON)
                .from(PAYMENT)
                .where(PAYMENT.ID.eq(id.value()))
                .forUpdate()
                .fetchOne(mapping(
                        (key, number, customer, receivedOn, currency, amount, unapplied, reference, reversedOn) ->
                                new PaymentState(
                                        new PaymentId(key),
                                        number,
                                        customer == null ? null : new CustomerId(customer),
                                        receivedOn,
                                        Money.of(amount, currency),
                                        Money.of(unapplied, currency),
                                        reference,
                                        reversedOn != null)));
    }

    /** Writes what is left unapplied of a locked payment. */
    public static void writeUnapplied(TenantTx tx, PaymentId id, Money unapplied) {
        tx.sql()
                .update(PAYMENT)
                .set(PAYMENT.UNAPPLIED_MINOR, unapplied.minor())
                .where(PAYMENT.ID.eq(id.value()))
                .execute();
    }

    /** Marks a locked payment as reversed: nothing of it is left to apply. */
    public static void writeReversed(TenantTx tx, PaymentId id, LocalDate reversedOn) {
        tx.sql()
                .update(PAYMENT)
                .set(PAYMENT.UNAPPLIED_MINOR, 0L)
                .set(PAYMENT.REVERSED_ON, reversedOn)
                .where(PAYMENT.ID.eq(id.value()))
                .execute();
    }

    /** Writes who paid. */
    public static void writePayer(TenantTx tx, PaymentId id, CustomerId customer) {
        tx.sql()
                .update(PAYMENT)
                .set(PAYMENT.CUSTOMER_ID, customer.value())
                .where(PAYMENT.ID.eq(id.value()))
                .execute();
    }
}
