package cashtide.dataplane;

import static cashtide.db.Tables.DATA_PLANE_RUN;

import cashtide.audit.AuditNote;
import cashtide.audit.Command;
import cashtide.audit.CommandId;
import cashtide.audit.Commands;
import cashtide.audit.Outcome;
import cashtide.audit.UseCase;
import cashtide.changelog.TakeControlTotals;
import cashtide.tenant.Actor;
import cashtide.tenant.Role;
import cashtide.tenant.TenantTx;
import java.util.UUID;

/** Asks the data plane for a run. One that waits already is not asked for twice. */
public final class RequestRun {

    private static final UseCase<Requested> USE_CASE =
            UseCase.of(RequestRun.class, Requested.class, Role.TENANT_ADMIN, Role.ANALYST, Role.CFO, Role.AR_CLERK);

    private final Commands commands;

    public RequestRun(Commands commands) {
        this.commands = commands;
    }

    /** What is asked for; to go back to another model is a decision of its own, {@link RollBackModel}. */
    public record Request(CommandId commandId, RunKind kind) implements Command {

        public Request {
            if (kind == RunKind.ROLL_BACK) {
                throw new IllegalArgumentException("kind: a rollback names the model that it takes back");
            }
        }
    }

    /** The run that will do it. */
    public record Requested(UUID runId) {}

    public Outcome<Requested> handle(Actor actor, Request command) {
        // Who asks for a comparison means the books as they are now, not as they were when totals were last taken.
        return command.kind() == RunKind.RECONCILE
                ? commands.carryOutLong(actor, USE_CASE, command, (tx, note) -> {
                    TakeControlTotals.take(tx, note);
                    return request(tx, command, note);
                })
                : commands.carryOut(actor, USE_CASE, command, (tx, note) -> request(tx, command, note));
    }

    private static Outcome<Requested> request(TenantTx tx, Request command, AuditNote note) {
        UUID id = tx.sql()
                .select(DATA_PLANE_RUN.ID)
                .from(DATA_PLANE_RUN)
                .where(DATA_PLANE_RUN.KIND.eq(command.kind().code()).and(DATA_PLANE_RUN.STATUS.eq("requested")))
                .orderBy(DATA_PLANE_RUN.REQUESTED_AT)
                .limit(1)
                .fetchOne(DATA_PLANE_RUN.ID);
        if (id == null) {
            id = command.commandId().value();
            tx.sql()
                    .insertInto(DATA_PLANE_RUN)
                    .set(DATA_PLANE_RUN.TENANT_ID, tx.tenantId().value())
                    .set(DATA_PLANE_RUN.ID, id)
                    .set(DATA_PLANE_RUN.KIND, command.kind().code())
                    .set(DATA_PLANE_RUN.REQUESTED_BY, tx.actor().name())
                    .execute();
        }
        note.about("data_plane_runs", id).with("kind", command.kind().code());
        return Outcome.done(new Requested(id));
    }
}
