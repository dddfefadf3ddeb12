package cashtide.collections;

import static cashtide.db.Tables.ACTIVITY;

import cashtide.audit.AuditNote;
import cashtide.audit.Command;
import cashtide.audit.CommandId;
import cashtide.audit.Commands;
import cashtide.audit.FreeText;
import cashtide.audit.Outcome;
import cashtide.audit.UseCase;
import cashtide.customer.CustomerId;
import cashtide.customer.Customers;
import cashtide.tenant.Actor;
import cashtide.tenant.Role;
import cashtide.tenant.TenantTx;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** Records a contact with a customer about its account, or a note on it. It is never changed; a correction is another note. */
public final class LogActivity {

    private static final UseCase<Logged> USE_CASE =
            UseCase.of(LogActivity.class, Logged.class, Role.COLLECTOR, Role.AR_CLERK, Role.TENANT_ADMIN);

    private final Commands commands;

    public LogActivity(Commands commands) {
        this.commands = commands;
    }

    /**
     * What happened.
     *
     * @param happenedOn null for the tenant's business date
     */
    public record Log(
            CommandId commandId,
            ActivityId activity,
            CustomerId customer,
            ContactChannel channel,
            Direction direction,
            ContactOutcome outcome,
            String note,
            @Nullable LocalDate happenedOn)
            implements Command {
        public Log {
            FreeText.of("note", note);
        }
    }

    /** The activity as recorded. */
    public record Logged(ActivityId activity, LocalDate happenedOn) {}

    public Outcome<Logged> handle(Actor actor, Log command) {
        return commands.carryOut(actor, USE_CASE, command, (tx, note) -> log(tx, command, note));
    }

    private static Outcome<Logged> log(TenantTx tx, Log command, AuditNote note) {
        if (!Customers.exists(tx, command.customer())) {
            return Outcome.notFound();
        }
        LocalDate asked = command.happenedOn();
        LocalDate happenedOn = asked == null ? tx.businessDate() : asked;
        if (happenedOn.isAfter(tx.businessDate())) {
            return Outcome.rejected(CollectionsRefusal.ACTIVITY_IN_FUTURE, happenedOn.toString());
        }
        int inserted = tx.sql()
                .insertInto(ACTIVITY)
                .set(ACTIVITY.TENANT_ID, tx.tenantId().value())
                .set(ACTIVITY.ID, command.activity().value())
                .set(ACTIVITY.CUSTOMER_ID, command.customer().value())
                .set(ACTIVITY.CHANNEL, command.channel().code())
                .set(ACTIVITY.DIRECTION, command.direction().code())
                .set(ACTIVITY.OUTCOME, command.outcome().code())
                .set(ACTIVITY.NOTE, command.note())
                .set(ACTIVITY.HAPPENED_ON, happenedOn)
                .set(ACTIVITY.HAPPENED_AT, tx.knownAt())
                .set(ACTIVITY.ACTOR_ID, tx.actor().userId())
                .set(ACTIVITY.ACTOR_NAME, tx.actor().name())
                .set(ACTIVITY.KNOWN_AT, tx.knownAt())
                .onConflict(ACTIVITY.TENANT_ID, ACTIVITY.ID)
                .doNothing()
                .execute();
        if (inserted == 0) {
            return Outcome.rejected(CollectionsRefusal.ACTIVITY_ID_TAKEN);
        }
        note.about("activities", command.activity().value())
                .with("channel", command.channel())
                .with("outcome", command.outcome());
        return Outcome.done(new Logged(command.activity(), happenedOn));
    }
}
