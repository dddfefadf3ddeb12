package cashtide.ui.customer;

import cashtide.payment.PaymentId;
import cashtide.tenant.Tenants;
import cashtide.ui.cashapp.ApplyDialog;
import cashtide.ui.cashapp.CashDesk;
import cashtide.ui.component.Desk;
import cashtide.ui.component.Figures;
import cashtide.ui.component.Icon;
import cashtide.ui.component.KeyButton;
import cashtide.ui.component.State;
import cashtide.ui.shell.MainLayout;
import cashtide.ui.worklist.AccountWords;
import cashtide.ui.worklist.Actions;
import cashtide.ui.worklist.Collecting;
import cashtide.worklist.Account;
import cashtide.worklist.AccountHistory;
import cashtide.worklist.AccountId;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.dependency.StyleSheet;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.tabs.TabSheet;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.QueryParameters;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.router.RouteParameters;
import jakarta.annotation.security.RolesAllowed;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** All that is known of one customer: {@code /customers/C-10482}, one currency at a time. */
@Route(value = "customers/:number", layout = MainLayout.class)
@StyleSheet("screens.css")
@RolesAllowed({"collector", "cfo", "ar-clerk", "tenant-admin"})
public final class CustomerView extends Div implements BeforeEnterObserver, HasDynamicTitle {

    private final Tenants tenants;
    private final Desk desk;
    private final Figures figures;
    private final Actions actions;
    private final ApplyDialog applying;
    private final CustomerPage reader = new CustomerPage();

    private @Nullable AccountId account;
    private CustomerPage.@Nullable Shown shown;
    private int documentsTab;

    public CustomerView(Tenants tenants, Desk desk, Collecting collecting, CashDesk cash) {
        this.tenants = tenants;
        this.desk = desk;
        this.figures = new Figures(tenants.inTx(desk.actor(), tx -> tx.tenant().locale()));
        this.actions = new Actions(collecting, desk, figures, new Actions.Place() {
            @Override
            public void after() {
                reload();
            }

            @Override
            public void undone(AccountId undone) {
                reload();
            }
        });
        this.applying = new ApplyDialog(cash, desk, figures, this::reload);
        setClassName("ct-view");
        setSizeFull();
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        String number = event.getRouteParameters().get("number").orElse("");
        String wanted = event.getLocation()
                .getQueryParameters()
                .getSingleParameter("currency")
                .orElse(null);
        account = tenants.inTx(desk.actor(), tx -> reader.find(tx, number, wanted))
                .orElse(null);
        reload();
    }

    @Override
    public String getPageTitle() {
        return account().map(Account::name).orElse("Customer");
    }

    Optional<Account> account() {
        return Optional.ofNullable(shown).map(CustomerPage.Shown::account);
    }

    private void reload() {
        removeAll();
        AccountId id = account;
        shown = id == null
                ? null
                : tenants.inTx(desk.actor(), tx -> reader.read(tx, id)).orElse(null);
        CustomerPage.Shown now = shown;
        if (now == null) {
            add(State.empty(
                    "No such customer. Look for its name or number in the list of customers.",
                    "All customers",
                    () -> UI.getCurrent().navigate(CustomersView.class)));
            return;
        }
        CustomerCards cards = new CustomerCards(figures, now);
        add(header(now), cards.facts());
        TabSheet documents = cards.documents(close(now), apply(now));
        documents.setSelectedIndex(documentsTab);
        documents.addSelectedChangeListener(change -> documentsTab = documents.getSelectedIndex());
        Div left = new Div(cards.aged(), documents, cards.daysLate());
        left.setClassName("ct-cust-left");
        Div middle = cards.timeline();
        middle.addClassName("ct-cust-mid");
        Div right = new Div(cards.advice(), cards.why(), cards.contacts(), cards.terms());
        right.setClassName("ct-cust-right");
        Div columns = new Div(left, middle, right);
        columns.setClassName("ct-cust-cols");
        add(columns);
    }

    private boolean mayCollect() {
        return desk.actor().hasAnyOf(Collecting.MAY_COLLECT);
    }

    private @Nullable Consumer<AccountHistory.DisputeRow> close(CustomerPage.Shown now) {
        return mayCollect() ? dispute -> actions.close(now.account(), dispute) : null;
    }

    private @Nullable Consumer<AccountHistory.PaymentRow> apply(CustomerPage.Shown now) {
        return desk.actor().hasAnyOf(CashDesk.MAY_APPLY)
                ? payment -> applying.open(
                        new ApplyDialog.Unapplied(
                                now.account().id(),
                                now.account().name(),
                                new PaymentId(payment.id()),
                                payment.number(),
                                payment.receivedOn(),
                                payment.unapplied()),
                        now.items(),
                        now.today())
                : null;
    }

    private Div header(CustomerPage.Shown now) {
        Button back = new Button(
                Icon.LEFT.draw(),
                click -> UI.getCurrent().getPage().getHistory().back());
        back.setAriaLabel("Back");
        back.addClassNames("ct-btn", "ct-icon-btn");
        Span line = new Span(new AccountWords(figures, now.today()).line(now.account()));
        line.setClassName("ct-sm ct-sub ct-cut ct-grow");
        Div header = new Div(back, new H1(now.account().name()));
        now.chips().forEach(header::add);
        header.add(line);
        if (now.currencies().size() > 1) {
            header.add(currencies(now));
        }
        if (mayCollect()) {
            header.add(collecting(now));
        }
        header.setClassName("ct-head");
        return header;
    }

    private List<Component> collecting(CustomerPage.Shown now) {
        KeyButton call =
                new KeyButton(Icon.PHONE, "Call", "", () -> actions.call(now.account(), List.of(), now.today()));
        call.addThemeVariants(ButtonVariant.PRIMARY);
        return List.of(
                new KeyButton(
                        Icon.PROMISE, "Promise", "", () -> actions.promise(now.account(), List.of(), now.today())),
                new KeyButton(Icon.NOTE, "Note", "", () -> actions.note(now.account(), List.of(), now.today())),
                call);
    }

    private ComboBox<String> currencies(CustomerPage.Shown now) {
        ComboBox<String> currency = new ComboBox<>();
        currency.setAriaLabel("Currency");
        currency.setItems(now.currencies());
        currency.setValue(now.account().id().currency());
        currency.setWidth("100px");
        currency.addValueChangeListener(change -> {
            if (change.isFromClient() && change.getValue() != null) {
                UI.getCurrent()
                        .navigate(
                                CustomerView.class,
                                new RouteParameters("number", now.account().number()),
                                QueryParameters.of("currency", change.getValue()));
            }
        });
        return currency;
    }
}
