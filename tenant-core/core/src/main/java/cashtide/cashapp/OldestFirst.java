package cashtide.cashapp;

import cashtide.invoice.Kind;
import cashtide.invoice.OpenItemState;
import cashtide.money.Money;
import cashtide.payment.PaymentState;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/** How money is split over items where nobody said how. Pure: states in, lines out. */
final class OldestFirst {

    private static final Comparator<OpenItemState> ORDER = Comparator.comparing(OpenItemState::dueDate)
            .thenComparing(OpenItemState::invoiceDate)
            .thenComparing(OpenItemState::number)
            .thenComparing(item -> item.id().value());

    private OldestFirst() {}

    /**
     * What is unapplied of the payment, oldest due date first, until it is used up. An item gets what settles it: a cash
     * discount that the value date still earns is left out. Items of another currency, credit notes and items that get
     * nothing are not among the lines.
     */
    static List<Line> lines(PaymentState payment, Collection<OpenItemState> items) {
        List<Line> lines = new ArrayList<>();
        Money left = payment.unapplied();
        for (OpenItemState item : items.stream().sorted(ORDER).toList()) {
            if (item.kind() == Kind.INVOICE && item.open().currency().equals(left.currency())) {
                Money amount = Settlement.due(item, left, payment.receivedOn());
                if (amount.isPositive()) {
                    lines.add(new Line(item.id(), amount));
                    left = left.minus(amount);
                }
            }
        }
        return lines;
    }
}
