package cashtide.imports;

import static cashtide.db.Tables.IMPORT_RUN;

import cashtide.audit.Command;
import cashtide.audit.CommandId;
import cashtide.audit.Commands;
import cashtide.audit.Outcome;
import cashtide.audit.UseCase;
import cashtide.tenant.Actor;
import cashtide.tenant.Role;

/** Asks an import to stop that is read, checked or waits for its turn; while it is being posted it is too late. */
public final class CancelImport {

    private static final UseCase<Asked> USE_CASE =
            UseCase.of(CancelImport.class, Asked.class, Role.AR_CLERK, Role.TENANT_ADMIN);

    private final Commands commands;

    public CancelImport(Commands commands) {
        this.commands = commands;
    }

    /** Which one. */
    public record Cancel(CommandId commandId, ImportRunId run) implements Command {}

    /** It was asked; nothing of it will be kept. */
    public record Asked(ImportRunId run) {}

    public Outcome<Asked> handle(Actor actor, Cancel command) {
        return commands.carryOut(actor, USE_CASE, command, (tx, note) -> {
            String status = tx.sql()
                    .select(IMPORT_RUN.STATUS)
                    .from(IMPORT_RUN)
                    .where(IMPORT_RUN.ID.eq(command.run().value()))
                    .forUpdate()
                    .fetchOne(IMPORT_RUN.STATUS);
            if (status == null) {
                return Outcome.notFound();
            }
            if (ImportStatus.of(status).isFinal()) {
                return Outcome.rejected(ImportRefusal.IMPORT_FINISHED, status);
            }
            if (ImportStatus.of(status) == ImportStatus.IMPORTING) {
                return Outcome.rejected(ImportRefusal.IMPORT_POSTING);
            }
            tx.sql()
                    .update(IMPORT_RUN)
                    .set(IMPORT_RUN.CANCEL_REQUESTED, true)
                    .where(IMPORT_RUN.ID.eq(command.run().value()))
                    .execute();
            note.about("import_run", command.run().value());
            return Outcome.done(new Asked(command.run()));
        });
    }
}
