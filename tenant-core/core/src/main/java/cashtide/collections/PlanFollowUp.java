package cashtide.collections;

import static cashtide.db.Tables.FOLLOW_UP;

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
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Plans what a collector does next with a customer, and until when the account rests. It takes the place of the last plan. */
public final class PlanFollowUp {

    private static final UseCase<Planned> USE_CASE =
            UseCase.of(PlanFollowUp.class, Planned.class, Role.COLLECTOR, Role.AR_CLERK, Role.TENANT_ADMIN);

    // An account that rests leaves the list: a mistyped year must not take it away for decades.
    private static final int AHEAD_DAYS_MAX = 400;

    private final Commands commands;

    public PlanFollowUp(Commands commands) {
        this.commands = commands;
    }

    /**
     * The plan.
     *
     * @param snoozedUntil the account rests until this day, at most 400 days ahead; null when it does not rest
     * @param nextStepOn day of the next step, at most 400 days ahead; null when none is planned
     */
    public record Plan(
            CommandId commandId,
            CustomerId customer,
            @Nullable LocalDate snoozedUntil,
            @Nullable LocalDate nextStepOn,
            String nextStep)
            implements Command {
        public Plan {
            FreeText.of("nextStep", nextStep);
        }
    }

    /** The customer the plan is for. */
    public record Planned(CustomerId customer) {}

    public Outcome<Planned> handle(Actor actor, Plan command) {
        return commands.carryOut(actor, USE_CASE, command, (tx, note) -> plan(tx, command, note));
    }

    private static Outcome<Planned> plan(TenantTx tx, Plan command, AuditNote note) {
        if (!Customers.exists(tx, command.customer())) {
            return Outcome.notFound();
        }
        LocalDate today = tx.businessDate();
        if (Stream.of(command.snoozedUntil(), command.nextStepOn())
                .anyMatch(day -> day != null && day.isBefore(today))) {
            return Outcome.rejected(CollectionsRefusal.FOLLOW_UP_IN_PAST);
        }
        if (Stream.of(command.snoozedUntil(), command.nextStepOn())
                .anyMatch(day -> day != null && day.isAfter(today.plusDays(AHEAD_DAYS_MAX)))) {
            return Outcome.rejected(CollectionsRefusal.FOLLOW_UP_FAR_OFF);
        }
        tx.sql()
                .insertInto(FOLLOW_UP)
                .set(FOLLOW_UP.TENANT_ID, tx.tenantId().value())
                .set(FOLLOW_UP.CUSTOMER_ID, command.customer().value())
                .set(FOLLOW_UP.SNOOZED_UNTIL, command.snoozedUntil())
                .set(FOLLOW_UP.NEXT_STEP_ON, command.nextStepOn())
                .set(FOLLOW_UP.NEXT_STEP, command.nextStep())
                .onConflict(FOLLOW_UP.TENANT_ID, FOLLOW_UP.CUSTOMER_ID)
                .doUpdate()
                .set(FOLLOW_UP.SNOOZED_UNTIL, command.snoozedUntil())
                .set(FOLLOW_UP.NEXT_STEP_ON, command.nextStepOn())
                .set(FOLLOW_UP.NEXT_STEP, command.nextStep())
                .execute();
        note.about("customers", command.customer().value()).with("nextStep", command.nextStep());
        return Outcome.done(new Planned(command.customer()));
    }
}
