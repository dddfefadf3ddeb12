package cashtide.ui.worklist;

import cashtide.audit.CommandId;
import cashtide.audit.Outcome;
import cashtide.collections.ContactChannel;
import cashtide.collections.ContactOutcome;
import cashtide.collections.FollowUps;
import cashtide.money.Money;
import cashtide.tenant.Actor;
import cashtide.ui.component.ActionDialog;
import cashtide.ui.component.DayField;
import cashtide.ui.component.Figures;
import cashtide.ui.component.Icon;
import cashtide.ui.component.KeyButton;
import cashtide.ui.component.Toast;
import cashtide.worklist.AccountId;
import cashtide.worklist.WorklistRow;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.textfield.TextArea;
import com.vaadin.flow.component.textfield.TextField;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The accounts that are marked, and what is done with all of them at once. Each account is a command of its own: one that is
 * refused keeps no other from being done, and stays marked.
 */
final class Marked extends Div {

    /** As many as a person can answer for, and as are done within a few seconds. */
    static final int MAX = 200;

    private final Map<AccountId, WorklistRow> rows = new LinkedHashMap<>();
    private final Collecting collecting;
    private final Actor actor;
    private final Figures figures;
    private final Supplier<LocalDate> today;
    private final Runnable all;
    private final Runnable changed;

    /** What became of the accounts, to be told and taken back. */
    private record Result(List<AccountId> done, List<String> refused) {}

    /**
     * @param all marks what the list holds, up to {@link #MAX}
     * @param changed the list is to be read again
     */
    Marked(
            Collecting collecting,
            Actor actor,
            Figures figures,
            Supplier<LocalDate> today,
            Runnable all,
            Runnable changed) {
        this.collecting = collecting;
        this.actor = actor;
        this.figures = figures;
        this.today = today;
        this.all = all;
        this.changed = changed;
        setClassName("ct-marked");
        setVisible(false);
    }

    boolean has(AccountId account) {
        return rows.containsKey(account);
    }

    void toggle(WorklistRow row) {
        if (rows.remove(row.account()) == null && rows.size() < MAX) {
            rows.put(row.account(), row);
        }
        draw();
    }

    void addAll(Collection<WorklistRow> more) {
        more.stream().limit(MAX - rows.size()).forEach(row -> rows.put(row.account(), row));
        draw();
    }

    void clear() {
        rows.clear();
        draw();
    }

    private void draw() {
        removeAll();
        setVisible(!rows.isEmpty());
        if (rows.isEmpty()) {
            return;
        }
        Span words = new Span(AccountWords.counted(rows.size(), "account") + " marked");
        words.setClassName("ct-b");
        words.getElement().setAttribute("role", "status");
        Span sums = new Span(overdue());
        sums.setClassName("ct-sub ct-n ct-grow ct-cut");
        Button clear = new Button("Clear", click -> {
            clear();
            changed.run();
        });
        Button more = new Button("Mark all", click -> all.run());
        List.of(more, clear).forEach(button -> button.addThemeVariants(ButtonVariant.TERTIARY));
        add(
                words,
                sums,
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
                        () -> log("Note on", "notes saved", ContactChannel.NOTE, ContactOutcome.NONE)),
                more,
                clear);
    }

    private String overdue() {
        Map<String, Money> sums = new TreeMap<>();
        rows.values().forEach(row -> sums.merge(row.account().currency(), row.overdue(), Money::plus));
        return String.join(" · ", sums.values().stream().map(figures::withCode).toList()) + " overdue";
    }

    private void snooze() {
        CommandId id = CommandId.fresh();
        Map<AccountId, FollowUps.Planned> before = new LinkedHashMap<>();
        rows.keySet().forEach(account -> before.put(account, collecting.planned(actor, account)));
        DayField until =
                Actions.required(Actions.day("Until", today.get().plusDays(3), today.get()), "Until which day?");
        TextField step = new TextField("Next step");
        step.setValue("Call back");
        step.setWidthFull();
        ask(
                "Snooze",
                "snoozed",
                account -> collecting.snooze(actor, account, own(id, account), until.getValue(), step.getValue()),
                account -> collecting.plan(actor, account, Objects.requireNonNull(before.get(account))),
                until,
                step);
    }

    private void log(String verb, String past, ContactChannel channel, ContactOutcome outcome) {
        CommandId id = CommandId.fresh();
        TextArea note = Actions.note();
        if (channel == ContactChannel.NOTE) {
            Actions.required(note, "A note has words.");
        }
        ask(
                verb,
                past,
                account -> collecting.log(actor, account, own(id, account), channel, outcome, note.getValue()),
                null,
                note);
    }

    private void ask(
            String verb,
            String past,
            Function<AccountId, Outcome<?>> action,
            @Nullable Function<AccountId, Outcome<?>> undo,
            Component... fields) {
        String whom = AccountWords.counted(rows.size(), "account");
        Result[] last = {new Result(List.of(), List.of())};
        ActionDialog.open(
                verb + " " + whom,
                verb.split(" ", 2)[0] + " " + rows.size(),
                () -> {
                    last[0] = each(action);
                    return Outcome.done(last[0]);
                },
                rows.size() + " " + past,
                undo == null
                        ? null
                        : answer -> ((Result) answer)
                                .done().stream()
                                        .<Outcome<?>>map(undo)
                                        .filter(outcome -> !(outcome instanceof Outcome.Done<?>))
                                        .findFirst()
                                        .orElse(Outcome.done(answer)),
                new ActionDialog.Around(() -> {}, () -> after(last[0]), changed),
                fields);
    }

    private Result each(Function<AccountId, Outcome<?>> action) {
        List<AccountId> done = new ArrayList<>();
        List<String> refused = new ArrayList<>();
        List.copyOf(rows.values()).forEach(row -> {
            Outcome<?> outcome = action.apply(row.account());
            if (outcome instanceof Outcome.Done<?>) {
                done.add(row.account());
            } else {
                refused.add(row.customerName() + ": " + ActionDialog.words(outcome));
            }
        });
        return new Result(done, refused);
    }

    private void after(Result result) {
        result.done().forEach(rows::remove);
        draw();
        changed.run();
        if (!result.refused().isEmpty()) {
            Toast.refused(result.refused().size() + " not done. "
                    + String.join(" ", result.refused().stream().limit(3).toList()));
        }
    }

    /** The same for the same click on the same account, so that a click sent twice is done once. */
    private static CommandId own(CommandId click, AccountId account) {
        return new CommandId(
                UUID.nameUUIDFromBytes((click.value() + "/" + account.customerId() + "/" + account.currency())
                        .getBytes(StandardCharsets.US_ASCII)));
    }
}
