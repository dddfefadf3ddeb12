package cashtide.ui.worklist;

import cashtide.audit.CommandId;
import cashtide.audit.Outcome;
import cashtide.collections.ContactChannel;
import cashtide.collections.ContactOutcome;
import cashtide.collections.FollowUps;
import cashtide.dispute.OpenDispute;
import cashtide.dispute.Reason;
import cashtide.dispute.Verdict;
import cashtide.money.Money;
import cashtide.promise.RecordPromise;
import cashtide.tenant.Actor;
import cashtide.ui.component.ActionDialog;
import cashtide.ui.component.AmountField;
import cashtide.ui.component.DayField;
import cashtide.ui.component.Desk;
import cashtide.ui.component.Figures;
import cashtide.worklist.Account;
import cashtide.worklist.AccountHistory;
import cashtide.worklist.AccountId;
import cashtide.worklist.AccountItem;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.HasValidation;
import com.vaadin.flow.component.HasValue;
import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.radiobutton.RadioButtonGroup;
import com.vaadin.flow.component.textfield.TextArea;
import com.vaadin.flow.component.textfield.TextField;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The dialogs for what a collector does with the account on the screen. */
public final class Actions {

    private final Collecting collecting;
    private final Desk desk;
    private final Figures figures;
    private final Place place;

    /** The screen that the actions belong to. */
    public interface Place {

        /** Something is about to be done with the account that is shown. */
        default void before() {}

        /** Something was done: the next account opens, or the page is read again. */
        void after();

        /** It was taken back: the account is shown again. */
        void undone(AccountId account);
    }

    public Actions(Collecting collecting, Desk desk, Figures figures, Place place) {
        this.collecting = collecting;
        this.desk = desk;
        this.figures = figures;
        this.place = place;
    }

    public void call(Account account, List<AccountItem> items, LocalDate today) {
        CommandId id = CommandId.fresh();
        RadioButtonGroup<ContactOutcome> outcome = new RadioButtonGroup<>("Outcome");
        outcome.setItems(ContactOutcome.REACHED, ContactOutcome.NO_ANSWER, ContactOutcome.LEFT_MESSAGE);
        outcome.setItemLabelGenerator(Actions::words);
        outcome.setValue(ContactOutcome.REACHED);
        TextArea note = note();
        DayField next = day("Call again on", null, today);
        Actor actor = desk.actor();
        ActionDialog.open(
                "Call " + account.name(),
                "Log call",
                () -> {
                    var logged = collecting.log(
                            actor, account.id(), id, ContactChannel.CALL, outcome.getValue(), note.getValue());
                    return next.getValue() == null || !(logged instanceof Outcome.Done<?>)
                            ? logged
                            : collecting.snooze(
                                    actor, account.id(), new CommandId(other(id)), next.getValue(), "Call back");
                },
                "Call logged",
                null,
                around(account),
                outcome,
                note,
                next);
    }

    public void email(Account account, List<AccountItem> items, LocalDate today) {
        CommandId id = CommandId.fresh();
        TextArea note = note();
        ActionDialog.open(
                "E-mail to " + account.name(),
                "Log e-mail",
                () -> collecting.log(
                        desk.actor(), account.id(), id, ContactChannel.EMAIL, ContactOutcome.SENT, note.getValue()),
                "E-mail logged",
                null,
                around(account),
                note);
    }

    public void note(Account account, List<AccountItem> items, LocalDate today) {
        CommandId id = CommandId.fresh();
        TextArea note = required(note(), "A note has words.");
        ActionDialog.open(
                "Note on " + account.name(),
                "Save note",
                () -> collecting.log(
                        desk.actor(), account.id(), id, ContactChannel.NOTE, ContactOutcome.NONE, note.getValue()),
                "Note saved",
                null,
                around(account),
                note);
    }

    /** The amount starts with what is selected, or with what is overdue. */
    public void promise(Account account, List<AccountItem> items, LocalDate today) {
        CommandId id = CommandId.fresh();
        Money proposed = items.isEmpty()
                ? account.overdue()
                : AccountItem.sum(items, account.balance().currency());
        AmountField amount = new AmountField("Amount", proposed);
        DayField day = required(day("Will pay by", today.plusDays(7), today), "By which day?");
        TextArea note = note();
        Span covers = new Span(
                items.isEmpty()
                        ? "For the account as a whole"
                        : "For "
                                + String.join(
                                        ", ",
                                        items.stream().map(AccountItem::number).toList()));
        covers.setClassName("ct-sub ct-sm");
        ActionDialog.open(
                "Promise of " + account.name(),
                "Record promise",
                () -> collecting.promise(
                        desk.actor(),
                        account.id(),
                        id,
                        amount.money().orElseThrow(),
                        day.getValue(),
                        items.stream().map(AccountItem::itemId).toList(),
                        note.getValue()),
                "Promise recorded",
                done -> collecting.takeBack(desk.actor(), account.id(), (RecordPromise.Recorded) done),
                around(account),
                covers,
                amount,
                day,
                note);
    }

    /** About one item: the selected one, or one that is chosen here. */
    public void dispute(Account account, List<AccountItem> items, LocalDate today) {
        CommandId id = CommandId.fresh();
        ComboBox<AccountItem> item = new ComboBox<>("Document");
        item.setItems(items);
        required(item, "Which document is disputed?");
        item.setItemLabelGenerator(row -> row.number() + ", " + figures.withCode(row.open()));
        AmountField amount = new AmountField("Amount", account.overdue());
        item.addValueChangeListener(change -> {
            if (change.getValue() != null) {
                amount.show(change.getValue().open());
            }
        });
        items.stream().findFirst().ifPresent(item::setValue);
        ComboBox<Reason> reason = new ComboBox<>("Reason");
        reason.setItems(Reason.values());
        reason.setItemLabelGenerator(Actions::words);
        reason.setValue(Reason.PRICE);
        DayField answer = day("Answer by", today.plusDays(14), today);
        TextArea note = note();
        ActionDialog.open(
                "Dispute of " + account.name(),
                "Open dispute",
                () -> collecting.dispute(
                        desk.actor(),
                        account.id(),
                        id,
                        item.getValue().itemId(),
                        reason.getValue() == null ? Reason.UNKNOWN : reason.getValue(),
                        amount.money().orElseThrow(),
                        answer.getValue(),
                        note.getValue()),
                "Dispute opened. The disputed part is on hold.",
                done -> collecting.takeBack(desk.actor(), account.id(), (OpenDispute.Opened) done),
                around(account),
                item,
                amount,
                reason,
                answer,
                note);
    }

    /** Nothing is chosen at first: a verdict is not given by the way. */
    public void close(Account account, AccountHistory.DisputeRow dispute) {
        CommandId id = CommandId.fresh();
        RadioButtonGroup<Verdict> verdict = new RadioButtonGroup<>("Verdict");
        verdict.setItems(Verdict.values());
        verdict.setItemLabelGenerator(Actions::words);
        required(verdict, "How did it end?");
        Span about = new Span(dispute.document() + ", " + figures.withCode(dispute.amount()));
        about.setClassName("ct-sub ct-sm");
        ActionDialog.open(
                "Close the dispute of " + account.name(),
                "Close dispute",
                () -> collecting.close(desk.actor(), account.id(), id, dispute.id(), verdict.getValue()),
                "Dispute closed. Nothing of it is on hold any more.",
                null,
                around(account),
                about,
                verdict);
    }

    private static String words(Verdict verdict) {
        return switch (verdict) {
            case VALID -> "Valid: the customer is right, and a credit note follows";
            case INVALID -> "Invalid: the money is owed";
            case WITHDRAWN -> "Withdrawn by the customer";
        };
    }

    public void snooze(Account account, List<AccountItem> items, LocalDate today) {
        CommandId id = CommandId.fresh();
        FollowUps.Planned planned = collecting.planned(desk.actor(), account.id());
        DayField until = required(day("Until", today.plusDays(3), today), "Until which day?");
        TextField step = new TextField("Next step");
        step.setValue("Call back");
        step.setWidthFull();
        ActionDialog.open(
                "Snooze " + account.name(),
                "Snooze",
                () -> collecting.snooze(desk.actor(), account.id(), id, until.getValue(), step.getValue()),
                "Snoozed",
                done -> collecting.plan(desk.actor(), account.id(), planned),
                around(account),
                until,
                step);
    }

    private ActionDialog.Around around(Account account) {
        return new ActionDialog.Around(place::before, answer -> place.after(), () -> place.undone(account.id()));
    }

    /** The words of a code: {@code QTY_SHORT} is "Qty short". */
    public static String words(Enum<?> code) {
        String words = code.name().replace('_', ' ').toLowerCase(Locale.ROOT);
        return words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
    }

    // The follow-up of a call is a command of its own, with an id that follows from the call's: a second click repeats
    // both.
    private static UUID other(CommandId id) {
        return new UUID(id.value().getMostSignificantBits(), id.value().getLeastSignificantBits() ^ 1L);
    }

    /** The words of a contact or a note. */
    public static TextArea note() {
        TextArea note = new TextArea("Note");
        note.setWidthFull();
        note.setMaxLength(2000);
        return note;
    }

    /** A day from today on. */
    public static DayField day(String label, @Nullable LocalDate value, LocalDate today) {
        DayField day = new DayField();
        day.setLabel(label);
        day.setValue(value);
        day.setMin(today);
        return day;
    }

    /** A field that the dialog does not leave empty. */
    public static <F extends Component & HasValue<?, ?> & HasValidation> F required(F field, String whenEmpty) {
        field.setRequiredIndicatorVisible(true);
        field.setErrorMessage(whenEmpty);
        return field;
    }
}
