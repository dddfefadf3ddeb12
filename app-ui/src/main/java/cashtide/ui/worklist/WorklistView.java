package cashtide.ui.worklist;

import cashtide.score.ScoreQuery;
import cashtide.tenant.Actor;
import cashtide.tenant.PreferenceStore;
import cashtide.tenant.Preferences;
import cashtide.tenant.Tenants;
import cashtide.ui.component.Desk;
import cashtide.ui.component.Export;
import cashtide.ui.component.ExportButton;
import cashtide.ui.component.Figures;
import cashtide.ui.component.Icon;
import cashtide.ui.component.KeyButton;
import cashtide.ui.component.MarkedRows;
import cashtide.ui.component.Meter;
import cashtide.ui.component.State;
import cashtide.ui.shell.MainLayout;
import cashtide.ui.shell.Menus;
import cashtide.worklist.AccountId;
import cashtide.worklist.WorklistFilter;
import cashtide.worklist.WorklistQuery;
import cashtide.worklist.WorklistRow;
import cashtide.worklist.WorklistTab;
import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.DetachEvent;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dependency.StyleSheet;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.DescriptionList;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.splitlayout.SplitLayout;
import com.vaadin.flow.component.tabs.Tab;
import com.vaadin.flow.component.tabs.Tabs;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.data.provider.CallbackDataProvider;
import com.vaadin.flow.data.value.ValueChangeMode;
import com.vaadin.flow.dom.DomListenerRegistration;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.Location;
import com.vaadin.flow.router.Menu;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import jakarta.annotation.security.RolesAllowed;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The worklist: whom to contact next and why. Queue, search, filters and selection live in the address. */
@Route(value = "worklist", layout = MainLayout.class)
@Menu(title = "Worklist", icon = "list", order = Menus.COLLECT + 10)
@PageTitle("Worklist")
@StyleSheet("screens.css")
@RolesAllowed({"collector", "ar-clerk", "tenant-admin"})
public final class WorklistView extends Div implements BeforeEnterObserver {

    private static final String KEYS =
            "'jkcepdsnxm/?'.includes(event.key) || event.key === 'Enter' || event.key === 'Escape'";

    // Single keys work only while no field, button or dialog has the focus (WCAG 2.1.4).
    private static final String NO_FIELD = """
        document.querySelector('vaadin-app-layout[data-single-keys]') && !event.ctrlKey && !event.metaKey && !event.altKey && event.key.length >= 1
        && !document.querySelector('vaadin-dialog[opened], vaadin-popover[opened]')
        && !event.composedPath().some(e => e.matches && e.matches('input:not(.ct-mark), textarea, select, [contenteditable]'))
        && !(event.key === 'Enter' && event.composedPath().some(e => e.matches && e.matches('vaadin-button, a, vaadin-tab')))\
        """;

    private final Tenants tenants;
    private final WorklistQuery query = new WorklistQuery();
    private final Figures figures;
    private final AccountGrid grid;
    private final AccountPanel panel;
    private final MarkedRows<WorklistRow> marked;
    private final Tabs tabs = new Tabs();
    private final TextField search = new TextField();
    private final Div progress = new Div();
    private final Div totals = new Div();
    private final Div listState = new Div();
    private final Actor actor;
    private final FilterButton filters;
    private final List<@Nullable WorklistTab> queues = new ArrayList<>();

    private WorklistAddress address = WorklistAddress.start();
    private LocalDate today = LocalDate.EPOCH;
    private boolean quiet;
    private @Nullable DomListenerRegistration keys;
    private @Nullable AccountId following;

    public WorklistView(Tenants tenants, Desk desk, Collecting collecting, PreferenceStore preferences) {
        this.tenants = tenants;
        this.actor = desk.actor();
        this.figures = new Figures(tenants.inTx(actor, tx -> tx.tenant().locale()));
        this.marked =
                new MarkedAccounts(collecting, actor, figures, () -> today, this::markAll, () -> open(address)).bar();
        this.grid = new AccountGrid(figures, () -> today, marked);
        this.panel =
                new AccountPanel(tenants, desk, figures, new Actions(collecting, desk, figures, new Actions.Place() {
                    @Override
                    public void before() {
                        following = neighbour(1);
                    }

                    @Override
                    public void after() {
                        open(address.selecting(following));
                    }

                    @Override
                    public void undone(AccountId account) {
                        open(address.selecting(account));
                    }
                }));
        this.filters = new FilterButton(changed -> open(changed));
        setClassName("ct-view");
        setSizeFull();
        SplitLayout split = new SplitLayout(master(), panel);
        split.setSizeFull();
        split.setSplitterPosition(preferences.of(actor).listPercent());
        split.addSplitterDragEndListener(drag -> {
            Double list = split.getSplitterPosition();
            if (list != null) {
                Preferences now = preferences.of(actor);
                preferences.set(actor, new Preferences(now.scheme(), now.singleKeys(), (int) Math.round(list)));
            }
        });
        split.addClassName("ct-split");
        add(header(), split);
        grid.addSelectionListener(change -> {
            if (!quiet) {
                select(change.getFirstSelectedItem().map(WorklistRow::account).orElse(null));
            }
        });
        grid.addItemDoubleClickListener(click -> panel.openCustomer());
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        open(WorklistAddress.read(event.getLocation().getQueryParameters()));
    }

    /** Does what a key stands for. */
    void press(String key) {
        switch (key) {
            case "j" -> move(1);
            case "k" -> move(-1);
            case "Enter" -> panel.openCustomer();
            case "Escape" -> select(null);
            case "m" -> {
                row(0).ifPresent(this::mark);
                move(1);
            }
            case "/" -> search.focus();
            case "?" -> keysDialog().open();
            default -> panel.act(key);
        }
    }

    WorklistAddress address() {
        return address;
    }

    @Override
    protected void onAttach(AttachEvent event) {
        keys = event.getUI()
                .getElement()
                .addEventListener(
                        "keydown",
                        pressed -> press(pressed.getEventData().get("event.key").asString()))
                .setFilter("(" + KEYS + ") && " + NO_FIELD + " && (event.preventDefault() || true)")
                .addEventData("event.key");
    }

    @Override
    protected void onDetach(DetachEvent event) {
        if (keys != null) {
            keys.remove();
        }
    }

    private void open(WorklistAddress wanted) {
        if (!wanted.selecting(null).equals(address.selecting(null))) {
            // What is marked is in the list that is shown, never behind it.
            marked.clear();
        }
        address = wanted;
        WorklistFilter filter = wanted.filter(actor.userId());
        tenants.run(actor, tx -> {
            today = tx.businessDate();
            List<WorklistQuery.Total> sums = query.totals(tx, filter);
            drawTabs(query.tabCounts(tx, filter));
            drawProgress(query.progress(tx, filter));
            drawTotals(sums, new ScoreQuery().newestRun(tx));
            filters.show(wanted, query.currencies(tx));
            drawRows(sums.stream().mapToLong(WorklistQuery.Total::accounts).sum(), filter);
        });
        search.setValue(wanted.search());
        AccountId selected = wanted.selected();
        select(selected == null ? firstAccount(filter) : selected);
    }

    private void drawRows(long count, WorklistFilter filter) {
        grid.show(new CallbackDataProvider<>(
                wanted ->
                        tenants
                                .inTx(actor, tx -> query.page(tx, filter, wanted.getOffset(), wanted.getLimit()))
                                .stream(),
                wanted -> (int) count,
                WorklistRow::account));
        grid.setVisible(count > 0);
        listState.removeAll();
        if (count == 0) {
            listState.add(
                    address.search().isBlank() && address.filters() == 0
                            ? State.empty(emptyWords(address.tab()))
                            : State.empty(
                                    address.search().isBlank()
                                            ? "Nothing matches the filter."
                                            : "Nothing matches \u2018" + address.search() + "\u2019.",
                                    "Clear the filter",
                                    () -> open(WorklistAddress.start().inTab(address.tab()))));
        }
    }

    private static String emptyWords(@Nullable WorklistTab queue) {
        return switch (queue) {
            case PROMISED ->
                "No account has all its overdue money promised. A promise for part of it shows as a mark in To do.";
            case DISPUTED ->
                "No account has all its overdue money in dispute. A dispute about part of it shows as a mark in To do.";
            case SNOOZED -> "No account rests. Press s on an account to let it rest until a day.";
            case TODO -> "Nothing waits here. Accounts come when something falls due.";
            case null -> "No account owes anything.";
        };
    }

    private @Nullable AccountId firstAccount(WorklistFilter filter) {
        return tenants.inTx(actor, tx -> query.page(tx, filter, 0, 1)).stream()
                .findFirst()
                .map(WorklistRow::account)
                .orElse(null);
    }

    private void select(@Nullable AccountId account) {
        address = address.selecting(account);
        panel.show(account);
        quiet = true;
        if (account == null) {
            grid.deselectAll();
        } else {
            tenants.inTx(actor, tx -> query.row(tx, account)).ifPresent(grid::select);
        }
        quiet = false;
        UI ui = UI.getCurrent();
        if (ui != null) {
            ui.getPage().getHistory().replaceState(null, new Location("worklist", address.write()));
        }
    }

    private void move(int step) {
        row(step).ifPresent(row -> {
            select(row.account());
            int index = Math.max(0, row.rank() - 1);
            // Only when it is out of sight: a list that jumps under the eye is hard to read.
            grid.getElement()
                    .executeJs(
                            "if ($0 <= this._firstVisibleIndex || $0 >= this._lastVisibleIndex)"
                                    + " this.scrollToIndex(Math.max(0, $0 - 4))",
                            index);
        });
    }

    private void mark(WorklistRow row) {
        marked.toggle(row);
        grid.getDataProvider().refreshItem(row);
    }

    private void markAll() {
        WorklistFilter filter = address.filter(actor.userId());
        marked.addAll(tenants.inTx(actor, tx -> query.page(tx, filter, 0, MarkedRows.MAX)));
        grid.getDataProvider().refreshAll();
    }

    private Optional<WorklistRow> row(int step) {
        WorklistFilter filter = address.filter(actor.userId());
        AccountId current = address.selected();
        return tenants
                .inTx(
                        actor,
                        tx -> current == null
                                ? query.page(tx, filter, 0, 1)
                                : query.neighbour(tx, filter, current, step))
                .stream()
                .findFirst();
    }

    /** The account that will be open after an action: the one that follows now, or the one before at the end. */
    private @Nullable AccountId neighbour(int step) {
        return row(step).or(() -> row(-step)).map(WorklistRow::account).orElse(null);
    }

    private Export<WorklistRow> export() {
        WorklistFilter filter = address.filter(actor.userId());
        return new Export<>(
                "worklist",
                today,
                List.of(
                        Export.count("Rank", WorklistRow::rank),
                        Export.text("Customer number", WorklistRow::customerNumber),
                        Export.text("Customer", WorklistRow::customerName),
                        Export.currency(WorklistRow::overdue),
                        Export.money("Overdue", WorklistRow::overdue),
                        Export.money("Open", WorklistRow::open),
                        Export.money("Disputed", WorklistRow::disputed),
                        Export.count("Oldest days", WorklistRow::oldestDays),
                        Export.probability("P(late)", WorklistRow::pLate),
                        Export.day("Expected on", WorklistRow::expectedOn),
                        Export.text("Why now", this::why),
                        Export.day("Last contact", WorklistRow::lastContactOn),
                        Export.day("Next step on", WorklistRow::nextStepOn),
                        Export.text("Next step", WorklistRow::nextStep)),
                tx -> query.all(tx, filter));
    }

    private String why(WorklistRow row) {
        return String.join(
                ", ",
                row.chips().stream()
                        .map(chip -> ChipWords.of(chip, today).words())
                        .toList());
    }

    private Div header() {
        progress.setClassName("ct-done");
        search.setPlaceholder("Customer, invoice, amount");
        search.setAriaLabel("Search the worklist");
        search.setPrefixComponent(Icon.SEARCH.draw());
        search.setSuffixComponent(KeyButton.cap("/"));
        search.setValueChangeMode(ValueChangeMode.LAZY);
        search.setClearButtonVisible(true);
        search.addClassName("ct-search");
        search.addValueChangeListener(change -> {
            if (change.isFromClient()) {
                open(address.searching(change.getValue()));
            }
        });
        Div header = new Div(
                new H1("Worklist"),
                progress,
                search,
                filters,
                new ExportButton(tenants, actor, WorklistView.class, this::export));
        header.setClassName("ct-head");
        return header;
    }

    private Div master() {
        tabs.addClassName("ct-tabs");
        tabs.addSelectedChangeListener(change -> {
            if (change.isFromClient()) {
                open(address.inTab(queues.get(tabs.getSelectedIndex())));
            }
        });
        totals.setClassName("ct-total");
        listState.setClassName("ct-list-state");
        Div master = new Div(tabs, grid, listState, marked, totals);
        master.setClassName("ct-master");
        return master;
    }

    private void drawTabs(Map<WorklistTab, Long> counts) {
        tabs.removeAll();
        queues.clear();
        for (WorklistTab tab : WorklistTab.values()) {
            addTab(tab, tab.label(), counts.getOrDefault(tab, 0L));
        }
        addTab(null, "All", counts.values().stream().mapToLong(Long::longValue).sum());
        tabs.setSelectedIndex(queues.indexOf(address.tab()));
    }

    private void addTab(@Nullable WorklistTab queue, String label, long count) {
        Span number = new Span(figures.count(count));
        number.setClassName("ct-count");
        tabs.add(new Tab(new Span(label), number));
        queues.add(queue);
    }

    private void drawProgress(WorklistQuery.Progress day) {
        progress.removeAll();
        long all = day.contacted() + day.toDo();
        progress.add(
                new Meter(all == 0 ? 0 : 100.0 * day.contacted() / all, ""),
                words(figures.count(day.contacted()) + " of " + figures.count(all), "done"));
        if (!day.promised().isEmpty()) {
            Span secured = words(
                    String.join(
                            " · ",
                            day.promised().stream().map(figures::withCode).toList()),
                    "promised today");
            secured.addComponentAsFirst(Icon.CHECK.draw());
            secured.addClassName("ct-secured");
            progress.add(secured);
        }
    }

    private void drawTotals(List<WorklistQuery.Total> sums, Optional<ScoreQuery.Run> run) {
        totals.removeAll();
        long accounts = sums.stream().mapToLong(WorklistQuery.Total::accounts).sum();
        String basis = run.isEmpty()
                ? "by usual lateness, not scored yet"
                : run.get().baselineShown()
                        ? "by the naive baseline, the " + run.get().model()
                        : "by benefit of a contact today";
        String words = AccountWords.counted(accounts, "account") + ", " + basis;
        Span count = new Span(words);
        count.setTitle(words);
        count.setClassName("ct-cut");
        Button help = new Button(KeyButton.cap("?"), click -> keysDialog().open());
        help.addThemeVariants(ButtonVariant.TERTIARY);
        help.setAriaLabel("Keys");
        help.addClassName("ct-cap-button");
        // Apart from the words: where those are cut off, the keys are still there.
        Span keyCaps = new Span(KeyButton.cap("j"), KeyButton.cap("k"), help);
        keyCaps.setClassName("ct-key-caps");
        totals.add(count, keyCaps);
        for (WorklistQuery.Total sum : sums) {
            Span code = new Span(sum.overdue().currency().getCurrencyCode());
            code.setClassName("ct-ccy");
            Span total = new Span(code, new Span(figures.amount(sum.overdue())));
            total.setClassName("ct-fig");
            totals.add(total);
        }
    }

    private static Span words(String figure, String grey) {
        Span strong = new Span(figure);
        strong.setClassName("ct-b");
        Span sub = new Span(grey);
        sub.setClassName("ct-sub");
        Span both = new Span(strong, sub);
        both.setClassName("ct-sm ct-state-words");
        return both;
    }

    private static Dialog keysDialog() {
        DescriptionList list = new DescriptionList();
        list.setClassName("ct-keys");
        for (String[] key : new String[][] {
            {"j  k", "Next, previous account"},
            {"Enter", "Open customer"},
            {"Esc", "Close account"},
            {"/", "Search"},
            {"c", "Call"},
            {"e", "E-mail"},
            {"p", "Promise"},
            {"d", "Dispute"},
            {"s", "Snooze"},
            {"n", "Note"},
            {"m", "Mark the account, to do something with several at once"},
            {"x", "Mark the next item"},
            {"Ctrl+Enter", "Save in a dialog"},
            {"g f", "Go to the cash forecast; g c customers, g o open items, g a aging"}
        }) {
            list.add(new DescriptionList.Term(KeyButton.cap(key[0])), new DescriptionList.Description(key[1]));
        }
        Dialog dialog = new Dialog(list);
        dialog.setHeaderTitle("Keys");
        return dialog;
    }
}
