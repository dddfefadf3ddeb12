package cashtide.cashapp;

import cashtide.audit.InvariantViolation;
import cashtide.audit.Outcome;
import cashtide.customer.CustomerId;
import cashtide.customer.Customers;
import cashtide.invoice.OpenItemId;
import cashtide.invoice.OpenItemState;
import cashtide.payment.LockedPayments;
import cashtide.payment.PaymentState;
import cashtide.tenant.TenantTx;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Applies a locked payment to locked items, line by line. */
final class PaymentToItems {

    private PaymentToItems() {}

    static Outcome<ApplyCash.Applied> apply(
            TenantTx tx,
            PaymentState locked,
            Map<OpenItemId, OpenItemState> items,
            List<Line> lines,
            Evidence evidence) {
        PaymentState payment = locked;
        List<Application> applications = new ArrayList<>();
        for (Line line : lines) {
            OpenItemState item = items.get(line.item());
            if (item == null) {
                throw new InvariantViolation(
                        "CASHAPP_ITEM_NOT_LOCKED", line.item().toString());
            }
            CustomerId payer = payment.customer();
            if (payer != null && !Customers.belongsTo(tx, item.customer(), payer)) {
                return Outcome.rejected(CashRefusal.CASHAPP_OTHER_CUSTOMER, item.number());
            }
            switch (Settlement.payment(payment, item, line.amount())) {
                case Settlement.Decision.Refuse no -> {
                    return Outcome.rejected(no.reason(), no.detail());
                }
                case Settlement.Decision.Apply yes -> {
                    ApplicationStore.Source source = ApplicationStore.Source.payment(
                            payment.id(), payerOf(payment).value());
                    applications.add(ApplicationStore.write(tx, source, item, yes, evidence));
                    payment = payment.withUnapplied(payment.unapplied().minus(yes.amount()));
                }
            }
        }
        LockedPayments.writeUnapplied(tx, payment.id(), payment.unapplied());
        return Outcome.done(new ApplyCash.Applied(payment.id(), applications, payment.unapplied()));
    }

    private static CustomerId payerOf(PaymentState payment) {
        CustomerId payer = payment.customer();
        if (payer == null) {
            throw new InvariantViolation("CASHAPP_WITHOUT_PAYER", payment.number());
        }
        return payer;
    }
}
