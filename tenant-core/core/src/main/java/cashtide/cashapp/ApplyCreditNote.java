package cashtide.cashapp;

import cashtide.audit.AuditNote;
import cashtide.audit.Command;
import cashtide.audit.CommandId;
import cashtide.audit.Commands;
import cashtide.audit.Outcome;
import cashtide.audit.UseCase;
import cashtide.customer.Customers;
import cashtide.invoice.LockedItems;
import cashtide.invoice.OpenItemId;
import cashtide.invoice.OpenItemState;
import cashtide.money.Money;
import cashtide.tenant.Actor;
import cashtide.tenant.Role;
import cashtide.tenant.TenantTx;
import java.util.List;
import java.util.Map;

/** Applies a credit note's credit to an invoice of the same customer, or of a company below it. */
public final class ApplyCreditNote {

    private static final UseCase<Applied> USE_CASE =
            UseCase.of(ApplyCreditNote.class, Applied.class, Role.AR_CLERK, Role.TENANT_ADMIN);

    private final Commands commands;

    public ApplyCreditNote(Commands commands) {
        this.commands = commands;
    }

    /**
     * Which credit goes where.
     *
     * @param creditNote the credit note's open item
     */
    public record Apply(CommandId commandId, OpenItemId creditNote, OpenItemId item, Money amount) implements Command {}

    /** What was applied, and the credit that is left. */
    public record Applied(Application application, Money creditLeft) {}

    public Outcome<Applied> handle(Actor actor, Apply command) {
        return commands.carryOut(actor, USE_CASE, command, (tx, note) -> apply(tx, command, note));
    }

    private static Outcome<Applied> apply(TenantTx tx, Apply command, AuditNote note) {
        if (command.creditNote().equals(command.item())) {
            return Outcome.rejected(CashRefusal.CASHAPP_ITEM_TWICE);
        }
        Map<OpenItemId, OpenItemState> items = LockedItems.lock(tx, List.of(command.creditNote(), command.item()));
        OpenItemState creditNote = items.get(command.creditNote());
        OpenItemState item = items.get(command.item());
        if (creditNote == null || item == null) {
            return Outcome.notFound();
        }
        if (!Customers.belongsTo(tx, item.customer(), creditNote.customer())) {
            return Outcome.rejected(CashRefusal.CASHAPP_OTHER_CUSTOMER, item.number());
        }
        return switch (Settlement.creditNote(creditNote, item, command.amount(), tx.businessDate())) {
            case Settlement.Decision.Refuse no -> Outcome.rejected(no.reason(), no.detail());
            case Settlement.Decision.Apply yes -> {
                Application application = ApplicationStore.write(
                        tx, ApplicationStore.Source.creditNote(creditNote), item, yes, Evidence.BY_HAND);
                Money left = creditNote.open().plus(yes.amount());
                LockedItems.writeOpen(tx, creditNote.id(), left);
                note.about("open_items", creditNote.id().value())
                        .with("number", creditNote.number())
                        .with("applied", yes.amount())
                        .with("to", item.number());
                yield Outcome.done(new Applied(application, left.negated()));
            }
        };
    }
}
