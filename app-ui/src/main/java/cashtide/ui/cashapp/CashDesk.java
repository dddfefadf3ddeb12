package cashtide.ui.cashapp;

import cashtide.audit.CommandId;
import cashtide.audit.Commands;
import cashtide.audit.Outcome;
import cashtide.cashapp.Application;
import cashtide.cashapp.ApplyCash;
import cashtide.cashapp.Line;
import cashtide.cashapp.MatchByReference;
import cashtide.cashapp.Proposals;
import cashtide.cashapp.ReverseApplications;
import cashtide.customer.CustomerId;
import cashtide.invoice.OpenItemId;
import cashtide.payment.IdentifyPayer;
import cashtide.payment.PaymentId;
import cashtide.tenant.Actor;
import cashtide.tenant.Role;
import cashtide.tenant.Tenants;
import cashtide.worklist.AccountId;
import cashtide.worklist.AccountItem;
import cashtide.worklist.AccountQuery;
import cashtide.worklist.RefreshWorklist;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** What a clerk does with unapplied cash: the use cases, each followed by a new rank of the customer in the worklist. */
@Component
public final class CashDesk {

    /** As the use cases have it. */
    public static final Set<Role> MAY_APPLY = Set.of(Role.AR_CLERK, Role.TENANT_ADMIN);

    private final Tenants tenants;
    private final Proposals proposals;
    private final ApplyCash applyCash;
    private final ReverseApplications reverseApplications;
    private final IdentifyPayer identifyPayer;
    private final MatchByReference matchByReference;
    private final AccountQuery accounts = new AccountQuery();
    private final RefreshWorklist refresh = new RefreshWorklist();

    public CashDesk(Tenants tenants) {
        Commands commands = new Commands(tenants);
        this.tenants = tenants;
        this.proposals = new Proposals(tenants);
        this.applyCash = new ApplyCash(commands);
        this.reverseApplications = new ReverseApplications(commands);
        this.identifyPayer = new IdentifyPayer(commands);
        this.matchByReference = new MatchByReference(commands);
    }

    /** What the money would settle of the items. */
    Proposals.Proposal oldestFirst(Actor actor, PaymentId payment, List<OpenItemId> items) {
        return proposals.oldestFirst(actor, payment, items).orElseThrow();
    }

    List<AccountItem> items(Actor actor, AccountId account) {
        return tenants.inTx(actor, tx -> accounts.items(tx, account));
    }

    /** Says who paid; what the reference names is paid with it. */
    Outcome<?> identify(Actor actor, CommandId id, PaymentId payment, CustomerId customer) {
        Outcome<?> outcome = identifyPayer.handle(actor, new IdentifyPayer.Identify(id, payment, customer));
        if (outcome instanceof Outcome.Done<?>) {
            // Where it names nothing, the money waits as unapplied cash of the customer.
            CommandId match = new CommandId(id.derived("match"));
            Outcome<?> unused = matchByReference.handle(actor, new MatchByReference.Match(match, payment));
        }
        return ranked(actor, customer.value(), outcome);
    }

    /** What is left of the payment to what is open of the account by now, the oldest due first. */
    Outcome<?> applyOldestFirst(Actor actor, AccountId account, CommandId id, PaymentId payment) {
        List<OpenItemId> open = items(actor, account).stream()
                .map(item -> new OpenItemId(item.itemId()))
                .toList();
        return apply(
                actor, account, id, payment, oldestFirst(actor, payment, open).lines());
    }

    /** All lines, or none. */
    Outcome<?> apply(Actor actor, AccountId account, CommandId id, PaymentId payment, List<Line> lines) {
        return ranked(actor, account.customerId(), applyCash.handle(actor, new ApplyCash.Apply(id, payment, lines)));
    }

    /** Takes back what was applied a moment ago: all of it, or nothing. */
    Outcome<?> takeBack(Actor actor, AccountId account, ApplyCash.Applied applied) {
        return ranked(
                actor,
                account.customerId(),
                reverseApplications.handle(
                        actor,
                        new ReverseApplications.Reverse(
                                CommandId.fresh(),
                                applied.payment(),
                                applied.applications().stream()
                                        .map(Application::id)
                                        .toList())));
    }

    private Outcome<?> ranked(Actor actor, UUID customer, Outcome<?> outcome) {
        if (outcome instanceof Outcome.Done<?>) {
            tenants.inTx(actor, tx -> refresh.customer(tx, customer));
        }
        return outcome;
    }
}
