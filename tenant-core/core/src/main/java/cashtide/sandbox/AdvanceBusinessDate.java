package cashtide.sandbox;

import static cashtide.db.Tables.TENANT;

import cashtide.audit.AuditNote;
import cashtide.audit.Command;
import cashtide.audit.CommandId;
import cashtide.audit.Commands;
import cashtide.audit.Outcome;
import cashtide.audit.UseCase;
import cashtide.promise.DecidePromises;
import cashtide.tenant.Actor;
import cashtide.tenant.Role;
import cashtide.tenant.TenantTx;
import java.time.LocalDate;

/** Moves a sandbox's day forward: imported rows up to it are posted, and promises whose time has come are decided. */
public final class AdvanceBusinessDate {

    private static final UseCase<Advanced> USE_CASE =
            UseCase.of(AdvanceBusinessDate.class, Advanced.class, Role.TENANT_ADMIN, Role.CFO);
    private static final int DAYS_MAX = 400;

    private final Commands commands;
    private final WaitingRows waitingRows;

    public AdvanceBusinessDate(Commands commands, WaitingRows waitingRows) {
        this.commands = commands;
        this.waitingRows = waitingRows;
    }

    /** The new day. */
    public record Advance(CommandId commandId, LocalDate day) implements Command {}

    /** What the move brought. */
    public record Advanced(LocalDate from, LocalDate day, long rowsPosted, DecidePromises.Decided promises) {}

    public Outcome<Advanced> handle(Actor actor, Advance command) {
        return commands.carryOutLong(actor, USE_CASE, command, (tx, note) -> advance(tx, command, note));
    }

    private Outcome<Advanced> advance(TenantTx tx, Advance command, AuditNote note) {
        // Two people moving the day at once: the second one sees the day of the first.
        // No stronger lock than that: an import that this waits for writes rows that refer to the tenant.
        LocalDate from = tx.sql()
                .select(TENANT.BUSINESS_DATE)
                .from(TENANT)
                .forNoKeyUpdate()
                .fetchSingle(TENANT.BUSINESS_DATE);
        if (from == null) {
            return Outcome.rejected(SandboxRefusal.SANDBOX_ONLY);
        }
        if (!command.day().isAfter(from)) {
            return Outcome.rejected(SandboxRefusal.SANDBOX_DAY_NOT_LATER, command.day() + " after " + from);
        }
        if (command.day().isAfter(from.plusDays(DAYS_MAX))) {
            return Outcome.rejected(SandboxRefusal.SANDBOX_STEP_TOO_LONG, from + " to " + command.day());
        }
        tx.sql().update(TENANT).set(TENANT.BUSINESS_DATE, command.day()).execute();
        tx.tenantChanged();
        long posted = waitingRows.post(tx, command.day());
        DecidePromises.Decided promises = DecidePromises.decideDue(tx);
        note.about("tenants", tx.tenantId().value())
                .with("from", from)
                .with("to", command.day())
                .with("rowsPosted", posted);
        return Outcome.done(new Advanced(from, command.day(), posted, promises));
    }
}
