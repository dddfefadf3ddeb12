package cashtide.ui.customer;

import cashtide.audit.CommandId;
import cashtide.cashapp.ApplyCash;
import cashtide.money.Money;
import cashtide.payment.PaymentId;
import cashtide.ui.component.ActionDialog;
import cashtide.ui.component.Desk;
import cashtide.ui.component.Figures;
import cashtide.worklist.Account;
import cashtide.worklist.AccountHistory;
import cashtide.worklist.AccountItem;
import com.vaadin.flow.component.combobox.MultiSelectComboBox;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;

/** What is unapplied of a payment goes to items that are chosen here; the oldest due that it pays are proposed. */
final class ApplyDialog {

    private final UnappliedCash cash;
    private final Desk desk;
    private final Figures figures;
    private final Runnable reload;

    ApplyDialog(UnappliedCash cash, Desk desk, Figures figures, Runnable reload) {
        this.cash = cash;
        this.desk = desk;
        this.figures = figures;
        this.reload = reload;
    }

    /** @param items open items of the account; credit notes among them are no choice */
    void open(Account account, AccountHistory.PaymentRow payment, Collection<AccountItem> items, LocalDate today) {
        CommandId id = CommandId.fresh();
        List<AccountItem> payable =
                items.stream().filter(item -> item.open().isPositive()).toList();
        MultiSelectComboBox<AccountItem> chosen = new MultiSelectComboBox<>("Open items");
        chosen.setItemLabelGenerator(AccountItem::number);
        chosen.setItems(payable);
        chosen.setWidthFull();
        chosen.setRequiredIndicatorVisible(true);
        chosen.setErrorMessage(payable.isEmpty() ? "Nothing is open in this currency." : "Which items does it pay?");
        Div parts = new Div();
        chosen.addValueChangeListener(change -> show(parts, change.getValue(), payment.unapplied(), today));
        show(parts, List.of(), payment.unapplied(), today);
        chosen.setValue(UnappliedCash.parts(payable, payment.unapplied()).stream()
                .map(UnappliedCash.Part::item)
                .toList());
        Span from = new Span("Received " + Figures.shortDate(payment.receivedOn(), today) + ", " + payment.number()
                + ". It pays the oldest due first; what it does not cover stays open.");
        from.setClassName("ct-sub ct-sm");
        ActionDialog.open(
                "Apply " + figures.withCode(payment.unapplied()) + " of " + account.name(),
                "Apply",
                () -> cash.apply(
                        desk.actor(),
                        account.id(),
                        id,
                        new PaymentId(payment.id()),
                        UnappliedCash.parts(chosen.getValue(), payment.unapplied())),
                answer ->
                        "Applied. " + figures.withCode(((ApplyCash.Applied) answer).unapplied()) + " stays unapplied.",
                answer -> cash.takeBack(desk.actor(), account.id(), (ApplyCash.Applied) answer),
                new ActionDialog.Around(() -> {}, answer -> reload.run(), reload),
                from,
                chosen,
                parts);
    }

    /** Which item gets how much, and what is left. */
    private void show(Div into, Collection<AccountItem> chosen, Money unapplied, LocalDate today) {
        into.removeAll();
        Money left = unapplied;
        for (UnappliedCash.Part part : UnappliedCash.parts(chosen, unapplied)) {
            AccountItem item = part.item();
            Money open = item.open().minus(part.amount());
            into.add(row(
                    item.number() + ", due " + Figures.shortDate(item.dueDate(), today)
                            + (open.isZero() ? ", settled" : ", " + figures.amount(open) + " stays open"),
                    figures.amount(part.amount()),
                    ""));
            left = left.minus(part.amount());
        }
        into.add(row("Stays unapplied", figures.withCode(left), "ct-b"));
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
