package cashtide.cashapp;

import cashtide.audit.AuditNote;
import cashtide.audit.Command;
import cashtide.audit.CommandId;
import cashtide.audit.Commands;
import cashtide.audit.InvariantViolation;
import cashtide.audit.Outcome;
import cashtide.audit.UseCase;
import cashtide.invoice.LockedItems;
import cashtide.invoice.OpenItemId;
import cashtide.invoice.OpenItemState;
import cashtide.payment.LockedPayments;
import cashtide.payment.PaymentId;
import cashtide.payment.PaymentState;
import cashtide.tenant.Actor;
import cashtide.tenant.Role;
import cashtide.tenant.TenantTx;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Takes an application back: the item is open again at its original due date, a granted discount is gone, the money is
 * unapplied (the credit usable) again. Nothing is deleted.
 */
public final class ReverseApplication {

    private static final UseCase<Reversed> USE_CASE =
            UseCase.of(ReverseApplication.class, Reversed.class, Role.AR_CLERK, Role.TENANT_ADMIN);

    private final Commands commands;

    public ReverseApplication(Commands commands) {
        this.commands = commands;
    }

    /** Which application. */
    public record Reverse(CommandId commandId, ApplicationId application) implements Command {}

    /** What was taken back, and from when. */
    public record Reversed(ApplicationId application, OpenItemId item, LocalDate reversedOn) {}

    public Outcome<Reversed> handle(Actor actor, Reverse command) {
        return commands.carryOut(actor, USE_CASE, command, (tx, note) -> reverse(tx, command, note));
    }

    private static Outcome<Reversed> reverse(TenantTx tx, Reverse command, AuditNote note) {
        ApplicationStore.Row row = ApplicationStore.find(tx, command.application());
        if (row == null) {
            return Outcome.notFound();
        }
        if (row.reverses() != null) {
            return Outcome.rejected(CashRefusal.CASHAPP_IS_REVERSAL);
        }
        PaymentId paymentId = row.payment();
        PaymentState payment = paymentId == null ? null : LockedPayments.lock(tx, paymentId);
        Map<OpenItemId, OpenItemState> items = LockedItems.lock(tx, itemsOf(row));
        // Looked up again under the locks: whoever reversed it meanwhile held the same ones.
        if (ApplicationStore.isReversed(tx, row.id())) {
            return Outcome.rejected(CashRefusal.CASHAPP_APPLICATION_REVERSED);
        }
        LocalDate today = tx.businessDate();
        LocalDate on = today.isBefore(row.appliedOn()) ? row.appliedOn() : today;
        ApplicationStore.reverse(tx, row, item(items, row.item()), on);
        OpenItemId creditNote = row.creditNote();
        if (payment != null) {
            LockedPayments.writeUnapplied(tx, payment.id(), payment.unapplied().plus(row.amount()));
        } else if (creditNote != null) {
            LockedItems.writeOpen(tx, creditNote, item(items, creditNote).open().minus(row.amount()));
        }
        note.about("payment_applications", row.id().value()).with("amount", row.amount());
        return Outcome.done(new Reversed(row.id(), row.item(), on));
    }

    private static List<OpenItemId> itemsOf(ApplicationStore.Row row) {
        List<OpenItemId> ids = new ArrayList<>(List.of(row.item()));
        OpenItemId creditNote = row.creditNote();
        if (creditNote != null) {
            ids.add(creditNote);
        }
        return ids;
    }

    static OpenItemState item(Map<OpenItemId, OpenItemState> items, OpenItemId id) {
        OpenItemState item = items.get(id);
        if (item == null) {
            throw new InvariantViolation("CASHAPP_ITEM_GONE", id.toString());
        }
        return item;
    }
}
