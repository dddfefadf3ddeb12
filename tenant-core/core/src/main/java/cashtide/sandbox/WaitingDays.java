package cashtide.sandbox;

import static cashtide.db.Tables.STAGED_INVOICE;
import static cashtide.db.Tables.STAGED_PAYMENT;

import cashtide.tenant.Actor;
import cashtide.tenant.Tenants;
import java.time.LocalDate;

/** Counts the imported rows that wait for a sandbox's day, so that a person sees what a move will post. */
public final class WaitingDays {

    private final Tenants tenants;

    public WaitingDays(Tenants tenants) {
        this.tenants = tenants;
    }

    /** Rows that wait. */
    public record Waiting(long invoices, long payments) {

        public long rows() {
            return invoices + payments;
        }
    }

    /** Those that a move to {@code day} would post. */
    public Waiting until(Actor actor, LocalDate day) {
        return tenants.inTx(
                actor,
                tx -> new Waiting(
                        tx.sql()
                                .fetchCount(
                                        STAGED_INVOICE,
                                        STAGED_INVOICE.ITEM_ID.isNull().and(STAGED_INVOICE.INVOICE_DATE.le(day))),
                        tx.sql()
                                .fetchCount(
                                        STAGED_PAYMENT,
                                        STAGED_PAYMENT.PAYMENT_ID.isNull().and(STAGED_PAYMENT.RECEIVED_ON.le(day)))));
    }
}
