package cashtide.dispute;

import static cashtide.db.Tables.DISPUTE;

import cashtide.audit.AuditNote;
import cashtide.audit.Command;
import cashtide.audit.CommandId;
import cashtide.audit.Commands;
import cashtide.audit.Outcome;
import cashtide.audit.UseCase;
import cashtide.invoice.LockedItems;
import cashtide.invoice.OpenItemId;
import cashtide.invoice.OpenItemState;
import cashtide.tenant.Actor;
import cashtide.tenant.Role;
import cashtide.tenant.TenantTx;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

/** Closes a dispute with its verdict: nothing of it is on hold any more. A valid one is followed by a credit note. */
public final class CloseDispute {

    private static final UseCase<Closed> USE_CASE =
            UseCase.of(CloseDispute.class, Closed.class, Role.COLLECTOR, Role.AR_CLERK, Role.TENANT_ADMIN);

    private final Commands commands;

    public CloseDispute(Commands commands) {
        this.commands = commands;
    }

    /** Which dispute ends how. */
    public record Close(CommandId commandId, DisputeId dispute, Verdict verdict) implements Command {}

    /** The dispute as closed. */
    public record Closed(DisputeId dispute, Verdict verdict, LocalDate closedOn) {}

    public Outcome<Closed> handle(Actor actor, Close command) {
        return commands.carryOut(actor, USE_CASE, command, (tx, note) -> close(tx, command, note));
    }

    private static Outcome<Closed> close(TenantTx tx, Close command, AuditNote note) {
        UUID id = command.dispute().value();
        UUID itemId = tx.sql()
                .select(DISPUTE.OPEN_ITEM_ID)
                .from(DISPUTE)
                .where(DISPUTE.ID.eq(id))
                .fetchOne(DISPUTE.OPEN_ITEM_ID);
        if (itemId == null) {
            return Outcome.notFound();
        }
        OpenItemId key = new OpenItemId(itemId);
        OpenItemState item = LockedItems.lock(tx, List.of(key)).get(key);
        if (item == null) {
            return Outcome.notFound();
        }
        LocalDate today = tx.businessDate();
        int closed = tx.sql()
                .update(DISPUTE)
                .set(DISPUTE.CLOSED_ON, today)
                .set(DISPUTE.OUTCOME, command.verdict().code())
                .where(DISPUTE.ID.eq(id), DISPUTE.CLOSED_ON.isNull())
                .execute();
        if (closed == 0) {
            return Outcome.rejected(DisputeRefusal.DISPUTE_CLOSED, item.number());
        }
        LockedItems.refreshDisputed(tx, item);
        note.about("disputes", id).with("invoice", item.number()).with("verdict", command.verdict());
        return Outcome.done(new Closed(command.dispute(), command.verdict(), today));
    }
}
