package cashtide.ui.cashapp;

import cashtide.audit.CommandId;
import cashtide.cashapp.ApplyCash;
import cashtide.cashapp.Proposals;
import cashtide.invoice.OpenItemId;
import cashtide.money.Money;
import cashtide.payment.PaymentId;
import cashtide.ui.component.ActionDialog;
import cashtide.ui.component.Desk;
import cashtide.ui.component.Figures;
import cashtide.worklist.AccountId;
import cashtide.worklist.AccountItem;
import com.vaadin.flow.component.combobox.MultiSelectComboBox;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What is unapplied of a payment goes to items that are chosen here; the oldest due that it pays are proposed. */
public final class ApplyDialog {

    private final CashDesk cash;
    private final Desk desk;
    private final Figures figures;
    private final Runnable reload;

    /**
     * Money that is to be applied.
     *
     * @param unapplied what is left of the payment
     */
    public record Unapplied(
            AccountId account,
            String customerName,
            PaymentId payment,
            String number,
            LocalDate receivedOn,
            Money unapplied) {}

    /** @param reload called when something was applied, or taken back */
    public ApplyDialog(CashDesk cash, Desk desk, Figures figures, Runnable reload) {
        this.cash = cash;
        this.desk = desk;
        this.figures = figures;
        this.reload = reload;
    }

    /** @param items open items of the account; credit notes among them are no choice */
    public void open(Unapplied money, Collection<AccountItem> items, LocalDate today) {
        CommandId id = CommandId.fresh();
        Choice choice = new Choice(money.payment(), items, today);
        Span from = new Span("Received " + Figures.shortDate(money.receivedOn(), today) + ", " + money.number()
                + ". It pays the oldest due first; what it does not cover stays open.");
        from.setClassName("ct-sub ct-sm");
        ActionDialog.open(
                "Apply " + figures.withCode(money.unapplied()) + " of " + money.customerName(),
                "Apply",
                () -> cash.apply(desk.actor(), money.account(), id, money.payment(), choice.proposal.lines()),
                answer ->
                        "Applied. " + figures.withCode(((ApplyCash.Applied) answer).unapplied()) + " stays unapplied.",
                answer -> cash.takeBack(desk.actor(), money.account(), (ApplyCash.Applied) answer),
                new ActionDialog.Around(() -> {}, answer -> reload.run(), reload),
                from,
                choice.items,
                choice.parts);
    }

    /** The items that are chosen, and what would come of it: just that is applied, or refused if it holds no more. */
    private final class Choice {

        private final PaymentId payment;
        private final LocalDate today;
        private final MultiSelectComboBox<AccountItem> items = new MultiSelectComboBox<>("Open items");
        private final Div parts = new Div();
        private Proposals.Proposal proposal;

        Choice(PaymentId payment, Collection<AccountItem> all, LocalDate today) {
            this.payment = payment;
            this.today = today;
            List<AccountItem> payable =
                    all.stream().filter(item -> item.open().isPositive()).toList();
            items.setItemLabelGenerator(AccountItem::number);
            items.setItems(payable);
            items.setWidthFull();
            items.setRequiredIndicatorVisible(true);
            items.setErrorMessage("Which items does it pay?");
            if (payable.isEmpty()) {
                items.setHelperText("Nothing is open in this currency: the money waits for the next invoice.");
            }
            proposal = propose(payable);
            items.setValue(proposal.parts().stream()
                    .map(part -> byId(payable).get(part.item()))
                    .toList());
            show();
            items.addValueChangeListener(change -> {
                proposal = propose(change.getValue());
                show();
            });
        }

        private Proposals.Proposal propose(Collection<AccountItem> chosen) {
            return cash.oldestFirst(
                    desk.actor(), payment, List.copyOf(byId(chosen).keySet()));
        }

        /** Which item gets how much, and what is left. */
        private void show() {
            Map<OpenItemId, AccountItem> chosen = byId(items.getValue());
            parts.removeAll();
            for (Proposals.Part part : proposal.parts()) {
                AccountItem item = chosen.get(part.item());
                if (item != null) {
                    parts.add(row(
                            item.number() + ", due " + Figures.shortDate(item.dueDate(), today) + outcome(part),
                            figures.amount(part.amount()),
                            ""));
                }
            }
            parts.add(row("Stays unapplied", figures.withCode(proposal.unapplied()), "ct-b"));
        }

        private String outcome(Proposals.Part part) {
            if (!part.staysOpen().isZero()) {
                return ", " + figures.amount(part.staysOpen()) + " stays open";
            }
            return part.discount().isZero()
                    ? ", settled"
                    : ", settled with " + figures.amount(part.discount()) + " discount";
        }

        private static Map<OpenItemId, AccountItem> byId(Collection<AccountItem> items) {
            return items.stream().collect(Collectors.toMap(item -> new OpenItemId(item.itemId()), Function.identity()));
        }
    }

    private static Div row(String words, String amount, String weight) {
        Span figure = new Span(amount);
        figure.addClassNames("ct-n", "ct-push");
        Div row = new Div(new Span(words), figure);
        row.addClassName("ct-row");
        if (!weight.isEmpty()) {
            row.addClassName(weight);
        }
        return row;
    }
}
