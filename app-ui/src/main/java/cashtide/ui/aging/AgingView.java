package cashtide.ui.aging;

import cashtide.cashapp.UnappliedPayments;
import cashtide.kpi.AgeBy;
import cashtide.kpi.AgedBalance;
import cashtide.kpi.Aging;
import cashtide.kpi.AgingBucket;
import cashtide.kpi.AsOf;
import cashtide.money.Money;
import cashtide.tenant.Actor;
import cashtide.tenant.TenantTx;
import cashtide.tenant.Tenants;
import cashtide.time.KnownAt;
import cashtide.ui.cashapp.UnappliedCashView;
import cashtide.ui.component.DayField;
import cashtide.ui.component.Desk;
import cashtide.ui.component.Export;
import cashtide.ui.component.ExportButton;
import cashtide.ui.component.Figure;
import cashtide.ui.component.Figures;
import cashtide.ui.component.Icon;
import cashtide.ui.component.SearchField;
import cashtide.ui.component.State;
import cashtide.ui.customer.CustomerView;
import cashtide.ui.openitems.ItemsAddress;
import cashtide.ui.openitems.OpenItemsView;
import cashtide.ui.shell.MainLayout;
import cashtide.ui.shell.Menus;
import cashtide.worklist.OpenItemsQuery;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.dependency.StyleSheet;
import com.vaadin.flow.component.grid.ColumnTextAlign;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.grid.GridVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.function.ValueProvider;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.Menu;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.router.RouteParameters;
import com.vaadin.flow.router.RouterLink;
import jakarta.annotation.security.RolesAllowed;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/** The aging by due date and instalment, per currency, as of any day: {@code /aging?asof=2026-05-31&known=then}. */
@Route(value = "aging", layout = MainLayout.class)
@Menu(title = "Aging", icon = "pie", order = Menus.RECEIVABLES + 30)
@PageTitle("Aging")
@StyleSheet("screens.css")
@RolesAllowed({"collector", "cfo", "ar-clerk", "tenant-admin"})
public final class AgingView extends Div implements BeforeEnterObserver {

    private final Tenants tenants;
    private final Desk desk;
    private final Figures figures;
    private final Aging aging;
    private final Div sums = new Div();
    private final Grid<Aging.CustomerRow> grid = new Grid<>();
    private final DayField asOf = new DayField();
    private final ComboBox<Currency> currency = new ComboBox<>();
    private final Checkbox knownThen = new Checkbox("As we knew it then");
    private final SearchField search = new SearchField("Name or number", "Search the customers");

    private LocalDate today = LocalDate.EPOCH;
    private ItemsAddress address = new ItemsAddress(LocalDate.EPOCH, false, null, null, null, null, "");

    public AgingView(Tenants tenants, Desk desk) {
        this.tenants = tenants;
        this.desk = desk;
        this.aging = new Aging(tenants);
        this.figures = new Figures(tenants.inTx(desk.actor(), tx -> tx.tenant().locale()));
        setClassName("ct-view");
        setSizeFull();
        asOf.setAriaLabel("As of");
        asOf.setPrefixComponent(Icon.CAL.draw());
        asOf.addValueChangeListener(change -> {
            if (change.isFromClient() && change.getValue() != null) {
                go(change.getValue(), knownThen.getValue());
            }
        });
        knownThen.addValueChangeListener(change -> {
            if (change.isFromClient()) {
                go(address.asOf(), change.getValue());
            }
        });
        currency.setAriaLabel("Currency of the customers");
        currency.setItemLabelGenerator(Currency::getCurrencyCode);
        currency.setPrefixComponent(Icon.COIN.draw());
        currency.addValueChangeListener(change -> {
            if (change.isFromClient() && change.getValue() != null) {
                go(address.asOf(), knownThen.getValue());
            }
        });
        search.onSearch(() -> go(address.asOf(), knownThen.getValue()));
        grid.setEmptyStateText("No customer matches.");
        Div header = new Div(
                new H1("Aging"),
                asOf,
                currency,
                knownThen,
                search,
                new ExportButton(tenants, desk.actor(), AgingView.class, this::export));
        header.setClassName("ct-head");
        sums.setClassName("ct-aging-sums");
        columns();
        add(header, sums, grid);
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        today = tenants.inTx(desk.actor(), tx -> tx.businessDate());
        address = ItemsAddress.read(event.getLocation().getQueryParameters(), today);
        asOf.setMax(today);
        asOf.setValue(address.asOf());
        knownThen.setValue(address.asKnownThen());
        search.setValue(address.search());
        show();
    }

    private void show() {
        AsOf day = tenants.inTx(desk.actor(), tx -> asOf(tx, address));
        List<AgedBalance> totals = aging.totals(desk.actor(), day, AgeBy.DUE_DATE);
        sums.removeAll();
        totals.forEach(total -> sums.add(card(total)));
        if (totals.isEmpty()) {
            sums.add(State.empty("Nothing was open on " + Figures.date(address.asOf()) + "."));
        }
        grid.setVisible(!totals.isEmpty());
        List<Currency> currencies = totals.stream().map(AgedBalance::currency).toList();
        currency.setItems(currencies);
        if (currencies.isEmpty()) {
            return;
        }
        Currency shown = currencies.stream()
                .filter(choice -> choice.getCurrencyCode().equals(address.currency()))
                .findFirst()
                .orElse(currencies.getFirst());
        currency.setValue(shown);
        int size = aging.countCustomers(desk.actor(), day, AgeBy.DUE_DATE, shown, address.search());
        grid.setItems(
                wanted -> aging
                        .byCustomer(
                                desk.actor(),
                                day,
                                AgeBy.DUE_DATE,
                                shown,
                                address.search(),
                                wanted.getOffset(),
                                wanted.getLimit())
                        .stream(),
                wanted -> size);
    }

    private Export<Aging.CustomerRow> export() {
        Currency shown = Objects.requireNonNullElseGet(currency.getValue(), () -> Currency.getInstance("EUR"));
        Actor actor = desk.actor();
        AsOf day = tenants.inTx(actor, tx -> asOf(tx, address));
        List<Export.Column<Aging.CustomerRow>> columns = new ArrayList<>(List.of(
                Export.text("Customer number", Aging.CustomerRow::number),
                Export.text("Customer", Aging.CustomerRow::name),
                Export.text("Currency", row -> row.balance().currency().getCurrencyCode())));
        for (AgingBucket bucket : AgingBucket.values()) {
            columns.add(minor(label(bucket), row -> row.balance().bucket(bucket)));
        }
        columns.add(minor("Credit notes", row -> row.balance().creditsMinor()));
        columns.add(minor("Unapplied", row -> row.balance().unappliedMinor()));
        columns.add(minor("Balance", row -> row.balance().netMinor()));
        return new Export<>(
                "aging",
                address.asOf(),
                columns,
                tx ->
                        aging
                                .byCustomer(actor, day, AgeBy.DUE_DATE, shown, address.search(), 0, Integer.MAX_VALUE)
                                .stream());
    }

    private static Export.Column<Aging.CustomerRow> minor(String header, ToLongFunction<Aging.CustomerRow> amount) {
        return Export.money(
                header, row -> new Money(amount.applyAsLong(row), row.balance().currency()));
    }

    private static AsOf asOf(TenantTx tx, ItemsAddress address) {
        return address.asKnownThen()
                ? AsOf.asKnown(
                        address.asOf(),
                        KnownAt.endOf(address.asOf(), tx.tenant().zone()))
                : AsOf.asItWas(address.asOf());
    }

    /** The total of one currency: a bar, and each bucket opening its items. */
    private Div card(AgedBalance total) {
        Div bar = new Div();
        bar.setClassName("ct-agebar");
        bar.getElement()
                .setAttribute("role", "img")
                .setAttribute("aria-label", "Aging in " + total.currency().getCurrencyCode());
        Div parts = new Div();
        parts.setClassName("ct-ages");
        for (AgingBucket bucket : AgingBucket.values()) {
            Money amount = new Money(total.bucket(bucket), total.currency());
            Span slice = new Span();
            slice.setClassName("ct-age-" + bucket.name().toLowerCase(Locale.ROOT));
            slice.getStyle().set("flex-grow", Long.toString(Math.max(0, amount.minor())));
            slice.setVisible(amount.isPositive());
            bar.add(slice);
            Span swatch = new Span();
            swatch.setClassName("ct-sw ct-age-" + bucket.name().toLowerCase(Locale.ROOT));
            Span label = new Span(swatch, new Span(label(bucket)));
            label.setClassName("ct-xs ct-sub");
            parts.add(new Div(label, items(bucket, null, amount)));
        }
        parts.add(part(
                "Credit notes",
                items(null, OpenItemsQuery.State.CREDIT, new Money(total.creditsMinor(), total.currency()))));
        parts.add(part("Unapplied cash", unapplied(new Money(total.unappliedMinor(), total.currency()))));
        Figure balance = Figure.of(figures, new Money(total.netMinor(), total.currency()), "m");
        balance.addClassName("ct-push");
        Div head = new Div(new H2("Balance in " + total.currency().getCurrencyCode()), balance);
        head.setClassName("ct-card-head");
        Div card = new Div(head, bar, parts);
        card.setClassName("ct-card ct-aging-card");
        return card;
    }

    private static Div part(String label, Component figure) {
        Span words = new Span(label);
        words.setClassName("ct-xs ct-sub");
        return new Div(words, figure);
    }

    /** Its payments as they are now; what was unapplied on an earlier day is a figure only. */
    private Component unapplied(Money amount) {
        if (!today.equals(address.asOf())) {
            return Figure.words(figures.amount(amount), "");
        }
        RouterLink link = new RouterLink(figures.amount(amount), UnappliedCashView.class);
        link.setQueryParameters(UnappliedCashView.address(new UnappliedPayments.Filter(
                "", UnappliedPayments.Payer.KNOWN, amount.currency().getCurrencyCode())));
        link.setClassName("ct-n ct-b");
        return link;
    }

    private RouterLink items(@Nullable AgingBucket bucket, OpenItemsQuery.@Nullable State state, Money amount) {
        RouterLink link = new RouterLink(figures.amount(amount), OpenItemsView.class);
        link.setQueryParameters(new ItemsAddress(
                        address.asOf(),
                        address.asKnownThen(),
                        amount.currency().getCurrencyCode(),
                        null,
                        bucket,
                        state,
                        "")
                .write());
        link.setClassName("ct-n ct-b");
        return link;
    }

    private void columns() {
        grid.addThemeVariants(GridVariant.NO_BORDER);
        grid.addClassName("ct-list-grid");
        grid.setSizeFull();
        grid.addComponentColumn(row ->
                        new RouterLink(row.name(), CustomerView.class, new RouteParameters("number", row.number())))
                .setHeader("Customer")
                .setFrozen(true)
                .setWidth("170px")
                .setFlexGrow(1);
        for (AgingBucket bucket : AgingBucket.values()) {
            right(row -> amount(row.balance(), row.balance().bucket(bucket)), label(bucket));
        }
        right(row -> amount(row.balance(), row.balance().creditsMinor()), "Credit notes");
        right(row -> amount(row.balance(), row.balance().unappliedMinor()), "Unapplied");
        right(
                row -> figures.amount(
                        new Money(row.balance().netMinor(), row.balance().currency())),
                "Balance");
    }

    private void right(ValueProvider<Aging.CustomerRow, String> text, String header) {
        grid.addColumn(text).setHeader(header).setWidth("120px").setFlexGrow(0).setTextAlign(ColumnTextAlign.END);
    }

    // Empty is empty: in a table of seven columns zeros hide the figures.
    private String amount(AgedBalance balance, long minor) {
        return minor == 0 ? "" : figures.amount(new Money(minor, balance.currency()));
    }

    private static String label(AgingBucket bucket) {
        return bucket == AgingBucket.CURRENT ? "Not due" : bucket.label();
    }

    private void go(LocalDate day, boolean known) {
        Currency shown = currency.getValue();
        UI.getCurrent()
                .navigate(
                        AgingView.class,
                        new ItemsAddress(
                                        day,
                                        known,
                                        shown == null ? null : shown.getCurrencyCode(),
                                        null,
                                        null,
                                        null,
                                        search.getValue())
                                .write());
    }
}
