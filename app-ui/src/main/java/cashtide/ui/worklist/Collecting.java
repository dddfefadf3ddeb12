package cashtide.ui.worklist;

import cashtide.audit.CommandId;
import cashtide.audit.Commands;
import cashtide.audit.Outcome;
import cashtide.collections.ActivityId;
import cashtide.collections.ContactChannel;
import cashtide.collections.ContactOutcome;
import cashtide.collections.Direction;
import cashtide.collections.LogActivity;
import cashtide.collections.PlanFollowUp;
import cashtide.customer.CustomerId;
import cashtide.dispute.DisputeId;
import cashtide.dispute.OpenDispute;
import cashtide.dispute.Reason;
import cashtide.invoice.OpenItemId;
import cashtide.money.Money;
import cashtide.promise.PromiseId;
import cashtide.promise.RecordPromise;
import cashtide.tenant.Actor;
import cashtide.tenant.Tenants;
import cashtide.worklist.AccountId;
import cashtide.worklist.RefreshWorklist;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What a collector does with an account: the use cases, each followed by a new rank of the customer. */
@Component
public final class Collecting {

    private final Tenants tenants;
    private final LogActivity logActivity;
    private final RecordPromise recordPromise;
    private final OpenDispute openDispute;
    private final PlanFollowUp planFollowUp;
    private final RefreshWorklist refresh = new RefreshWorklist();

    public Collecting(Tenants tenants) {
        Commands commands = new Commands(tenants);
        this.tenants = tenants;
        this.logActivity = new LogActivity(commands);
        this.recordPromise = new RecordPromise(commands);
        this.openDispute = new OpenDispute(commands);
        this.planFollowUp = new PlanFollowUp(commands);
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
                                ActivityId.fresh(),
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
                                PromiseId.fresh(),
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
                                id, DisputeId.fresh(), new OpenItemId(item), reason, amount, null, answerBy, note)));
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

    private Outcome<?> ranked(Actor actor, AccountId account, Outcome<?> outcome) {
        if (outcome instanceof Outcome.Done<?>) {
            tenants.inTx(actor, tx -> refresh.customer(tx, account.customerId()));
        }
        return outcome;
    }
}
