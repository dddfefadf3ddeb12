package cashtide.ui.worklist;

import cashtide.audit.CommandId;
import cashtide.audit.Commands;
import cashtide.audit.Outcome;
import cashtide.collections.ActivityId;
import cashtide.collections.ContactChannel;
import cashtide.collections.ContactOutcome;
import cashtide.collections.Direction;
import cashtide.collections.FollowUps;
import cashtide.collections.LogActivity;
import cashtide.collections.PlanFollowUp;
import cashtide.customer.CustomerId;
import cashtide.dispute.CloseDispute;
import cashtide.dispute.DisputeId;
import cashtide.dispute.OpenDispute;
import cashtide.dispute.Reason;
import cashtide.dispute.Verdict;
import cashtide.invoice.OpenItemId;
import cashtide.money.Money;
import cashtide.promise.PromiseId;
import cashtide.promise.RecordPromise;
import cashtide.promise.TakeBackPromise;
import cashtide.tenant.Actor;
import cashtide.tenant.Role;
import cashtide.tenant.Tenants;
import cashtide.worklist.AccountId;
import cashtide.worklist.RefreshWorklist;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * What a collector does with an account: the use cases, each followed by a new rank of the customer. The dialog makes one id
 * and keeps it; what is recorded has that very id, so that a second click, or the same click sent again, changes nothing.
 */
@Component
public final class Collecting {

    /** As the use cases have it. */
    public static final Set<Role> MAY_COLLECT = Set.of(Role.COLLECTOR, Role.AR_CLERK, Role.TENANT_ADMIN);

    private final Tenants tenants;
    private final LogActivity logActivity;
    private final RecordPromise recordPromise;
    private final OpenDispute openDispute;
    private final PlanFollowUp planFollowUp;
    private final TakeBackPromise takeBackPromise;
    private final CloseDispute closeDispute;
    private final RefreshWorklist refresh = new RefreshWorklist();

    public Collecting(Tenants tenants) {
        Commands commands = new Commands(tenants);
        this.tenants = tenants;
        this.logActivity = new LogActivity(commands);
        this.recordPromise = new RecordPromise(commands);
        this.openDispute = new OpenDispute(commands);
        this.planFollowUp = new PlanFollowUp(commands);
        this.takeBackPromise = new TakeBackPromise(commands);
        this.closeDispute = new CloseDispute(commands);
    }

    /** Logs a contact or a note; {@code id} is kept by the dialog, so that a second click changes nothing. */
    public Outcome<?> log(
            Actor actor, AccountId account, CommandId id, ContactChannel channel, ContactOutcome outcome, String note) {
        return ranked(
                actor,
                account,
                logActivity.handle(
                        actor,
                        new LogActivity.Log(
                                id,
                                new ActivityId(id.value()),
                                new CustomerId(account.customerId()),
                                channel,
                                Direction.OUT,
                                outcome,
                                note,
                                null)));
    }

    /** Records a promise for the items, or for the account as a whole when there are none. */
    public Outcome<?> promise(
            Actor actor, AccountId account, CommandId id, Money amount, LocalDate day, List<UUID> items, String note) {
        return ranked(
                actor,
                account,
                recordPromise.handle(
                        actor,
                        new RecordPromise.Promise(
                                id,
                                new PromiseId(id.value()),
                                new CustomerId(account.customerId()),
                                amount,
                                null,
                                day,
                                items.stream().map(OpenItemId::new).toList(),
                                note)));
    }

    /** Opens a dispute about part of an item; without a day the tenant's usual time to answer is given. */
    public Outcome<?> dispute(
            Actor actor,
            AccountId account,
            CommandId id,
            UUID item,
            Reason reason,
            Money amount,
            @Nullable LocalDate answerBy,
            String note) {
        return ranked(
                actor,
                account,
                openDispute.handle(
                        actor,
                        new OpenDispute.Open(
                                id,
                                new DisputeId(id.value()),
                                new OpenItemId(item),
                                reason,
                                amount,
                                null,
                                answerBy,
                                note)));
    }

    /** Lets the account rest until a day, with what is to be done then. */
    public Outcome<?> snooze(Actor actor, AccountId account, CommandId id, LocalDate until, String nextStep) {
        return ranked(
                actor,
                account,
                planFollowUp.handle(
                        actor,
                        new PlanFollowUp.Plan(id, new CustomerId(account.customerId()), until, until, nextStep)));
    }

    /** What is planned with the customer now, to be put back by {@link #plan}. */
    FollowUps.Planned planned(Actor actor, AccountId account) {
        return tenants.inTx(actor, tx -> FollowUps.of(tx, new CustomerId(account.customerId())))
                .orElse(new FollowUps.Planned(null, null, ""));
    }

    /** Puts a plan back; what of it lies in the past by now stays away. */
    Outcome<?> plan(Actor actor, AccountId account, FollowUps.Planned plan) {
        LocalDate today = tenants.inTx(actor, tx -> tx.businessDate());
        return ranked(
                actor,
                account,
                planFollowUp.handle(
                        actor,
                        new PlanFollowUp.Plan(
                                CommandId.fresh(),
                                new CustomerId(account.customerId()),
                                notBefore(today, plan.snoozedUntil()),
                                notBefore(today, plan.nextStepOn()),
                                plan.nextStep())));
    }

    /** Takes back a promise that was recorded a moment ago. */
    public Outcome<?> takeBack(Actor actor, AccountId account, RecordPromise.Recorded promise) {
        return ranked(
                actor,
                account,
                takeBackPromise.handle(
                        actor, new TakeBackPromise.TakeBack(CommandId.fresh(), promise.promise(), promise.replaced())));
    }

    /** Takes back a dispute that was opened a moment ago. */
    public Outcome<?> takeBack(Actor actor, AccountId account, OpenDispute.Opened dispute) {
        return ranked(
                actor,
                account,
                closeDispute.handle(
                        actor, new CloseDispute.Close(CommandId.fresh(), dispute.dispute(), Verdict.WITHDRAWN)));
    }

    /** Closes a dispute with its verdict: what it held is collected again. */
    public Outcome<?> close(Actor actor, AccountId account, CommandId id, UUID dispute, Verdict verdict) {
        return ranked(
                actor,
                account,
                closeDispute.handle(actor, new CloseDispute.Close(id, new DisputeId(dispute), verdict)));
    }

    private static @Nullable LocalDate notBefore(LocalDate today, @Nullable LocalDate day) {
        return day == null || day.isBefore(today) ? null : day;
    }

    private Outcome<?> ranked(Actor actor, AccountId account, Outcome<?> outcome) {
        if (outcome instanceof Outcome.Done<?>) {
            tenants.inTx(actor, tx -> refresh.customer(tx, account.customerId()));
        }
        return outcome;
    }
}
