package cashtide.ui.customer;

import cashtide.collections.AssignCollector;
import cashtide.tenant.Actor;
import cashtide.tenant.KnownUsers;
import cashtide.tenant.Role;
import cashtide.tenant.Tenants;
import cashtide.ui.component.Desk;
import cashtide.ui.component.Export;
import cashtide.ui.component.ExportButton;
import cashtide.ui.component.Figures;
import cashtide.ui.component.MarkedRows;
import cashtide.ui.component.SearchField;
import cashtide.ui.shell.MainLayout;
import cashtide.ui.shell.Menus;
import cashtide.ui.worklist.AccountWords;
import cashtide.worklist.CustomerList;
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
import com.vaadin.flow.router.Location;
import com.vaadin.flow.router.Menu;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.QueryParameters;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.router.RouteParameters;
import com.vaadin.flow.router.RouterLink;
import jakarta.annotation.security.RolesAllowed;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** All customers with what they owe: {@code /customers?q=nord&part=overdue}. */
@Route(value = "customers", layout = MainLayout.class)
@Menu(title = "Customers", icon = "users", order = Menus.RECEIVABLES + 10)
@PageTitle("Customers")
@StyleSheet("screens.css")
@RolesAllowed({"collector", "cfo", "ar-clerk", "tenant-admin"})
public final class CustomersView extends Div implements BeforeEnterObserver {

    private final Tenants tenants;
    private final Desk desk;
    private final CustomerList query = new CustomerList();
    private final Grid<CustomerList.Row> grid = new Grid<>();
    private final SearchField search = new SearchField("Name or number", "Search the customers");

    private final ComboBox<CustomerList.Part> part = new ComboBox<>();

    private final MarkedRows<CustomerList.Row> marked;

    private LocalDate today = LocalDate.EPOCH;
    private CustomerList.Filter filter = CustomerList.Filter.NONE;

    public CustomersView(Tenants tenants, Desk desk, KnownUsers users, AssignCollector assign) {
        this.tenants = tenants;
        this.desk = desk;
        Figures figures =
                new Figures(tenants.inTx(desk.actor(), tx -> tx.tenant().locale()));
        setClassName("ct-view");
        setSizeFull();
        search.onSearch(() -> show(new CustomerList.Filter(search.getValue(), filter.part())));
        part.setAriaLabel("Part");
        part.setItems(CustomerList.Part.values());
        part.setItemLabelGenerator(CustomersView::words);
        part.addValueChangeListener(change -> {
            if (change.isFromClient() && change.getValue() != null) {
                show(new CustomerList.Filter(filter.search(), change.getValue()));
            }
        });
        Actor actor = desk.actor();
        marked = new MarkedCustomers(assign, users, actor, figures, this::markAll, this::draw).bar();
        Div header = new Div(
                new H1("Customers"), part, search, new ExportButton(tenants, actor, CustomersView.class, this::export));
        header.setClassName("ct-head");
        grid.addThemeVariants(GridVariant.NO_BORDER);
        grid.addClassName("ct-list-grid");
        grid.setSizeFull();
        boolean gives = actor.hasAnyOf(Set.of(Role.COLLECTOR, Role.TENANT_ADMIN));
        if (gives) {
            marked.column(grid);
        }
        grid.addComponentColumn(row ->
                        new RouterLink(row.name(), CustomerView.class, new RouteParameters("number", row.number())))
                .setHeader("Customer")
                .setFrozen(true)
                .setWidth("190px")
                .setFlexGrow(1);
        grid.addColumn(CustomerList.Row::number)
                .setHeader("Number")
                .setWidth("100px")
                .setFlexGrow(0);
        grid.addColumn(CustomerList.Row::currency)
                .setHeader("Currency")
                .setWidth("82px")
                .setFlexGrow(0);
        right(row -> figures.amount(row.open()), new Span("Open"), "130px");
        right(row -> figures.amount(row.overdue()), new Span("Overdue"), "130px");
        right(row -> row.oldestDays() == null ? "" : row.oldestDays() + " d", new Span("Oldest"), "84px");
        right(row -> row.pLate() == null ? "" : Figures.percent(row.pLate()) + "%", AccountWords.pLate(), "84px");
        grid.addColumn(CustomerList.Row::collectorName)
                .setHeader("Collector")
                .setWidth("170px")
                .setFlexGrow(0);
        add(header, grid);
        if (gives) {
            add(marked);
        }
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        QueryParameters query = event.getLocation().getQueryParameters();
        String wanted = query.getSingleParameter("part").orElse("");
        today = tenants.inTx(desk.actor(), tx -> tx.businessDate());
        filter = new CustomerList.Filter(
                query.getSingleParameter("q").orElse(""),
                Arrays.stream(CustomerList.Part.values())
                        .filter(choice -> code(choice).equals(wanted))
                        .findFirst()
                        .orElse(CustomerList.Part.ALL));
        search.setValue(filter.search());
        part.setValue(filter.part());
        draw();
    }

    private void show(CustomerList.Filter wanted) {
        filter = wanted;
        // What is marked is in the list that is shown, never behind it.
        marked.clear();
        draw();
        getUI().ifPresent(ui -> ui.getPage()
                .getHistory()
                .replaceState(
                        null,
                        new Location(
                                "customers",
                                QueryParameters.simple(Map.of("q", wanted.search(), "part", code(wanted.part()))))));
    }

    private void markAll() {
        CustomerList.Filter now = filter;
        marked.addAll(tenants.inTx(desk.actor(), tx -> query.page(tx, now, 0, MarkedRows.MAX)));
        grid.getDataProvider().refreshAll();
    }

    private void draw() {
        CustomerList.Filter now = filter;
        grid.setDataProvider(new CallbackDataProvider<>(
                wanted ->
                        tenants
                                .inTx(desk.actor(), tx -> query.page(tx, now, wanted.getOffset(), wanted.getLimit()))
                                .stream(),
                wanted -> tenants.inTx(desk.actor(), tx -> query.count(tx, now)),
                CustomerList.Row::id));
        grid.setEmptyStateText(
                now.search().isBlank() && now.part() == CustomerList.Part.ALL
                        ? "No customers yet. The first import brings them."
                        : "No customer matches.");
    }

    /** As in addresses. */
    private static String code(CustomerList.Part part) {
        return part.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static String words(CustomerList.Part part) {
        return switch (part) {
            case ALL -> "All customers";
            case OVERDUE -> "With overdue items";
            case OWING -> "With open items";
            case NOTHING_OPEN -> "Nothing open";
        };
    }

    private Export<CustomerList.Row> export() {
        CustomerList.Filter now = filter;
        return new Export<>(
                "customers",
                today,
                List.of(
                        Export.text("Customer number", CustomerList.Row::number),
                        Export.text("Customer", CustomerList.Row::name),
                        Export.currency(CustomerList.Row::open),
                        Export.money("Open", CustomerList.Row::open),
                        Export.money("Overdue", CustomerList.Row::overdue),
                        Export.count("Oldest days", CustomerList.Row::oldestDays),
                        Export.probability("P(late)", CustomerList.Row::pLate),
                        Export.text("Collector", CustomerList.Row::collectorName)),
                tx -> query.all(tx, now));
    }

    private void right(ValueProvider<CustomerList.Row, String> text, Span header, String width) {
        grid.addColumn(text).setHeader(header).setWidth(width).setFlexGrow(0).setTextAlign(ColumnTextAlign.END);
    }
}
