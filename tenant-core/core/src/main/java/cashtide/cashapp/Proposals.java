package cashtide.cashapp;

import cashtide.invoice.LockedItems;
import cashtide.invoice.OpenItemId;
import cashtide.invoice.OpenItemState;
import cashtide.money.Money;
import cashtide.payment.LockedPayments;
import cashtide.payment.PaymentId;
import cashtide.payment.PaymentState;
import cashtide.tenant.Actor;
import cashtide.tenant.TenantTx;
import cashtide.tenant.Tenants;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a payment's unapplied cash would settle, for a person who decides. Nothing is written. */
public final class Proposals {

    private final Tenants tenants;

    public Proposals(Tenants tenants) {
        this.tenants = tenants;
    }

    /**
     * What applying the lines would do.
     *
     * @param parts oldest due first
     * @param unapplied what would stay unapplied of the payment
     */
    public record Proposal(List<Part> parts, Money unapplied) {
        public Proposal {
            parts = List.copyOf(parts);
        }

        /** The lines that {@link ApplyCash} takes. */
        public List<Line> lines() {
            return parts.stream()
                    .map(part -> new Line(part.item(), part.amount()))
                    .toList();
        }
    }

    /**
     * What an item would get.
     *
     * @param discount cash discount that goes with it
     * @param staysOpen what would be open of the item afterwards
     */
    public record Part(OpenItemId item, Money amount, Money discount, Money staysOpen) {}

    /**
     * The oldest due of the items first, until the money is used up; items that would get nothing are left out.
     *
     * @return nothing when there is no such payment
     */
    public Optional<Proposal> oldestFirst(Actor actor, PaymentId payment, List<OpenItemId> items) {
        // Locked while it is read: a colleague who is just applying the same ends first.
        return tenants.inTx(actor, tx -> Optional.ofNullable(LockedPayments.lock(tx, payment))
                .map(state -> propose(tx, state, items)));
    }

    private static Proposal propose(TenantTx tx, PaymentState payment, List<OpenItemId> ids) {
        Map<OpenItemId, OpenItemState> items = LockedItems.lock(tx, ids);
        List<Part> parts = new ArrayList<>();
        Money left = payment.unapplied();
        for (Line line : OldestFirst.lines(payment, items.values())) {
            OpenItemState item = ReverseApplication.item(items, line.item());
            Money discount = Settlement.discount(item, line.amount(), payment.receivedOn());
            parts.add(new Part(
                    item.id(),
                    line.amount(),
                    discount,
                    item.open().minus(line.amount()).minus(discount)));
            left = left.minus(line.amount());
        }
        return new Proposal(parts, left);
    }
}
