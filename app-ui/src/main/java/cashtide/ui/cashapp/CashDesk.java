package cashtide.ui.customer;

import cashtide.audit.CommandId;
import cashtide.audit.Commands;
import cashtide.audit.Outcome;
import cashtide.cashapp.Application;
import cashtide.cashapp.ApplyCash;
import cashtide.cashapp.Line;
import cashtide.cashapp.Proposals;
import cashtide.cashapp.ReverseApplications;
import cashtide.invoice.OpenItemId;
import cashtide.payment.PaymentId;
import cashtide.tenant.Actor;
import cashtide.tenant.Tenants;
import cashtide.worklist.AccountId;
import cashtide.worklist.RefreshWorklist;
import java.util.List;
import org.springframework.stereotype.Component;

/** Applies what is left of a payment to items that a person chose, and takes that back; the worklist knows it at once. */
@Component
public final class UnappliedCash {

    private final Tenants tenants;
    private final Proposals proposals;
    private final ApplyCash applyCash;
    private final ReverseApplications reverseApplications;
    private final RefreshWorklist refresh = new RefreshWorklist();

    public UnappliedCash(Tenants tenants) {
        Commands commands = new Commands(tenants);
        this.tenants = tenants;
        this.proposals = new Proposals(tenants);
        this.applyCash = new ApplyCash(commands);
        this.reverseApplications = new ReverseApplications(commands);
    }

    /** What the money would settle of the items. */
    Proposals.Proposal oldestFirst(Actor actor, PaymentId payment, List<OpenItemId> items) {
        return proposals.oldestFirst(actor, payment, items).orElseThrow();
    }

    /** All lines, or none. */
    Outcome<?> apply(Actor actor, AccountId account, CommandId id, PaymentId payment, List<Line> lines) {
        return ranked(actor, account, applyCash.handle(actor, new ApplyCash.Apply(id, payment, lines)));
    }

    /** Takes back what was applied a moment ago: all of it, or nothing. */
    Outcome<?> takeBack(Actor actor, AccountId account, ApplyCash.Applied applied) {
        return ranked(
                actor,
                account,
                reverseApplications.handle(
                        actor,
                        new ReverseApplications.Reverse(
                                CommandId.fresh(),
                                applied.payment(),
                                applied.applications().stream()
                                        .map(Application::id)
                                        .toList())));
    }

    private Outcome<?> ranked(Actor actor, AccountId account, Outcome<?> outcome) {
        if (outcome instanceof Outcome.Done<?>) {
            tenants.inTx(actor, tx -> refresh.customer(tx, account.customerId()));
        }
        return outcome;
    }
}
