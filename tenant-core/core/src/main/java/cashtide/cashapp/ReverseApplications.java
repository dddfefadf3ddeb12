package cashtide.cashapp;

import cashtide.audit.AuditNote;
import cashtide.audit.Command;
import cashtide.audit.CommandId;
import cashtide.audit.Commands;
import cashtide.audit.Outcome;
import cashtide.audit.UseCase;
import cashtide.money.Money;
import cashtide.payment.LockedPayments;
import cashtide.payment.PaymentId;
import cashtide.payment.PaymentState;
import cashtide.tenant.Actor;
import cashtide.tenant.Role;
import cashtide.tenant.TenantTx;
import java.util.List;

/** Takes several applications of one payment back together: all of them, or none. Each as {@link ReverseApplication} does. */
public final class ReverseApplications {

    private static final UseCase<Reversed> USE_CASE =
            UseCase.of(ReverseApplications.class, Reversed.class, Role.AR_CLERK, Role.TENANT_ADMIN);

    private final Commands commands;

    public ReverseApplications(Commands commands) {
        this.commands = commands;
    }

    /** Which applications of which payment. */
    public record Reverse(CommandId commandId, PaymentId payment, List<ApplicationId> applications) implements Command {
        public Reverse {
            applications = List.copyOf(applications);
        }
    }

    /** How many were taken back, and what is unapplied of the payment now. */
    public record Reversed(PaymentId payment, int applications, Money unapplied) {}

    public Outcome<Reversed> handle(Actor actor, Reverse command) {
        return commands.carryOut(actor, USE_CASE, command, (tx, note) -> reverse(tx, command, note));
    }

    private static Outcome<Reversed> reverse(TenantTx tx, Reverse command, AuditNote note) {
        PaymentState payment = LockedPayments.lock(tx, command.payment());
        if (payment == null) {
            return Outcome.notFound();
        }
        List<ApplicationStore.Row> rows = ApplicationStore.of(tx, payment.id(), command.applications());
        if (rows.isEmpty()
                || rows.size() < command.applications().stream().distinct().count()) {
            return Outcome.notFound();
        }
        Money unapplied = payment.unapplied();
        for (ApplicationStore.Row row : rows) {
            if (row.reverses() != null) {
                return Outcome.rejected(CashRefusal.CASHAPP_IS_REVERSAL);
            }
            // Whoever takes one of them back has locked the payment before.
            if (ApplicationStore.isReversed(tx, row.id())) {
                return Outcome.rejected(CashRefusal.CASHAPP_APPLICATION_REVERSED);
            }
            unapplied = unapplied.plus(row.amount());
        }
        ApplicationStore.reverse(tx, rows, tx.businessDate());
        LockedPayments.writeUnapplied(tx, payment.id(), unapplied);
        note.about("payments", payment.id().value())
                .with("number", payment.number())
                .with("applicationsReversed", rows.size())
                .with("unapplied", unapplied);
        return Outcome.done(new Reversed(payment.id(), rows.size(), unapplied));
    }
}
