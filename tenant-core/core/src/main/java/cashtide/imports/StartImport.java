package cashtide.imports;

import static cashtide.db.Tables.IMPORT_RUN;

import cashtide.audit.Command;
import cashtide.audit.CommandId;
import cashtide.audit.Commands;
import cashtide.audit.Outcome;
import cashtide.audit.UseCase;
import cashtide.tenant.Actor;
import cashtide.tenant.Role;
import java.util.Set;

/** Takes note of an import whose files have arrived; {@link RunImport} does the work. */
public final class StartImport {

    private static final UseCase<Started> USE_CASE =
            UseCase.of(StartImport.class, Started.class, Role.AR_CLERK, Role.TENANT_ADMIN);
    private static final Set<String> SOURCES = Set.of("ui", "api", "demo");

    private final Commands commands;

    public StartImport(Commands commands) {
        this.commands = commands;
    }

    /**
     * What is to be imported.
     *
     * @param source ui, api or demo
     * @param dryRun check everything and keep nothing
     */
    public record Start(CommandId commandId, ImportRunId run, String source, String fileName, boolean dryRun)
            implements Command {

        public Start {
            if (!SOURCES.contains(source)) {
                throw new IllegalArgumentException("source " + source + " is none of " + SOURCES);
            }
        }
    }

    /** The import that waits to be run. */
    public record Started(ImportRunId run) {}

    public Outcome<Started> handle(Actor actor, Start command) {
        return commands.carryOut(actor, USE_CASE, command, (tx, note) -> {
            int inserted = tx.sql()
                    .insertInto(IMPORT_RUN)
                    .set(IMPORT_RUN.TENANT_ID, tx.tenantId().value())
                    .set(IMPORT_RUN.ID, command.run().value())
                    .set(IMPORT_RUN.SOURCE, command.source())
                    .set(IMPORT_RUN.FILE_NAME, command.fileName())
                    .set(IMPORT_RUN.DRY_RUN, command.dryRun())
                    .set(IMPORT_RUN.STATUS, ImportStatus.RECEIVED.code())
                    .set(IMPORT_RUN.ACTOR_ID, actor.userId())
                    .set(IMPORT_RUN.ACTOR_NAME, actor.name())
                    .onConflictDoNothing()
                    .execute();
            if (inserted == 0) {
                return Outcome.rejected(ImportRefusal.IMPORT_EXISTS);
            }
            note.about("import_run", command.run().value()).with("file", command.fileName());
            return Outcome.done(new Started(command.run()));
        });
    }
}
