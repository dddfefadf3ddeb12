package cashtide.ui.worklist;

import cashtide.audit.CommandId;
import cashtide.collections.ContactChannel;
import cashtide.collections.ContactOutcome;
import cashtide.collections.FollowUps;
import cashtide.tenant.Actor;
import cashtide.ui.component.DayField;
import cashtide.ui.component.Figures;
import cashtide.ui.component.Icon;
import cashtide.ui.component.KeyButton;
import cashtide.ui.component.MarkedRows;
import cashtide.ui.component.Steps;
import cashtide.worklist.AccountId;
import cashtide.worklist.WorklistRow;
import com.vaadin.flow.component.textfield.TextArea;
import com.vaadin.flow.component.textfield.TextField;
import java.time.LocalDate;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;

/** What is done with all the accounts of the worklist that are marked. Each account is a command of its own. */
final class MarkedAccounts {

    private final MarkedRows<WorklistRow> marked;
    private final Collecting collecting;
    private final Actor actor;
    private final Supplier<LocalDate> today;

    /**
     * Makes it.
     *
     * @param all marks what the list holds
     * @param changed the list is to be read again
     */
    MarkedAccounts(
            Collecting collecting,
            Actor actor,
            Figures figures,
            Supplier<LocalDate> today,
            Runnable all,
            Runnable changed) {
        this.collecting = collecting;
        this.actor = actor;
        this.today = today;
        this.marked = new MarkedRows<>(
                new MarkedRows.Rows<>(
                        "account",
                        WorklistRow::account,
                        WorklistRow::customerName,
                        rows -> figures.sums(rows.stream().map(WorklistRow::overdue)) + " overdue"),
                all,
                changed);
        marked.actions(
                new KeyButton(Icon.CLOCK, "Snooze", "", this::snooze),
                new KeyButton(
                        Icon.MAIL,
                        "E-mailed",
                        "",
                        () -> log("Log e-mail to", "e-mails logged", ContactChannel.EMAIL, ContactOutcome.SENT)),
                new KeyButton(
                        Icon.NOTE,
                        "Note",
                        "",
                        () -> log("Note on", "notes saved", ContactChannel.NOTE, ContactOutcome.NONE)));
    }

    MarkedRows<WorklistRow> bar() {
        return marked;
    }

    private void snooze() {
        CommandId id = CommandId.fresh();
        DayField until =
                Actions.required(Actions.day("Until", today.get().plusDays(3), today.get()), "Until which day?");
        TextField step = new TextField("Next step");
        step.setValue("Call back");
        step.setWidthFull();
        marked.ask(
                "Snooze " + marked.counted(),
                "Snooze " + marked.rows().size(),
                "snoozed",
                each(row -> {
                    AccountId account = row.account();
                    FollowUps.Planned before = collecting.planned(actor, account);
                    return new Steps.Step<>(
                            List.of(row),
                            row.customerName(),
                            () -> collecting.snooze(
                                    actor, account, own(id, account), until.getValue(), step.getValue()),
                            snoozed -> collecting.plan(actor, account, before));
                }),
                until,
                step);
    }

    private void log(String verb, String done, ContactChannel channel, ContactOutcome outcome) {
        CommandId id = CommandId.fresh();
        TextArea note = Actions.note();
        if (channel == ContactChannel.NOTE) {
            Actions.required(note, "A note has words.");
        }
        marked.ask(
                verb + " " + marked.counted(),
                verb.split(" ", 2)[0] + " " + marked.rows().size(),
                done,
                each(row -> new Steps.Step<>(
                        List.of(row),
                        row.customerName(),
                        () -> collecting.log(
                                actor, row.account(), own(id, row.account()), channel, outcome, note.getValue()),
                        Steps.NO_UNDO)),
                note);
    }

    private Steps<WorklistRow> each(Function<WorklistRow, Steps.Step<WorklistRow>> step) {
        return new Steps<>(marked.rows().stream().map(step).toList());
    }

    private static CommandId own(CommandId click, AccountId account) {
        return MarkedRows.own(click, account.customerId() + "/" + account.currency());
    }
}
