package cashtide.ui.openitems;

import cashtide.audit.CommandId;
import cashtide.dispute.OpenDispute;
import cashtide.dispute.Reason;
import cashtide.money.Money;
import cashtide.promise.RecordPromise;
import cashtide.tenant.Actor;
import cashtide.tenant.Role;
import cashtide.ui.component.AmountField;
import cashtide.ui.component.DayField;
import cashtide.ui.component.ExportButton;
import cashtide.ui.component.Figures;
import cashtide.ui.component.Icon;
import cashtide.ui.component.KeyButton;
import cashtide.ui.component.MarkedRows;
import cashtide.ui.component.Steps;
import cashtide.ui.component.Toast;
import cashtide.ui.worklist.AccountWords;
import cashtide.ui.worklist.Actions;
import cashtide.ui.worklist.Collecting;
import cashtide.worklist.OpenItemsQuery;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.textfield.TextArea;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** What is done with all the open items that are marked: one promise of each account, one dispute about each invoice. */
final class MarkedItems {

    /** As the use cases of a single promise and of a single dispute have it. */
    private static final Set<Role> MAY_COLLECT = Set.of(Role.COLLECTOR, Role.AR_CLERK, Role.TENANT_ADMIN);

    private static final int DAYS_TO_PAY = 7;
    private static final int DAYS_TO_ANSWER = 14;
    private static final int DOCUMENTS_NAMED = 6;

    private final Collecting collecting;
    private final Actor actor;
    private final Figures figures;
    private final Supplier<LocalDate> today;
    private final MarkedRows<OpenItemsQuery.Item> marked;
    private final Component promise = new KeyButton(Icon.PROMISE, "Promise", "", this::promise);
    private final Component dispute = new KeyButton(Icon.DISPUTE, "Dispute", "", this::dispute);

    /**
     * Makes it.
     *
     * @param today the business date
     * @param all marks what the list holds
     * @param changed the list is to be read again
     * @param export of those that are marked
     */
    MarkedItems(
            Collecting collecting,
            Actor actor,
            Figures figures,
            Supplier<LocalDate> today,
            Runnable all,
            Runnable changed,
            Function<MarkedRows<OpenItemsQuery.Item>, ExportButton> export) {
        this.collecting = collecting;
        this.actor = actor;
        this.figures = figures;
        this.today = today;
        this.marked = new MarkedRows<>(
                new MarkedRows.Rows<>(
                        "item",
                        OpenItemsQuery.Item::id,
                        OpenItemsQuery.Item::document,
                        rows -> figures.sums(rows.stream().map(OpenItemsQuery.Item::open)) + " open"),
                all,
                changed);
        marked.actions(promise, dispute, export.apply(marked));
    }

    MarkedRows<OpenItemsQuery.Item> bar() {
        return marked;
    }

    /** As of a day that is over nothing is promised or disputed: what was open then may be paid by now. */
    void actOn(boolean businessDate) {
        boolean may = businessDate && actor.hasAnyOf(MAY_COLLECT);
        promise.setVisible(may);
        dispute.setVisible(may);
    }

    private void promise() {
        List<ItemsByAccount> accounts = ItemsByAccount.of(marked.rows());
        if (accounts.isEmpty()) {
            Toast.refused("Only credit notes are marked: nobody promises to pay them.");
            return;
        }
        CommandId id = CommandId.fresh();
        boolean one = accounts.size() == 1;
        ItemsByAccount first = accounts.getFirst();
        AmountField amount = new AmountField("Amount", first.open());
        DayField day = Actions.required(
                Actions.day("Will pay by", today.get().plusDays(DAYS_TO_PAY), today.get()), "By which day?");
        TextArea note = Actions.note();
        List<OpenItemsQuery.Item> items =
                accounts.stream().flatMap(each -> each.items().stream()).toList();
        Span covers = words(
                one
                        ? "For " + documents(items)
                        : figures.sums(items.stream().map(OpenItemsQuery.Item::open)) + " of " + accounts.size()
                                + " accounts, each with what is open of its marked items",
                items);
        List<Steps.Step<OpenItemsQuery.Item>> steps = new ArrayList<>();
        for (ItemsByAccount account : accounts) {
            Supplier<Money> promised = () -> one ? amount.money().orElseThrow() : account.open();
            List<UUID> ids =
                    account.items().stream().map(OpenItemsQuery.Item::id).toList();
            CommandId own = MarkedRows.own(id, account.account().toString());
            steps.add(new Steps.Step<>(
                    account.items(),
                    account.customerName(),
                    () -> collecting.promise(
                            actor, account.account(), own, promised.get(), day.getValue(), ids, note.getValue()),
                    done -> collecting.takeBack(actor, account.account(), (RecordPromise.Recorded) done)));
        }
        marked.ask(
                one ? "Promise of " + first.customerName() : "Promises of " + accounts.size() + " accounts",
                one ? "Record promise" : "Record " + accounts.size() + " promises",
                "promised",
                new Steps<>(steps),
                (one ? Stream.of(covers, amount, day, note) : Stream.of(covers, day, note)).toArray(Component[]::new));
    }

    private void dispute() {
        List<OpenItemsQuery.Item> items = ItemsByAccount.disputable(marked.rows());
        if (items.isEmpty()) {
            Toast.refused("Nothing marked can be disputed: it is a credit note, or disputed already.");
            return;
        }
        CommandId id = CommandId.fresh();
        ComboBox<Reason> reason = new ComboBox<>("Reason");
        reason.setItems(Reason.values());
        reason.setItemLabelGenerator(Actions::words);
        reason.setValue(Reason.PRICE);
        DayField answer = Actions.day("Answer by", today.get().plusDays(DAYS_TO_ANSWER), today.get());
        TextArea note = Actions.note();
        String whom = AccountWords.counted(items.size(), "invoice");
        marked.ask(
                "Dispute " + whom,
                "Dispute " + whom,
                "disputed. The disputed parts are on hold.",
                new Steps<>(items.stream()
                        .map(item -> new Steps.Step<>(
                                List.of(item),
                                item.document(),
                                () -> collecting.dispute(
                                        actor,
                                        ItemsByAccount.account(item),
                                        MarkedRows.own(id, item.id().toString()),
                                        item.id(),
                                        Objects.requireNonNullElse(reason.getValue(), Reason.UNKNOWN),
                                        ItemsByAccount.undisputed(item),
                                        answer.getValue(),
                                        note.getValue()),
                                done -> collecting.takeBack(
                                        actor, ItemsByAccount.account(item), (OpenDispute.Opened) done)))
                        .toList()),
                words(
                        figures.sums(items.stream().map(ItemsByAccount::undisputed))
                                + ", all that is open and not disputed yet of " + documents(items),
                        items),
                reason,
                answer,
                note);
    }

    private static String documents(List<OpenItemsQuery.Item> items) {
        String named = String.join(
                ", ",
                items.stream()
                        .limit(DOCUMENTS_NAMED)
                        .map(OpenItemsQuery.Item::document)
                        .toList());
        return items.size() <= DOCUMENTS_NAMED ? named : named + " and " + (items.size() - DOCUMENTS_NAMED) + " more";
    }

    /** What it is about, and how many marked items it is not about. */
    private Span words(String about, List<OpenItemsQuery.Item> items) {
        int out = marked.rows().size() - items.size();
        Span words = new Span(about + "."
                + (out == 0 ? "" : " Left out: " + AccountWords.counted(out, "item") + " with nothing to claim."));
        words.setClassName("ct-sub ct-sm");
        return words;
    }
}
