package cashtide.promise;

import static cashtide.db.Tables.PROMISE;

import cashtide.audit.AuditNote;
import cashtide.audit.Command;
import cashtide.audit.CommandId;
import cashtide.audit.Commands;
import cashtide.audit.Outcome;
import cashtide.audit.UseCase;
import cashtide.tenant.Actor;
import cashtide.tenant.Role;
import cashtide.tenant.TenantTx;
import java.util.List;
import java.util.UUID;

/**
 * Takes back a promise that was recorded by mistake, on the day it was recorded. It does not count as broken, and the promises
 * that it had replaced are open again.
 */
public final class TakeBackPromise {

    private static final UseCase<TakenBack> USE_CASE =
            UseCase.of(TakeBackPromise.class, TakenBack.class, Role.COLLECTOR, Role.AR_CLERK, Role.TENANT_ADMIN);

    private final Commands commands;

    public TakeBackPromise(Commands commands) {
        this.commands = commands;
    }

    /**
     * Which promise.
     *
     * @param replaced those it had replaced, as {@link RecordPromise.Recorded} named them
     */
    public record TakeBack(CommandId commandId, PromiseId promise, List<PromiseId> replaced) implements Command {
        public TakeBack {
            replaced = List.copyOf(replaced);
        }
    }

    /** The promise, and how many are open again in its place. */
    public record TakenBack(PromiseId promise, int reopened) {}

    public Outcome<TakenBack> handle(Actor actor, TakeBack command) {
        return commands.carryOut(actor, USE_CASE, command, (tx, note) -> takeBack(tx, command, note));
    }

    private static Outcome<TakenBack> takeBack(TenantTx tx, TakeBack command, AuditNote note) {
        UUID id = command.promise().value();
        UUID customer = tx.sql()
                .select(PROMISE.CUSTOMER_ID)
                .from(PROMISE)
                .where(PROMISE.ID.eq(id))
                .fetchOne(PROMISE.CUSTOMER_ID);
        if (customer == null) {
            return Outcome.notFound();
        }
        int takenBack = tx.sql()
                .update(PROMISE)
                .set(PROMISE.STATUS, PromiseStatus.REPLACED.code())
                .set(PROMISE.DECIDED_ON, tx.businessDate())
                .where(PROMISE.ID.eq(id), PROMISE.STATUS.eq(PromiseStatus.OPEN.code()))
                .and(PROMISE.MADE_ON.eq(tx.businessDate()))
                .execute();
        if (takenBack == 0) {
            return Outcome.rejected(PromiseRefusal.PROMISE_NOT_OF_TODAY);
        }
        int reopened = tx.sql()
                .update(PROMISE)
                .set(PROMISE.STATUS, PromiseStatus.OPEN.code())
                .setNull(PROMISE.DECIDED_ON)
                .where(PROMISE.ID.in(
                        command.replaced().stream().map(PromiseId::value).toList()))
                .and(PROMISE.ID.ne(id))
                .and(PROMISE.CUSTOMER_ID.eq(customer))
                .and(PROMISE.STATUS.eq(PromiseStatus.REPLACED.code()))
                .and(PROMISE.DECIDED_ON.eq(tx.businessDate()))
                .execute();
        note.about("promises", id).with("takenBack", true).with("reopened", reopened);
        return Outcome.done(new TakenBack(command.promise(), reopened));
    }
}
