package cashtide.dataplane;

import static cashtide.db.Tables.DATA_PLANE_RUN;

import cashtide.audit.AuditNote;
import cashtide.audit.Command;
import cashtide.audit.CommandId;
import cashtide.audit.Commands;
import cashtide.audit.Outcome;
import cashtide.audit.UseCase;
import cashtide.tenant.Actor;
import cashtide.tenant.Role;
import cashtide.tenant.TenantTx;
import java.util.UUID;
import org.jooq.JSONB;
import tools.jackson.databind.json.JsonMapper;

/**
 * Asks the data plane to show the champion of before again, or the naive baseline where there was none. It is done once,
 * and only while the model that the person saw is still the champion.
 */
public final class RollBackModel {

    private static final UseCase<Requested> USE_CASE =
            UseCase.of(RollBackModel.class, Requested.class, Role.TENANT_ADMIN, Role.CFO);
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Commands commands;

    public RollBackModel(Commands commands) {
        this.commands = commands;
    }

    /** @param model version of the champion that the person saw */
    public record RollBack(CommandId commandId, String model) implements Command {

        public RollBack {
            if (model.isBlank()) {
                throw new IllegalArgumentException("model: a rollback names the model that it takes back");
            }
        }
    }

    /** The run that will do it. */
    public record Requested(UUID runId) {}

    public Outcome<Requested> handle(Actor actor, RollBack command) {
        return commands.carryOut(actor, USE_CASE, command, (tx, note) -> request(tx, command, note));
    }

    private static Outcome<Requested> request(TenantTx tx, RollBack command, AuditNote note) {
        UUID id = command.commandId().value();
        tx.sql()
                .insertInto(DATA_PLANE_RUN)
                .set(DATA_PLANE_RUN.TENANT_ID, tx.tenantId().value())
                .set(DATA_PLANE_RUN.ID, id)
                .set(DATA_PLANE_RUN.KIND, RunKind.ROLL_BACK.code())
                .set(DATA_PLANE_RUN.REQUESTED_BY, tx.actor().name())
                .set(
                        DATA_PLANE_RUN.DETAIL,
                        JSONB.jsonb(JSON.createObjectNode()
                                .put("model", command.model())
                                .toString()))
                .execute();
        note.about("data_plane_runs", id).with("model", command.model());
        return Outcome.done(new Requested(id));
    }
}
