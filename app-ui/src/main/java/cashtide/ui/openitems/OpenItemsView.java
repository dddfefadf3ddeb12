package cashtide.ui.openitems;

import cashtide.kpi.AgingBucket;
import cashtide.tenant.TenantTx;
import cashtide.tenant.Tenants;
import cashtide.ui.component.DayField;
import cashtide.ui.component.Desk;
import cashtide.ui.component.Export;
import cashtide.ui.component.ExportButton;
import cashtide.ui.component.Figures;
import cashtide.ui.component.Icon;
import cashtide.ui.component.MarkedRows;
import cashtide.ui.component.SearchField;
import cashtide.ui.component.State;
import cashtide.ui.component.StatusChip;
import cashtide.ui.component.Tone;
import cashtide.ui.customer.CustomerView;
import cashtide.ui.shell.MainLayout;
import cashtide.ui.shell.Menus;
import cashtide.ui.worklist.Collecting;
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
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.data.provider.CallbackDataProvider;
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
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Open items as of any day up to today, also as they were known then; every total on other screens leads here. */
@Route(value = "open-items", layout = MainLayout.class)
@Menu(title = "Open items", icon = "file", order = Menus.RECEIVABLES + 20)
@PageTitle("Open items")
@StyleSheet("screens.css")
@RolesAllowed({"collector", "cfo", "ar-clerk", "tenant-admin"})
public final class OpenItemsView extends Div implements BeforeEnterObserver {

    /** A part of the open items that can be chosen. */
    private record Part(String label, @Nullable AgingBucket bucket, OpenItemsQuery.@Nullable State state) {}

    private final Tenants tenants;
    private final Desk desk;
    private final Figures figures;
    private final OpenItemsQuery query = new OpenItemsQuery();
    private final Grid<OpenItemsQuery.Item> grid = new Grid<>();
    private final Div totals = new Div();
    private final Div empty = new Div();
    private final DayField asOf = new DayField();
    private final Checkbox knownThen = new Checkbox("As we knew it then");
    private final ComboBox<Part> part = new ComboBox<>();
    private final SearchField search = new SearchField("Customer or document", "Search the open items");
    private final List<Part> parts = parts();
    private final MarkedItems items;
    private final MarkedRows<OpenItemsQuery.Item> marked;

    private LocalDate today = LocalDate.EPOCH;
    private ItemsAddress address = new ItemsAddress(LocalDate.EPOCH, false, null, null, null, null, "");

    public OpenItemsView(Tenants tenants, Desk desk, Collecting collecting) {
        this.tenants = tenants;
        this.desk = desk;
        this.figures = new Figures(tenants.inTx(desk.actor(), tx -> tx.tenant().locale()));
        setClassName("ct-view");
        setSizeFull();
        totals.setClassName("ct-total");
        empty.setClassName("ct-list-state");
        items = new MarkedItems(
                collecting, desk.actor(), figures, () -> today, this::markAll, this::show, this::exportButton);
        marked = items.bar();
        add(header(), grid, empty, marked, totals);
        columns();
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        today = tenants.inTx(desk.actor(), tx -> tx.businessDate());
        asOf.setMax(today);
        address = ItemsAddress.read(event.getLocation().getQueryParameters(), today);
        // What is marked is in the list that is shown, never behind it.
        marked.clear();
        items.actOn(address.asOf().equals(today) && !address.asKnownThen());
        asOf.setValue(address.asOf());
        knownThen.setValue(address.asKnownThen());
        search.setValue(address.search());
        part.setValue(parts.stream()
                .filter(choice -> choice.bucket() == address.bucket() && choice.state() == address.state())
                .findFirst()
                .orElse(parts.getFirst()));
        show();
    }

    private void show() {
        OpenItemsQuery.Filter filter = address.filter();
        List<OpenItemsQuery.Total> sums = tenants.inTx(desk.actor(), tx -> query.totals(tx, filter));
        long count = sums.stream().mapToLong(OpenItemsQuery.Total::items).sum();
        grid.setVisible(count > 0);
        grid.setDataProvider(
                new CallbackDataProvider<>(
                        wanted -> tenants
                                .inTx(desk.actor(), tx -> query.page(tx, filter, wanted.getOffset(), wanted.getLimit()))
                                .stream(),
                        wanted -> (int) count,
                        OpenItemsQuery.Item::id));
        empty.removeAll();
        if (count == 0) {
            empty.add(State.empty(
                    address.search().isBlank()
                            ? "Nothing is open here as of " + Figures.date(address.asOf()) + "."
                            : "Nothing matches \u2018" + address.search() + "\u2019.",
                    "Show all open items",
                    () -> go(new ItemsAddress(address.asOf(), address.asKnownThen(), null, null, null, null, ""))));
        }
        drawTotals(count, sums);
    }

    private void markAll() {
        OpenItemsQuery.Filter filter = address.filter();
        marked.addAll(tenants.inTx(desk.actor(), tx -> query.page(tx, filter, 0, MarkedRows.MAX)));
        grid.getDataProvider().refreshAll();
    }

    private void drawTotals(long count, List<OpenItemsQuery.Total> sums) {
        totals.removeAll();
        Span words = new Span(figures.count(count) + (count == 1 ? " item" : " items") + " as of "
                + Figures.date(address.asOf()) + (address.asKnownThen() ? ", as known then" : "")
                + (address.customer() == null ? "" : ", customer " + address.customer()));
        words.setClassName("ct-grow");
        totals.add(words);
        for (OpenItemsQuery.Total sum : sums) {
            Span code = new Span(sum.open().currency().getCurrencyCode());
            code.setClassName("ct-ccy");
            Span total = new Span(code, new Span(figures.amount(sum.open())));
            total.setClassName("ct-fig");
            totals.add(total);
        }
    }

    private Div header() {
        asOf.setAriaLabel("As of");
        asOf.setPrefixComponent(Icon.CAL.draw());
        asOf.addValueChangeListener(change -> {
            if (change.isFromClient() && change.getValue() != null) {
                go(address.on(change.getValue(), address.asKnownThen()));
            }
        });
        knownThen.addValueChangeListener(change -> {
            if (change.isFromClient()) {
                go(address.on(address.asOf(), change.getValue()));
            }
        });
        part.setAriaLabel("Part");
        part.setItems(parts);
        part.setItemLabelGenerator(Part::label);
        part.addValueChangeListener(change -> {
            if (change.isFromClient() && change.getValue() != null) {
                go(address.only(change.getValue().bucket(), change.getValue().state()));
            }
        });
        search.onSearch(() -> go(address.searching(search.getValue())));
        Div header = new Div(
                new H1("Open items"),
                asOf,
                part,
                knownThen,
                search,
                new ExportButton(tenants, desk.actor(), OpenItemsView.class, this::export));
        header.setClassName("ct-head");
        return header;
    }

    private Export<OpenItemsQuery.Item> export() {
        OpenItemsQuery.Filter filter = address.filter();
        return export("open items", tx -> query.all(tx, filter));
    }

    private ExportButton exportButton(MarkedRows<OpenItemsQuery.Item> rows) {
        return ExportButton.ofMarked(tenants, desk.actor(), OpenItemsView.class, () -> {
            List<OpenItemsQuery.Item> now = rows.rows();
            return export("marked items", tx -> now.stream());
        });
    }

    private Export<OpenItemsQuery.Item> export(String list, Function<TenantTx, Stream<OpenItemsQuery.Item>> rows) {
        return new Export<>(
                list,
                address.asOf(),
                List.of(
                        Export.text("Customer number", OpenItemsQuery.Item::customerNumber),
                        Export.text("Customer", OpenItemsQuery.Item::customerName),
                        Export.text("Document", OpenItemsQuery.Item::document),
                        Export.day("Issued", OpenItemsQuery.Item::invoiceDate),
                        Export.day("Due", OpenItemsQuery.Item::dueDate),
                        Export.count("Days past due", OpenItemsQuery.Item::days),
                        Export.currency(OpenItemsQuery.Item::open),
                        Export.money("Amount", OpenItemsQuery.Item::amount),
                        Export.money("Open", OpenItemsQuery.Item::open),
                        Export.money("Disputed", OpenItemsQuery.Item::disputed),
                        Export.probability("P(late)", OpenItemsQuery.Item::pLate),
                        Export.day("Expected", OpenItemsQuery.Item::expectedOn)),
                rows);
    }

    private void columns() {
        grid.addThemeVariants(GridVariant.NO_BORDER);
        grid.addClassName("ct-list-grid");
        grid.setSizeFull();
        marked.column(grid);
        grid.addComponentColumn(row -> new RouterLink(
                        row.customerName(), CustomerView.class, new RouteParameters("number", row.customerNumber())))
                .setHeader("Customer")
                .setFrozen(true)
                .setWidth("150px")
                .setFlexGrow(1);
        grid.addColumn(OpenItemsQuery.Item::document)
                .setHeader("Document")
                .setWidth("134px")
                .setFlexGrow(0);
        right(row -> Figures.date(row.invoiceDate()), "Issued", "106px");
        right(row -> row.days() == null ? "" : Figures.date(row.dueDate()), "Due", "106px");
        grid.addComponentColumn(OpenItemsView::days)
                .setHeader("Days")
                .setWidth("96px")
                .setFlexGrow(0)
                .setTextAlign(ColumnTextAlign.END);
        right(row -> figures.amount(row.amount()), "Amount", "108px");
        right(row -> figures.withCode(row.open()), "Open", "136px");
        right(OpenItemsView::chance, "P(late)", "70px");
        right(row -> Figures.expected(row.expectedOn(), row.orLater()), "Expected", "144px");
        grid.addComponentColumn(this::status)
                .setHeader("Status")
                .setWidth("160px")
                .setFlexGrow(0);
    }

    /** Of an item that is late already it says nothing: there the expected day does. */
    private static String chance(OpenItemsQuery.Item row) {
        Double late = row.pLate();
        Integer days = row.days();
        return late == null || days == null || days > 0 ? "" : Figures.percent(late) + "%";
    }

    private Component status(OpenItemsQuery.Item row) {
        if (row.days() == null) {
            return new StatusChip(Tone.INFO, Icon.TAG, "Credit note");
        }
        if (row.disputed().isPositive()) {
            return new StatusChip(Tone.WARN, Icon.DISPUTE, "Disputed " + figures.amount(row.disputed()));
        }
        return row.days() > 0
                ? new StatusChip(Tone.DANGER, Icon.CLOCK, row.days() + " days late")
                : new StatusChip(Tone.QUIET, Icon.CLOCK, row.days() == 0 ? "Due today" : "Not due");
    }

    private static Span days(OpenItemsQuery.Item row) {
        Span days = new Span(Figures.days(row.days()));
        days.setClassName(row.days() != null && row.days() > 0 ? "ct-n ct-danger" : "ct-n ct-sub");
        return days;
    }

    private void right(ValueProvider<OpenItemsQuery.Item, String> text, String header, String width) {
        grid.addColumn(text).setHeader(header).setWidth(width).setFlexGrow(0).setTextAlign(ColumnTextAlign.END);
    }

    private static void go(ItemsAddress wanted) {
        UI.getCurrent().navigate(OpenItemsView.class, wanted.write());
    }

    private static List<Part> parts() {
        List<Part> parts = new ArrayList<>();
        parts.add(new Part("All open items", null, null));
        parts.add(new Part("Overdue", null, OpenItemsQuery.State.OVERDUE));
        parts.add(new Part("Not due", null, OpenItemsQuery.State.NOT_DUE));
        parts.add(new Part("Disputed", null, OpenItemsQuery.State.DISPUTED));
        parts.add(new Part("Credit notes", null, OpenItemsQuery.State.CREDIT));
        for (AgingBucket bucket : AgingBucket.values()) {
            parts.add(new Part(
                    bucket == AgingBucket.CURRENT ? "Bucket: not due" : "Bucket: " + bucket.label() + " days",
                    bucket,
                    null));
        }
        return List.copyOf(parts);
    }
}
