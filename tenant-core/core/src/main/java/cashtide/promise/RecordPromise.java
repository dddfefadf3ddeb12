package cashtide.promise;

import static cashtide.db.Tables.CUSTOMER;
import static cashtide.db.Tables.OPEN_ITEM;
import static cashtide.db.Tables.PROMISE;

import cashtide.audit.AuditNote;
import cashtide.audit.Command;
import cashtide.audit.CommandId;
import cashtide.audit.Commands;
import cashtide.audit.FreeText;
import cashtide.audit.Outcome;
import cashtide.audit.UseCase;
import cashtide.customer.CustomerId;
import cashtide.invoice.OpenItemId;
import cashtide.money.Money;
import cashtide.tenant.Actor;
import cashtide.tenant.Role;
import cashtide.tenant.TenantTx;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Records a customer's promise to pay. An open promise for the same debt whose day has not passed is replaced by it, and does
 * not count as broken. A promise noted later than it was made counts from the day it was made, and is decided at once when
 * its own day has passed.
 */
public final class RecordPromise {

    private static final UseCase<Recorded> USE_CASE =
            UseCase.of(RecordPromise.class, Recorded.class, Role.COLLECTOR, Role.AR_CLERK, Role.TENANT_ADMIN);

    private static final int NOTED_WITHIN_DAYS = 90;
    private static final int AHEAD_DAYS_MAX = 400;

    private final Commands commands;

    public RecordPromise(Commands commands) {
        this.commands = commands;
    }

    /**
     * What was promised.
     *
     * @param madeOn null for the tenant's business date, at most 90 days before it
     * @param promisedOn at most 400 days after the tenant's business date
     * @param items the open items it is for; none means the account as a whole
     */
    public record Promise(
            CommandId commandId,
            PromiseId promise,
            CustomerId customer,
            Money amount,
            @Nullable LocalDate madeOn,
            LocalDate promisedOn,
            List<OpenItemId> items,
            String note)
            implements Command {
        public Promise {
            items = List.copyOf(items);
            FreeText.of("note", note);
        }
    }

    /** The promise as recorded, and those it replaced. */
    public record Recorded(PromiseId promise, LocalDate madeOn, List<PromiseId> replaced) {}

    public Outcome<Recorded> handle(Actor actor, Promise command) {
        return commands.carryOut(actor, USE_CASE, command, (tx, note) -> record(tx, command, note));
    }

    private static Outcome<Recorded> record(TenantTx tx, Promise command, AuditNote note) {
        // One promise of a customer at a time: two calls at once must not leave two open promises for one debt.
        UUID customer = tx.sql()
                .select(CUSTOMER.ID)
                .from(CUSTOMER)
                .where(CUSTOMER.ID.eq(command.customer().value()))
                .forNoKeyUpdate()
                .fetchOne(CUSTOMER.ID);
        if (customer == null || !allExist(tx, command.items())) {
            return Outcome.notFound();
        }
        LocalDate asked = command.madeOn();
        LocalDate madeOn = asked == null ? tx.businessDate() : asked;
        PromiseRefusal refusal = refusal(tx, command, madeOn);
        if (refusal != null) {
            return Outcome.rejected(refusal, command.amount() + " made on " + madeOn + " for " + command.promisedOn());
        }
        List<PromiseId> replaced = PromiseStore.replaceOpen(tx, command, madeOn);
        PromiseStore.insert(tx, command, madeOn);
        if (command.promisedOn().isBefore(tx.businessDate())) {
            DecidePromises.decideDue(tx);
        }
        note.about("promises", command.promise().value())
                .with("amount", command.amount())
                .with("madeOn", madeOn)
                .with("promisedOn", command.promisedOn())
                .with("replaced", replaced.size());
        return Outcome.done(new Recorded(command.promise(), madeOn, replaced));
    }

    private static boolean allExist(TenantTx tx, List<OpenItemId> items) {
        List<UUID> ids = items.stream().map(OpenItemId::value).distinct().toList();
        return ids.isEmpty() || tx.sql().fetchCount(OPEN_ITEM, OPEN_ITEM.ID.in(ids)) == ids.size();
    }

    private static @Nullable PromiseRefusal refusal(TenantTx tx, Promise command, LocalDate madeOn) {
        if (!command.amount().isPositive()) {
            return PromiseRefusal.PROMISE_AMOUNT_NOT_POSITIVE;
        }
        if (madeOn.isAfter(tx.businessDate())) {
            return PromiseRefusal.PROMISE_MADE_IN_FUTURE;
        }
        if (madeOn.isBefore(tx.businessDate().minusDays(NOTED_WITHIN_DAYS))) {
            return PromiseRefusal.PROMISE_MADE_LONG_AGO;
        }
        if (command.promisedOn().isBefore(madeOn)) {
            return PromiseRefusal.PROMISE_BEFORE_MADE;
        }
        if (command.promisedOn().isAfter(tx.businessDate().plusDays(AHEAD_DAYS_MAX))) {
            return PromiseRefusal.PROMISE_FAR_OFF;
        }
        if (tx.sql().fetchExists(PROMISE, PROMISE.ID.eq(command.promise().value()))) {
            return PromiseRefusal.PROMISE_ID_TAKEN;
        }
        var owed = OPEN_ITEM
                .CUSTOMER_ID
                .eq(command.customer().value())
                .and(OPEN_ITEM.CURRENCY.eq(command.amount().currency().getCurrencyCode()))
                .and(OPEN_ITEM.OPEN_MINOR.gt(0L));
        List<UUID> items =
                command.items().stream().map(OpenItemId::value).distinct().toList();
        if (!items.isEmpty()) {
            boolean allOwed = tx.sql().fetchCount(OPEN_ITEM, owed.and(OPEN_ITEM.ID.in(items))) == items.size();
            return allOwed ? null : PromiseRefusal.PROMISE_ITEM_OF_ANOTHER;
        }
        return tx.sql().fetchExists(OPEN_ITEM, owed) ? null : PromiseRefusal.PROMISE_NOTHING_OPEN;
    }
}
