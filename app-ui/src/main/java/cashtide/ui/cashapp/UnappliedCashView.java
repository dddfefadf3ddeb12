package cashtide.ui.cashapp;

import cashtide.audit.CommandId;
import cashtide.cashapp.ApplyCash;
import cashtide.cashapp.UnappliedPayments;
import cashtide.tenant.TenantTx;
import cashtide.tenant.Tenants;
import cashtide.ui.component.Desk;
import cashtide.ui.component.Export;
import cashtide.ui.component.ExportButton;
import cashtide.ui.component.Figures;
import cashtide.ui.component.Icon;
import cashtide.ui.component.KeyButton;
import cashtide.ui.component.MarkedRows;
import cashtide.ui.component.SearchField;
import cashtide.ui.component.State;
import cashtide.ui.component.StatusChip;
import cashtide.ui.component.Steps;
import cashtide.ui.component.Toast;
import cashtide.ui.component.Tone;
import cashtide.ui.customer.CustomerView;
import cashtide.ui.shell.MainLayout;
import cashtide.ui.shell.Menus;
import cashtide.worklist.AccountId;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.dependency.StyleSheet;
import com.vaadin.flow.component.grid.ColumnTextAlign;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.grid.GridVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.data.provider.CallbackDataProvider;
import com.vaadin.flow.function.ValueProvider;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.Menu;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.QueryParameters;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.router.RouteParameters;
import com.vaadin.flow.router.RouterLink;
import jakarta.annotation.security.RolesAllowed;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Money that came in and pays nothing yet: {@code /unapplied-cash?payer=known&currency=EUR&q=nord}. */
@Route(value = "unapplied-cash", layout = MainLayout.class)
@Menu(title = "Unapplied cash", icon = "coin", order = Menus.CASH + 30)
@PageTitle("Unapplied cash")
@StyleSheet("screens.css")
@RolesAllowed({"collector", "cfo", "ar-clerk", "tenant-admin"})
public final class UnappliedCashView extends Div implements BeforeEnterObserver {

    private static final String ALL_CURRENCIES = "All currencies";

    private final Tenants tenants;
    private final Desk desk;
    private final CashDesk cash;
    private final Figures figures;
    private final UnappliedPayments query = new UnappliedPayments();
    private final Grid<UnappliedPayments.Row> grid = new Grid<>();
    private final Div totals = new Div();
    private final Div empty = new Div();
    private final ComboBox<UnappliedPayments.Payer> payer = new ComboBox<>();
    private final ComboBox<String> currency = new ComboBox<>();
    private final SearchField search = new SearchField("Customer, number, reference", "Search the payments");
    private final MarkedRows<UnappliedPayments.Row> marked;
    private final ApplyDialog applying;
    private final PayerDialog identifying;
    private final boolean mayApply;

    private LocalDate today = LocalDate.EPOCH;
    private UnappliedPayments.Filter filter = UnappliedPayments.Filter.NONE;

    public UnappliedCashView(Tenants tenants, Desk desk, CashDesk cash) {
        this.tenants = tenants;
        this.desk = desk;
        this.cash = cash;
        this.figures = new Figures(tenants.inTx(desk.actor(), tx -> tx.tenant().locale()));
        this.applying = new ApplyDialog(cash, desk, figures, this::show);
        this.identifying = new PayerDialog(cash, tenants, desk, figures, this::show);
        this.mayApply = desk.actor().hasAnyOf(CashDesk.MAY_APPLY);
        this.marked = new MarkedRows<>(
                new MarkedRows.Rows<>(
                        "payment",
                        UnappliedPayments.Row::id,
                        UnappliedPayments.Row::number,
                        rows -> figures.sums(rows.stream().map(UnappliedPayments.Row::unapplied)) + " unapplied"),
                this::markAll,
                this::show);
        marked.actions(ExportButton.ofMarked(tenants, desk.actor(), UnappliedCashView.class, this::exportMarked));
        if (mayApply) {
            marked.actions(new KeyButton(Icon.CHECK, "Apply to the oldest due", "", this::applyMarked));
        }
        setClassName("ct-view");
        setSizeFull();
        totals.setClassName("ct-total");
        empty.setClassName("ct-list-state");
        add(header(), grid, empty, marked, totals);
        columns();
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        QueryParameters asked = event.getLocation().getQueryParameters();
        today = tenants.inTx(desk.actor(), tx -> tx.businessDate());
        filter = new UnappliedPayments.Filter(
                asked.getSingleParameter("q").orElse(""),
                asked.getSingleParameter("payer").map(UnappliedCashView::payer).orElse(UnappliedPayments.Payer.ANY),
                asked.getSingleParameter("currency")
                        .filter(code -> code.matches("[A-Z]{3}"))
                        .orElse(null));
        // What is marked is in the list that is shown, never behind it.
        marked.clear();
        payer.setValue(filter.payer());
        search.setValue(filter.search());
        currency.setItems(Stream.concat(
                        Stream.of(ALL_CURRENCIES),
                        Stream.concat(currencies(), Stream.ofNullable(filter.currency()))
                                .distinct())
                .toList());
        currency.setValue(Objects.requireNonNullElse(filter.currency(), ALL_CURRENCIES));
        show();
    }

    private Stream<String> currencies() {
        return tenants.inTx(desk.actor(), tx -> query.totals(tx, UnappliedPayments.Filter.NONE)).stream()
                .map(total -> total.unapplied().currency().getCurrencyCode());
    }

    /** Where the address leads that asks for these. */
    public static QueryParameters address(UnappliedPayments.Filter wanted) {
        Map<String, String> query = new LinkedHashMap<>();
        if (wanted.payer() != UnappliedPayments.Payer.ANY) {
            query.put("payer", wanted.payer().name().toLowerCase(Locale.ROOT));
        }
        String code = wanted.currency();
        if (code != null) {
            query.put("currency", code);
        }
        if (!wanted.search().isBlank()) {
            query.put("q", wanted.search());
        }
        return QueryParameters.simple(query);
    }

    private static UnappliedPayments.Payer payer(String name) {
        return Arrays.stream(UnappliedPayments.Payer.values())
                .filter(one -> one.name().equalsIgnoreCase(name))
                .findFirst()
                .orElse(UnappliedPayments.Payer.ANY);
    }

    private Div header() {
        payer.setAriaLabel("Payer");
        payer.setItems(UnappliedPayments.Payer.values());
        payer.setItemLabelGenerator(one -> switch (one) {
            case ANY -> "All payers";
            case KNOWN -> "Payer known";
            case UNKNOWN -> "Payer unknown";
        });
        payer.addValueChangeListener(change -> {
            if (change.isFromClient() && change.getValue() != null) {
                go();
            }
        });
        currency.setAriaLabel("Currency");
        currency.setPrefixComponent(Icon.COIN.draw());
        currency.addValueChangeListener(change -> {
            if (change.isFromClient() && change.getValue() != null) {
                go();
            }
        });
        search.onSearch(this::go);
        Div header = new Div(
                new H1("Unapplied cash"),
                payer,
                currency,
                search,
                new ExportButton(tenants, desk.actor(), UnappliedCashView.class, this::export));
        header.setClassName("ct-head");
        return header;
    }

    private void go() {
        String code = currency.getValue();
        UI.getCurrent()
                .navigate(
                        UnappliedCashView.class,
                        address(new UnappliedPayments.Filter(
                                search.getValue(),
                                Objects.requireNonNullElse(payer.getValue(), UnappliedPayments.Payer.ANY),
                                ALL_CURRENCIES.equals(code) ? null : code)));
    }

    private void show() {
        UnappliedPayments.Filter now = filter;
        List<UnappliedPayments.Total> sums = tenants.inTx(desk.actor(), tx -> query.totals(tx, now));
        int count = sums.stream().mapToInt(UnappliedPayments.Total::payments).sum();
        grid.setVisible(count > 0);
        grid.setDataProvider(new CallbackDataProvider<>(
                wanted ->
                        tenants
                                .inTx(desk.actor(), tx -> query.page(tx, now, wanted.getOffset(), wanted.getLimit()))
                                .stream(),
                wanted -> count,
                UnappliedPayments.Row::id));
        empty.removeAll();
        if (count == 0) {
            empty.add(
                    now.equals(UnappliedPayments.Filter.NONE)
                            ? State.empty("No unapplied cash: every payment pays an invoice.")
                            : State.empty("No payment matches.", "Show all unapplied cash", () -> UI.getCurrent()
                                    .navigate(UnappliedCashView.class)));
        }
        totals.removeAll();
        Span words = new Span(
                figures.count(count) + (count == 1 ? " payment" : " payments") + " as of " + Figures.date(today));
        words.setClassName("ct-grow");
        totals.add(words);
        for (UnappliedPayments.Total sum : sums) {
            Span code = new Span(sum.unapplied().currency().getCurrencyCode());
            code.setClassName("ct-ccy");
            Span total = new Span(code, new Span(figures.amount(sum.unapplied())));
            total.setClassName("ct-fig");
            totals.add(total);
        }
    }

    private void columns() {
        grid.addThemeVariants(GridVariant.NO_BORDER);
        grid.addClassName("ct-list-grid");
        grid.setSizeFull();
        marked.column(grid);
        grid.addComponentColumn(UnappliedCashView::customer)
                .setHeader("Customer")
                .setFrozen(true)
                .setWidth("180px")
                .setFlexGrow(1);
        grid.addColumn(UnappliedPayments.Row::number)
                .setHeader("Payment")
                .setWidth("134px")
                .setFlexGrow(0);
        grid.addColumn(UnappliedPayments.Row::reference)
                .setHeader("Reference")
                .setWidth("180px")
                .setFlexGrow(1)
                .setTooltipGenerator(UnappliedPayments.Row::reference);
        right(row -> Figures.date(row.receivedOn()), "Received", "106px");
        right(row -> waiting(row.receivedOn()), "Waits", "90px");
        right(row -> figures.amount(row.amount()), "Amount", "124px");
        right(row -> figures.withCode(row.unapplied()), "Unapplied", "144px");
        right(row -> row.owed().isZero() ? "" : figures.amount(row.owed()), "Customer owes", "128px");
        if (mayApply) {
            grid.addComponentColumn(this::action)
                    .setHeader("")
                    .setWidth("124px")
                    .setFlexGrow(0);
        }
    }

    private static Component customer(UnappliedPayments.Row row) {
        String number = row.customerNumber();
        if (number == null) {
            return new StatusChip(Tone.WARN, Icon.HELP, "Payer unknown");
        }
        RouterLink link = new RouterLink(
                Objects.requireNonNullElse(row.customerName(), number),
                CustomerView.class,
                new RouteParameters("number", number));
        link.setQueryParameters(
                QueryParameters.of("currency", row.unapplied().currency().getCurrencyCode()));
        return link;
    }

    private String waiting(LocalDate received) {
        long days = ChronoUnit.DAYS.between(received, today);
        return days == 0 ? "today" : days + " d";
    }

    private Component action(UnappliedPayments.Row row) {
        AccountId account = account(row);
        if (account != null && row.owed().isZero()) {
            Span waits = new Span("Nothing is open");
            waits.setClassName("ct-sub ct-sm");
            return waits;
        }
        Button button = account == null
                ? new Button("Who paid?", click -> identifying.open(row, today))
                : new Button(
                        "Apply",
                        click -> applying.open(
                                new ApplyDialog.Unapplied(
                                        account,
                                        Objects.requireNonNullElse(row.customerName(), row.number()),
                                        row.id(),
                                        row.number(),
                                        row.receivedOn(),
                                        row.unapplied()),
                                cash.items(desk.actor(), account),
                                today));
        button.setAriaLabel((account == null ? "Who paid " : "Apply what is unapplied of ") + row.number());
        button.addThemeVariants(ButtonVariant.TERTIARY);
        return button;
    }

    private static @Nullable AccountId account(UnappliedPayments.Row row) {
        return row.customer() == null
                ? null
                : new AccountId(
                        row.customer().value(), row.unapplied().currency().getCurrencyCode());
    }

    private void markAll() {
        UnappliedPayments.Filter now = filter;
        marked.addAll(tenants.inTx(desk.actor(), tx -> query.page(tx, now, 0, MarkedRows.MAX)));
        grid.getDataProvider().refreshAll();
    }

    private void applyMarked() {
        List<UnappliedPayments.Row> known =
                marked.rows().stream().filter(row -> row.customer() != null).toList();
        List<UnappliedPayments.Row> rows =
                known.stream().filter(row -> row.owed().isPositive()).toList();
        String left = leftOut(marked.rows().size() - known.size(), known.size() - rows.size());
        if (rows.isEmpty()) {
            Toast.refused("There is nothing to apply: " + left + ".");
            return;
        }
        CommandId id = CommandId.fresh();
        Span what =
                new Span("Each pays what its customer owes, the oldest due first, less a cash discount that its value"
                        + " date still earns. What is left of it stays unapplied."
                        + (left.isEmpty() ? "" : " Left out: " + left + "."));
        what.setClassName("ct-sub ct-sm");
        String sum = figures.sums(rows.stream().map(UnappliedPayments.Row::unapplied));
        marked.ask(
                "Apply " + sum + " of " + rows.size() + (rows.size() == 1 ? " payment" : " payments"),
                "Apply " + rows.size(),
                "applied",
                new Steps<>(rows.stream().map(row -> step(row, id)).toList()),
                what);
    }

    private static String leftOut(int unknown, int owesNothing) {
        List<String> words = new ArrayList<>();
        if (unknown > 0) {
            words.add(unknown + (unknown == 1 ? " of an unknown payer" : " of unknown payers"));
        }
        if (owesNothing > 0) {
            words.add(owesNothing
                    + (owesNothing == 1 ? " of a customer who owes nothing" : " of customers who owe nothing"));
        }
        return String.join(", ", words);
    }

    private Steps.Step<UnappliedPayments.Row> step(UnappliedPayments.Row row, CommandId click) {
        AccountId account = Objects.requireNonNull(account(row));
        return new Steps.Step<>(
                List.of(row),
                row.number(),
                () -> cash.applyOldestFirst(
                        desk.actor(),
                        account,
                        MarkedRows.own(click, row.id().value().toString()),
                        row.id()),
                done -> cash.takeBack(desk.actor(), account, (ApplyCash.Applied) done));
    }

    private Export<UnappliedPayments.Row> export() {
        UnappliedPayments.Filter now = filter;
        return export("unapplied cash", tx -> query.all(tx, now));
    }

    private Export<UnappliedPayments.Row> exportMarked() {
        List<UnappliedPayments.Row> rows = marked.rows();
        return export("marked payments", tx -> rows.stream());
    }

    private Export<UnappliedPayments.Row> export(String list, Function<TenantTx, Stream<UnappliedPayments.Row>> rows) {
        return new Export<>(
                list,
                today,
                List.of(
                        Export.text("Customer number", UnappliedPayments.Row::customerNumber),
                        Export.text("Customer", UnappliedPayments.Row::customerName),
                        Export.text("Payment", UnappliedPayments.Row::number),
                        Export.text("Reference", UnappliedPayments.Row::reference),
                        Export.day("Received", UnappliedPayments.Row::receivedOn),
                        Export.currency(UnappliedPayments.Row::unapplied),
                        Export.money("Amount", UnappliedPayments.Row::amount),
                        Export.money("Unapplied", UnappliedPayments.Row::unapplied),
                        Export.money("Customer owes", UnappliedPayments.Row::owed)),
                rows);
    }

    private void right(ValueProvider<UnappliedPayments.Row, String> text, String header, String width) {
        grid.addColumn(text).setHeader(header).setWidth(width).setFlexGrow(0).setTextAlign(ColumnTextAlign.END);
    }
}
