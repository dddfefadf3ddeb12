package cashtide.cashapp;

import cashtide.audit.AuditNote;
import cashtide.audit.Command;
import cashtide.audit.CommandId;
import cashtide.audit.Commands;
import cashtide.audit.Outcome;
import cashtide.audit.UseCase;
import cashtide.invoice.LockedItems;
import cashtide.invoice.OpenItemId;
import cashtide.invoice.OpenItemState;
import cashtide.money.Money;
import cashtide.payment.LockedPayments;
import cashtide.payment.PaymentId;
import cashtide.payment.PaymentState;
import cashtide.tenant.Actor;
import cashtide.tenant.Role;
import cashtide.tenant.TenantTx;
import java.util.List;
import java.util.Map;

/** Applies a payment to open items as a person decided: all the lines, or none. */
public final class ApplyCash {

    private static final UseCase<Applied> USE_CASE =
            UseCase.of(ApplyCash.class, Applied.class, Role.AR_CLERK, Role.TENANT_ADMIN);

    private final Commands commands;

    public ApplyCash(Commands commands) {
        this.commands = commands;
    }

    /** Which payment goes where. */
    public record Apply(CommandId commandId, PaymentId payment, List<Line> lines) implements Command {
        public Apply {
            lines = List.copyOf(lines);
        }
    }

    /** What was applied, and what is left unapplied of the payment. */
    public record Applied(PaymentId payment, List<Application> applications, Money unapplied) {}

    public Outcome<Applied> handle(Actor actor, Apply command) {
        return commands.carryOut(actor, USE_CASE, command, (tx, note) -> apply(tx, command, note));
    }

    private static Outcome<Applied> apply(TenantTx tx, Apply command, AuditNote note) {
        if (command.lines().isEmpty()) {
            return Outcome.rejected(CashRefusal.CASHAPP_NOTHING_TO_APPLY);
        }
        if (command.lines().stream().map(Line::item).distinct().count()
                < command.lines().size()) {
            return Outcome.rejected(CashRefusal.CASHAPP_ITEM_TWICE);
        }
        PaymentState payment = LockedPayments.lock(tx, command.payment());
        if (payment == null) {
            return Outcome.notFound();
        }
        Map<OpenItemId, OpenItemState> items =
                LockedItems.lock(tx, command.lines().stream().map(Line::item).toList());
        if (items.size() < command.lines().size()) {
            return Outcome.notFound();
        }
        return PaymentToItems.apply(tx, payment, items, command.lines(), Evidence.BY_HAND)
                .then(applied -> {
                    note.about("payments", payment.id().value())
                            .with("number", payment.number())
                            .with("applied", applied.applications().size())
                            .with("unapplied", applied.unapplied());
                    return Outcome.done(applied);
                });
    }
}
