package cashtide.promise;

import cashtide.audit.AuditNote;
import cashtide.audit.Command;
import cashtide.audit.CommandId;
import cashtide.audit.Commands;
import cashtide.audit.Outcome;
import cashtide.audit.UseCase;
import cashtide.money.Money;
import cashtide.tenant.Actor;
import cashtide.tenant.Role;
import cashtide.tenant.TenantTx;
import java.time.LocalDate;

/**
 * Decides every open promise whose time has come: kept as soon as enough was paid; broken, or partly kept, when its day and
 * the tenant's grace have passed. Carried out when a business day opens, a sandbox's too.
 */
public final class DecidePromises {

    private static final UseCase<Decided> USE_CASE =
            UseCase.of(DecidePromises.class, Decided.class, Role.COLLECTOR, Role.AR_CLERK, Role.TENANT_ADMIN);

    private final Commands commands;

    public DecidePromises(Commands commands) {
        this.commands = commands;
    }

    /** Asks for it. */
    public record Decide(CommandId commandId) implements Command {}

    /** How many promises went which way. */
    public record Decided(int kept, int partlyKept, int broken) {}

    public Outcome<Decided> handle(Actor actor, Decide command) {
        return commands.carryOut(actor, USE_CASE, command, (tx, note) -> Outcome.done(decide(tx, note)));
    }

    private static Decided decide(TenantTx tx, AuditNote note) {
        Decided decided = decideDue(tx);
        note.about("promises", tx.tenantId().value())
                .with("kept", decided.kept())
                .with("partlyKept", decided.partlyKept())
                .with("broken", decided.broken());
        return decided;
    }

    /** The same within another use case's transaction. */
    public static Decided decideDue(TenantTx tx) {
        int kept = 0;
        int partlyKept = 0;
        int broken = 0;
        for (PromiseStore.Waiting promise : PromiseStore.lockOpen(tx)) {
            PromiseStatus status = decide(tx, promise);
            kept += status == PromiseStatus.KEPT ? 1 : 0;
            partlyKept += status == PromiseStatus.PARTLY_KEPT ? 1 : 0;
            broken += status == PromiseStatus.BROKEN ? 1 : 0;
        }
        return new Decided(kept, partlyKept, broken);
    }

    private static PromiseStatus decide(TenantTx tx, PromiseStore.Waiting promise) {
        LocalDate today = tx.businessDate();
        LocalDate lastDay = promise.promisedOn().plusDays(tx.tenant().graceDays());
        Money paid = PromiseStore.paid(tx, promise, lastDay);
        PromiseStatus status = PromiseStatus.decide(promise.amount(), paid);
        if (status == PromiseStatus.KEPT) {
            PromiseStore.decide(tx, promise, status, paid, today.isAfter(lastDay) ? lastDay : today);
            return status;
        }
        if (!today.isAfter(lastDay)) {
            return PromiseStatus.OPEN;
        }
        // The day on which it turned by itself, even when a sandbox jumps over it.
        PromiseStore.decide(tx, promise, status, paid, lastDay.plusDays(1));
        return status;
    }
}
