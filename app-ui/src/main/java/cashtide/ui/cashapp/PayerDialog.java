package cashtide.ui.cashapp;

import cashtide.audit.CommandId;
import cashtide.cashapp.UnappliedPayments;
import cashtide.customer.CustomerId;
import cashtide.tenant.Tenants;
import cashtide.ui.component.ActionDialog;
import cashtide.ui.component.Desk;
import cashtide.ui.component.Figures;
import cashtide.worklist.CustomerList;
import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.html.Span;
import java.time.LocalDate;
import java.util.Objects;

/** Who sent money whose payer is not known yet. */
final class PayerDialog {

    private final CashDesk cash;
    private final Tenants tenants;
    private final Desk desk;
    private final Figures figures;
    private final Runnable reload;
    private final CustomerList customers = new CustomerList();

    PayerDialog(CashDesk cash, Tenants tenants, Desk desk, Figures figures, Runnable reload) {
        this.cash = cash;
        this.tenants = tenants;
        this.desk = desk;
        this.figures = figures;
        this.reload = reload;
    }

    void open(UnappliedPayments.Row payment, LocalDate today) {
        CommandId id = CommandId.fresh();
        ComboBox<CustomerList.Row> payer = new ComboBox<>("Customer");
        payer.setItems(asked -> {
            CustomerList.Filter filter =
                    new CustomerList.Filter(asked.getFilter().orElse(""), CustomerList.Part.ALL);
            return tenants
                    .inTx(desk.actor(), tx -> customers.page(tx, filter, asked.getOffset(), asked.getLimit()))
                    .stream();
        });
        payer.setItemLabelGenerator(row -> row.name() + ", " + row.number());
        payer.setPlaceholder("Name or number");
        payer.setRequiredIndicatorVisible(true);
        payer.setErrorMessage("Who paid?");
        payer.setWidthFull();
        Span what = new Span("Received " + Figures.shortDate(payment.receivedOn(), today) + ", " + payment.number()
                + (payment.reference() == null ? "." : ": \u2018" + payment.reference() + "\u2019.")
                + " The money leaves suspense and pays the invoices that the reference names. What is left is the"
                + " customer's unapplied cash. A wrong payer is corrected by reversing the payment.");
        what.setClassName("ct-sub ct-sm");
        ActionDialog.open(
                "Who paid " + figures.withCode(payment.unapplied()) + "?",
                "Identify payer",
                () -> cash.identify(
                        desk.actor(),
                        id,
                        payment.id(),
                        new CustomerId(Objects.requireNonNull(payer.getValue()).id())),
                "Payer identified",
                null,
                new ActionDialog.Around(() -> {}, answer -> reload.run(), reload),
                what,
                payer);
    }
}
