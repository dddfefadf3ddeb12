package cashtide.ui.worklist;

import cashtide.tenant.Tenants;
import cashtide.ui.component.Desk;
import cashtide.ui.component.Figure;
import cashtide.ui.component.Figures;
import cashtide.ui.component.Icon;
import cashtide.ui.component.KeyButton;
import cashtide.ui.component.Meter;
import cashtide.ui.component.State;
import cashtide.ui.component.Strip;
import cashtide.ui.customer.CustomerView;
import cashtide.worklist.Account;
import cashtide.worklist.AccountHistory;
import cashtide.worklist.AccountId;
import cashtide.worklist.AccountItem;
import cashtide.worklist.AccountQuery;
import cashtide.worklist.Advice;
import cashtide.worklist.TimelineEntry;
import cashtide.worklist.WorklistQuery;
import cashtide.worklist.WorklistRow;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.H3;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.router.RouteParameters;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The account beside the list: figures, the next best action with its reason, open items, timeline, and the actions. */
final class AccountPanel extends Div {

    private static final int ENTRIES = 8;

    private final Tenants tenants;
    private final Desk desk;
    private final Figures figures;
    private final Actions actions;
    private final AccountQuery accounts = new AccountQuery();
    private final AccountHistory history = new AccountHistory();
    private final WorklistQuery worklist = new WorklistQuery();

    private @Nullable Shown shown;
    private @Nullable ItemsGrid items;

    /** What one read of the account brought. */
    private record Shown(
            Account account,
            Optional<WorklistRow> row,
            List<AccountItem> items,
            Advice advice,
            List<AccountHistory.DisputeRow> disputes,
            List<TimelineEntry> timeline,
            int timelineSize,
            LocalDate today) {}

    AccountPanel(Tenants tenants, Desk desk, Figures figures, Actions actions) {
        this.tenants = tenants;
        this.desk = desk;
        this.figures = figures;
        this.actions = actions;
        setClassName("ct-detail");
        getElement().setAttribute("aria-label", "Account");
    }

    /** Shows an account, or says that none is chosen. */
    void show(@Nullable AccountId id) {
        removeAll();
        shown = null;
        if (id == null) {
            add(State.empty("Choose an account to see why it is on the list."));
            return;
        }
        read(id).ifPresentOrElse(
                        read -> {
                            shown = read;
                            draw(read);
                        },
                        () -> add(State.empty("This account is not there. It may belong to another tenant.")));
    }

    Optional<Account> account() {
        return Optional.ofNullable(shown).map(Shown::account);
    }

    /** Opens the customer's page. */
    void openCustomer() {
        account().ifPresent(account -> getUI().ifPresent(
                        ui -> ui.navigate(CustomerView.class, new RouteParameters("number", account.number()))));
    }

    /** Does an action with the selected items of the account, or all of them. */
    void act(String key) {
        Shown now = shown;
        ItemsGrid grid = items;
        if (now == null || grid == null) {
            return;
        }
        List<AccountItem> chosen = List.copyOf(grid.getSelectedItems());
        List<AccountItem> debts =
                now.items().stream().filter(item -> item.daysLate() != null).toList();
        switch (key) {
            case "c" -> actions.call(now.account(), chosen, now.today());
            case "e" -> actions.email(now.account(), chosen, now.today());
            case "p" -> actions.promise(now.account(), chosen, now.today());
            case "d" -> actions.dispute(now.account(), chosen.isEmpty() ? debts : chosen, now.today());
            case "s" -> actions.snooze(now.account(), chosen, now.today());
            case "n" -> actions.note(now.account(), chosen, now.today());
            case "x" -> grid.selectNext();
            default -> throw new IllegalArgumentException("key: " + key);
        }
    }

    private Optional<Shown> read(AccountId id) {
        return tenants.inTx(desk.actor(), tx -> accounts.account(tx, id)
                .map(account -> new Shown(
                        account,
                        worklist.row(tx, id),
                        accounts.items(tx, id),
                        accounts.advice(tx, id),
                        history.openDisputes(tx, id),
                        history.timeline(tx, id.customerId(), ENTRIES),
                        history.timelineSize(tx, id.customerId()),
                        tx.businessDate())));
    }

    private void draw(Shown now) {
        AccountWords words = new AccountWords(figures, now.today());
        ItemsGrid grid = new ItemsGrid(figures, words, now.items(), now.today(), false);
        items = grid;
        Div body = new Div(advice(now, words), itemsSection(now, grid));
        if (!now.disputes().isEmpty()) {
            body.add(disputes(now));
        }
        body.add(timeline(now, words));
        body.setClassName("ct-detail-body");
        add(header(now, words), strip(now, words), body, bar());
    }

    private Div header(Shown now, AccountWords words) {
        H2 name = new H2(now.account().name());
        name.setClassName("ct-name ct-cut");
        Div titles = new Div(name);
        titles.setClassName("ct-row");
        now.row().stream()
                .flatMap(row -> row.chips().stream())
                .limit(2)
                .forEach(chip -> titles.add(ChipWords.of(chip, now.today()).draw()));
        Paragraph line = new Paragraph(words.line(now.account()));
        line.setClassName("ct-sm ct-sub ct-cut");
        Div left = new Div(titles, line);
        left.setClassName("ct-grow");
        Div header = new Div(left, new KeyButton(Icon.USERS, "Open customer", "↵", this::openCustomer));
        header.setClassName("ct-acct");
        return header;
    }

    private Strip strip(Shown now, AccountWords words) {
        Account account = now.account();
        Strip strip = new Strip("five")
                .with("Balance", Figure.of(figures, account.balance(), "s"), words.documents(account))
                .with(
                        "Overdue",
                        Figure.of(figures, account.overdue(), account.overdue().isZero() ? "s" : "s danger"),
                        words.overdue(account));
        Integer used = account.creditUsedPercent();
        if (used == null || account.creditLimit() == null) {
            strip.with("Credit limit used", Figure.words("\u2013", "s"), "no limit set");
        } else {
            strip.with(
                    "Credit limit used",
                    Figure.withUnit(Integer.toString(used), "%", "of " + figures.whole(account.creditLimit()), "s"),
                    new Meter(used, used >= 90 ? "warn" : ""));
        }
        Double late = account.pLate();
        strip.with(
                "P(late)",
                late == null ? Figure.words("\u2013", "s") : Figure.withUnit(Figures.percent(late), "%", "", "s"),
                late == null || account.expectedFrom() == null
                        ? "not scored yet"
                        : late >= 0.65 ? "high" : late >= 0.45 ? "medium" : "low");
        return strip.with(
                "Cash expected",
                Figure.words(Figures.expectedShort(account.expectedOn(), account.orLater(), now.today()), "s"),
                account.expectedFrom() == null
                        ? "by usual lateness"
                        : Figures.shortDate(account.expectedFrom(), now.today()) + " to "
                                + Figures.shortDate(account.expectedTo(), now.today()));
    }

    private Div advice(Shown now, AccountWords words) {
        H3 title = new H3(words.adviceTitle(now.account(), now.advice()));
        Paragraph reason = new Paragraph((words.adviceReason(now.advice()) + " "
                        + words.lastContact(
                                now.row().map(WorklistRow::lastContactOn).orElse(null)))
                .strip());
        reason.setClassName("ct-sm ct-sub");
        Div text = new Div(title, reason);
        text.setClassName("ct-grow");
        Span mark = Icon.TARGET.draw();
        mark.addClassName("mark");
        Div card = new Div(mark, text);
        card.setClassName("ct-advice");
        if (now.advice().action() == Advice.Action.CALL) {
            KeyButton call = new KeyButton(Icon.PHONE, "Call", "c", () -> act("c"));
            call.addThemeVariants(ButtonVariant.PRIMARY);
            card.add(call);
        }
        return card;
    }

    private Div itemsSection(Shown now, Grid<AccountItem> grid) {
        Span count = new Span(now.items().size() + " · " + now.account().id().currency());
        count.setClassName("ct-xs ct-sub");
        Span selected = new Span();
        selected.setClassName("ct-xs ct-sub ct-push ct-n");
        selected.getElement().setAttribute("role", "status");
        grid.addSelectionListener(change -> {
            var chosen = change.getAllSelectedItems();
            selected.setText(
                    chosen.isEmpty()
                            ? ""
                            : chosen.size() + " selected, "
                                    + figures.withCode(AccountItem.sum(
                                            chosen, now.account().balance().currency())));
        });
        Div cap = new Div(new H3("Open items"), count, selected);
        cap.setClassName("ct-row ct-cap");
        return new Div(cap, grid);
    }

    /** What waits for an answer; where nothing does, nothing is said. */
    private Div disputes(Shown now) {
        Div cap = new Div(new H3("Disputes to answer"));
        cap.setClassName("ct-row ct-cap");
        Div section = new Div(cap);
        for (AccountHistory.DisputeRow dispute : now.disputes()) {
            Span what = new Span(dispute.document() + ", " + figures.withCode(dispute.amount()));
            what.setClassName("ct-n");
            Span when = new Span("answer by " + Figures.shortDate(dispute.answerBy(), now.today()));
            when.setClassName("ct-sub ct-xs");
            Button close = new Button("Close", click -> actions.close(now.account(), dispute));
            close.setAriaLabel("Close the dispute of " + dispute.document());
            close.addThemeVariants(ButtonVariant.TERTIARY);
            close.addClassName("ct-push");
            Div row = new Div(what, when, close);
            row.setClassName("ct-row ct-sm");
            section.add(row);
        }
        return section;
    }

    private Div timeline(Shown now, AccountWords words) {
        Span all = new Span("all channels");
        all.setClassName("ct-xs ct-sub");
        Button more = new Button(
                "All " + AccountWords.counted(now.timelineSize(), "entry").replace("entrys", "entries"),
                click -> openCustomer());
        more.addThemeVariants(ButtonVariant.TERTIARY);
        more.addClassName("ct-push");
        Div cap = new Div(new H3("Timeline"), all, more);
        cap.setClassName("ct-row ct-cap");
        return new Div(
                cap, new TimelineList(now.timeline().stream().map(words::entry).toList()));
    }

    private Div bar() {
        Div bar = new Div(
                new KeyButton(Icon.PHONE, "Call", "c", () -> act("c")),
                new KeyButton(Icon.MAIL, "E-mail", "e", () -> act("e")),
                new KeyButton(Icon.PROMISE, "Promise", "p", () -> act("p")),
                new KeyButton(Icon.DISPUTE, "Dispute", "d", () -> act("d")),
                new KeyButton(Icon.CLOCK, "Snooze", "s", () -> act("s")),
                new KeyButton(Icon.NOTE, "Note", "n", () -> act("n")));
        bar.setClassName("ct-bar");
        bar.getElement().setAttribute("role", "toolbar").setAttribute("aria-label", "Actions");
        return bar;
    }
}
