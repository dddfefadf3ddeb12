package cashtide.cashapp;

import cashtide.audit.AuditNote;
import cashtide.audit.Command;
import cashtide.audit.CommandId;
import cashtide.audit.Commands;
import cashtide.audit.Outcome;
import cashtide.audit.UseCase;
import cashtide.ledger.Journal;
import cashtide.payment.LockedPayments;
import cashtide.payment.PaymentId;
import cashtide.payment.PaymentState;
import cashtide.tenant.Actor;
import cashtide.tenant.Role;
import cashtide.tenant.TenantTx;
import java.time.LocalDate;
import java.util.List;

/**
 * Takes a payment back, because it bounced or was never ours: every application of it is taken back, and the money leaves
 * the bank account in the journal.
 */
public final class ReversePayment {

    private static final UseCase<Reversed> USE_CASE =
            UseCase.of(ReversePayment.class, Reversed.class, Role.AR_CLERK, Role.TENANT_ADMIN);

    private final Commands commands;

    public ReversePayment(Commands commands) {
        this.commands = commands;
    }

    /** Which payment, and why. */
    public record Reverse(CommandId commandId, PaymentId payment, String reason) implements Command {}

    /** What was taken back. */
    public record Reversed(PaymentId payment, int applicationsReversed, LocalDate reversedOn) {}

    public Outcome<Reversed> handle(Actor actor, Reverse command) {
        return commands.carryOut(actor, USE_CASE, command, (tx, note) -> reverse(tx, command, note));
    }

    private static Outcome<Reversed> reverse(TenantTx tx, Reverse command, AuditNote note) {
        PaymentState payment = LockedPayments.lock(tx, command.payment());
        if (payment == null) {
            return Outcome.notFound();
        }
        if (payment.reversed()) {
            return Outcome.rejected(CashRefusal.CASHAPP_PAYMENT_REVERSED, payment.number());
        }
        List<ApplicationStore.Row> standing = ApplicationStore.standing(tx, payment.id());
        LocalDate on = dayOfReversal(tx, payment, standing);
        ApplicationStore.reverse(tx, standing, on);
        Journal.reverse(tx, "payments", payment.id().value(), on);
        LockedPayments.writeReversed(tx, payment.id(), on);
        note.about("payments", payment.id().value())
                .with("number", payment.number())
                .with("reason", command.reason())
                .with("applicationsReversed", standing.size());
        return Outcome.done(new Reversed(payment.id(), standing.size(), on));
    }

    /** Today, unless something of it took effect later. */
    private static LocalDate dayOfReversal(TenantTx tx, PaymentState payment, List<ApplicationStore.Row> standing) {
        LocalDate day = tx.businessDate();
        for (ApplicationStore.Row row : standing) {
            day = row.appliedOn().isAfter(day) ? row.appliedOn() : day;
        }
        return payment.receivedOn().isAfter(day) ? payment.receivedOn() : day;
    }
}
