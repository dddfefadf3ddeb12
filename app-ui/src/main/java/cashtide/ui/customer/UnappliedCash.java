package cashtide.ui.customer;

import cashtide.audit.CommandId;
import cashtide.audit.Commands;
import cashtide.audit.Outcome;
import cashtide.cashapp.Application;
import cashtide.cashapp.ApplyCash;
import cashtide.cashapp.Line;
import cashtide.cashapp.ReverseApplication;
import cashtide.invoice.OpenItemId;
import cashtide.money.Money;
import cashtide.payment.PaymentId;
import cashtide.tenant.Actor;
import cashtide.tenant.Tenants;
import cashtide.worklist.AccountId;
import cashtide.worklist.AccountItem;
import cashtide.worklist.RefreshWorklist;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import org.springframework.stereotype.Component;

/** Applies what is left of a payment to items that a person chose, and takes that back; the worklist knows it at once. */
@Component
public final class UnappliedCash {

    private static final Comparator<AccountItem> OLDEST_FIRST = Comparator.comparing(AccountItem::dueDate)
            .thenComparing(AccountItem::invoiceDate)
            .thenComparing(AccountItem::number)
            .thenComparing(AccountItem::itemId);

    private final Tenants tenants;
    private final ApplyCash applyCash;
    private final ReverseApplication reverseApplication;
    private final RefreshWorklist refresh = new RefreshWorklist();

    public UnappliedCash(Tenants tenants) {
        Commands commands = new Commands(tenants);
        this.tenants = tenants;
        this.applyCash = new ApplyCash(commands);
        this.reverseApplication = new ReverseApplication(commands);
    }

    /** An item and how much of the money it gets. */
    record Part(AccountItem item, Money amount) {}

    /** The money by items, oldest due date first, until it is used up; items that get nothing are left out. */
    static List<Part> parts(Collection<AccountItem> items, Money unapplied) {
        List<Part> parts = new ArrayList<>();
        Money left = unapplied;
        for (AccountItem item : items.stream().sorted(OLDEST_FIRST).toList()) {
            Money amount = item.open().min(left);
            if (amount.isPositive()) {
                parts.add(new Part(item, amount));
                left = left.minus(amount);
            }
        }
        return parts;
    }

    /** All parts, or none. */
    Outcome<ApplyCash.Applied> apply(
            Actor actor, AccountId account, CommandId id, PaymentId payment, List<Part> parts) {
        Outcome<ApplyCash.Applied> outcome = applyCash.handle(
                actor,
                new ApplyCash.Apply(
                        id,
                        payment,
                        parts.stream()
                                .map(part -> new Line(new OpenItemId(part.item().itemId()), part.amount()))
                                .toList()));
        rank(actor, account);
        return outcome;
    }

    /** Takes back what was applied a moment ago. */
    Outcome<?> takeBack(Actor actor, AccountId account, ApplyCash.Applied applied) {
        Outcome<?> outcome = Outcome.notFound();
        for (Application application : applied.applications()) {
            outcome = reverseApplication.handle(
                    actor, new ReverseApplication.Reverse(CommandId.fresh(), application.id()));
            if (!(outcome instanceof Outcome.Done<?>)) {
                break;
            }
        }
        rank(actor, account);
        return outcome;
    }

    private void rank(Actor actor, AccountId account) {
        tenants.inTx(actor, tx -> refresh.customer(tx, account.customerId()));
    }
}
