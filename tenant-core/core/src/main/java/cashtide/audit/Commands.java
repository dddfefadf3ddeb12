package cashtide.audit;

import static cashtide.db.Tables.AUDIT_EVENT;
import static cashtide.db.Tables.COMMAND_LOG;

import cashtide.tenant.Actor;
import cashtide.tenant.TenantTx;
import cashtide.tenant.Tenants;
import java.util.Arrays;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jooq.JSONB;
import org.jooq.Record3;
import org.jspecify.annotations.Nullable;

/**
 * Carries out commands. Of all the calls with one command id exactly one has an effect, the others get its answer; the
 * same id with another request is a {@link Outcome.Conflict}. A command that is refused leaves nothing behind and may be
 * sent again. What is carried out leaves exactly one record in the audit trail. Thread-safe.
 */
public final class Commands {

    private final Tenants tenants;

    public Commands(Tenants tenants) {
        this.tenants = tenants;
    }

    /** What a use case does inside its transaction; a refusal rolls it back. */
    @FunctionalInterface
    public interface Work<T> {
        Outcome<T> apply(TenantTx tx, AuditNote note);
    }

    /**
     * Carries out a command in one transaction.
     *
     * @throws NotPermitted when none of the actor's roles may
     */
    public <T> Outcome<T> carryOut(Actor actor, UseCase<T> useCase, Command command, Work<T> work) {
        return carryOut(tenants::inTx, actor, useCase, command, work);
    }

    /** As {@link #carryOut}, for commands that post imported rows by the thousand: each statement may take ten minutes. */
    public <T> Outcome<T> carryOutLong(Actor actor, UseCase<T> useCase, Command command, Work<T> work) {
        return carryOut(tenants::inLongTx, actor, useCase, command, work);
    }

    private static <T> Outcome<T> carryOut(
            BiFunction<Actor, Function<TenantTx, Outcome<T>>, Outcome<T>> transaction,
            Actor actor,
            UseCase<T> useCase,
            Command command,
            Work<T> work) {
        if (!actor.hasAnyOf(useCase.allowed())) {
            throw new NotPermitted(useCase.name());
        }
        try {
            return transaction.apply(actor, tx -> {
                Outcome<T> earlier = earlierAnswer(tx, useCase, command);
                return earlier == null ? firstAnswer(tx, useCase, command, work) : earlier;
            });
        } catch (Refused refused) {
            @SuppressWarnings("unchecked") // Thrown by firstAnswer with an Outcome<T> only.
            Outcome<T> outcome = (Outcome<T>) refused.outcome;
            return outcome;
        }
    }

    private static <T> @Nullable Outcome<T> earlierAnswer(TenantTx tx, UseCase<T> useCase, Command command) {
        UUID id = command.commandId().value();
        // Whoever sends the same command at the same time waits here and then sees the first answer.
        tx.sql().execute("select pg_advisory_xact_lock(hashtextextended(?, 0))", tx.tenantId() + "/" + id);
        Record3<String, byte[], JSONB> earlier = tx.sql()
                .select(COMMAND_LOG.USE_CASE, COMMAND_LOG.REQUEST_HASH, COMMAND_LOG.OUTCOME)
                .from(COMMAND_LOG)
                .where(COMMAND_LOG.COMMAND_ID.eq(id))
                .fetchOne();
        if (earlier == null) {
            return null;
        }
        boolean same =
                earlier.value1().equals(useCase.name()) && Arrays.equals(earlier.value2(), RecordJson.sha256(command));
        return same ? Outcome.done(RecordJson.read(earlier.value3().data(), useCase.answer())) : Outcome.conflict();
    }

    private static <T> Outcome<T> firstAnswer(TenantTx tx, UseCase<T> useCase, Command command, Work<T> work) {
        AuditNote note = new AuditNote();
        Outcome<T> outcome = work.apply(tx, note);
        if (!(outcome instanceof Outcome.Done<T> done)) {
            throw new Refused(outcome);
        }
        if (note.entity().isEmpty()) {
            throw new InvariantViolation("AUDIT_NOTE_EMPTY", useCase.name() + " does not say what it changed");
        }
        UUID id = command.commandId().value();
        tx.sql()
                .insertInto(AUDIT_EVENT)
                .set(AUDIT_EVENT.TENANT_ID, tx.tenantId().value())
                .set(AUDIT_EVENT.ACTOR_ID, tx.actor().userId())
                .set(AUDIT_EVENT.ACTOR_NAME, tx.actor().name())
                .set(AUDIT_EVENT.ACTION, useCase.name())
                .set(AUDIT_EVENT.ENTITY, note.entity())
                .set(AUDIT_EVENT.ENTITY_ID, note.entityId())
                .set(AUDIT_EVENT.COMMAND_ID, id)
                .set(AUDIT_EVENT.DETAIL, JSONB.valueOf(RecordJson.write(note.details())))
                .execute();
        tx.sql()
                .insertInto(COMMAND_LOG)
                .set(COMMAND_LOG.TENANT_ID, tx.tenantId().value())
                .set(COMMAND_LOG.COMMAND_ID, id)
                .set(COMMAND_LOG.USE_CASE, useCase.name())
                .set(COMMAND_LOG.REQUEST_HASH, RecordJson.sha256(command))
                .set(COMMAND_LOG.OUTCOME, JSONB.valueOf(RecordJson.write(done.value())))
                .execute();
        return done;
    }

    /** Carries a refusal out of the transaction, which rolls back. */
    private static final class Refused extends RuntimeException {

        private final transient Outcome<?> outcome;

        Refused(Outcome<?> outcome) {
            super("refused", null, false, false);
            this.outcome = outcome;
        }
    }
}
