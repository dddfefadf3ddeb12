package cashtide.payment;

import cashtide.audit.AuditNote;
import cashtide.audit.Command;
import cashtide.audit.CommandId;
import cashtide.audit.Commands;
import cashtide.audit.Outcome;
import cashtide.audit.UseCase;
import cashtide.customer.CustomerId;
import cashtide.customer.Customers;
import cashtide.ledger.Account;
import cashtide.ledger.Entry;
import cashtide.ledger.EntryKind;
import cashtide.ledger.Journal;
import cashtide.ledger.Posting;
import cashtide.tenant.Actor;
import cashtide.tenant.Role;
import cashtide.tenant.TenantTx;
import java.util.List;

/** Says who sent a payment that lies in suspense: from then on it is the customer's unapplied cash. */
public final class IdentifyPayer {

    private static final UseCase<Identified> USE_CASE =
            UseCase.of(IdentifyPayer.class, Identified.class, Role.AR_CLERK, Role.TENANT_ADMIN);

    private final Commands commands;

    public IdentifyPayer(Commands commands) {
        this.commands = commands;
    }

    /** Who sent what. */
    public record Identify(CommandId commandId, PaymentId payment, CustomerId customer) implements Command {}

    /** The payment with its payer. */
    public record Identified(PaymentId payment, CustomerId customer) {}

    public Outcome<Identified> handle(Actor actor, Identify command) {
        return commands.carryOut(actor, USE_CASE, command, (tx, note) -> identify(tx, command, note));
    }

    private static Outcome<Identified> identify(TenantTx tx, Identify command, AuditNote note) {
        PaymentState payment = LockedPayments.lock(tx, command.payment());
        if (payment == null || !Customers.exists(tx, command.customer())) {
            return Outcome.notFound();
        }
        if (payment.reversed()) {
            return Outcome.rejected(PaymentRefusal.PAYMENT_REVERSED, payment.number());
        }
        if (payment.customer() != null) {
            return Outcome.rejected(PaymentRefusal.PAYMENT_PAYER_KNOWN, payment.number());
        }
        LockedPayments.writePayer(tx, payment.id(), command.customer());
        Journal.post(
                tx,
                Entry.of(
                        EntryKind.PAYER_IDENTIFIED,
                        payment.receivedOn(),
                        "payments",
                        payment.id().value(),
                        List.of(
                                Posting.debit(Account.SUSPENSE, null, payment.amount()),
                                Posting.credit(
                                        Account.UNAPPLIED_CASH,
                                        command.customer().value(),
                                        payment.amount()))));
        note.about("payments", payment.id().value())
                .with("customer", command.customer().value());
        return Outcome.done(new Identified(payment.id(), command.customer()));
    }
}
