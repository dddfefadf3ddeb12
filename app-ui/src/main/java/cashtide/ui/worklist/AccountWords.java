package cashtide.ui.worklist;

import cashtide.money.Money;
import cashtide.ui.component.Figures;
import cashtide.ui.component.Icon;
import cashtide.ui.component.StatusChip;
import cashtide.ui.component.Tone;
import cashtide.worklist.Account;
import cashtide.worklist.AccountItem;
import cashtide.worklist.Advice;
import cashtide.worklist.Chip;
import cashtide.worklist.TimelineEntry;
import com.vaadin.flow.component.html.Span;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The words of an account: advice, statuses, timeline. Begins with the fact, not with the model. */
public final class AccountWords {

    private static final String P_LATE = "Of what is overdue, the chance that it is still unpaid in four weeks;"
            + " of the rest, that it is paid after its due date. Weighed by amount.";

    private final Figures figures;
    private final LocalDate today;

    public AccountWords(Figures figures, LocalDate today) {
        this.figures = figures;
        this.today = today;
    }

    /** Drawing, tone and words of a timeline entry. */
    public record Entry(Tone tone, Icon icon, String title, String detail, String when) {}

    /** What is known of the customer in one line. */
    public String line(Account account) {
        return String.join(
                " · ",
                Stream.of(
                                account.number(),
                                account.country(),
                                account.terms(),
                                account.parentName() == null ? null : "parent " + account.parentName(),
                                account.customerSince() == null
                                        ? null
                                        : "customer since "
                                                + account.customerSince().getYear())
                        .filter(Objects::nonNull)
                        .toList());
    }

    public String documents(Account account) {
        return counted(account.openInvoices(), "invoice")
                + (account.openCreditNotes() == 0 ? "" : ", " + counted(account.openCreditNotes(), "credit note"))
                + (account.unapplied().isZero() ? "" : ", " + figures.amount(account.unapplied()) + " unapplied");
    }

    public String overdue(Account account) {
        return account.oldestDays() == null
                ? "nothing past due"
                : counted(account.overdueInvoices(), "invoice") + ", oldest " + account.oldestDays() + " d";
    }

    public String adviceTitle(Account account, Advice advice) {
        return switch (advice.action()) {
            case CALL -> "Call " + account.name() + about(advice.because());
            case ANSWER_DISPUTE -> "Answer the dispute of " + account.name();
            case MEND_ADDRESS -> "Find another address of " + account.name();
            case WAIT -> "Nothing to do today";
        };
    }

    public String adviceReason(Advice advice) {
        List<String> reasons = new ArrayList<>();
        Money on = advice.worthOn();
        if (advice.worthDays() != null && on != null) {
            reasons.add("Worth about " + counted(advice.worthDays(), "day") + " on " + figures.withCode(on) + ".");
        }
        if (advice.disputed()) {
            reasons.add("Settle the dispute in the same contact.");
        }
        if (advice.action() == Advice.Action.ANSWER_DISPUTE) {
            reasons.add("All that is overdue is disputed: it is paid once the answer is given.");
        }
        if (advice.action() == Advice.Action.WAIT) {
            reasons.add(waiting(advice.because()));
        }
        return String.join(" ", reasons);
    }

    /** Nothing where nobody ever spoke with them, as the reasons why to call say. */
    public String lastContact(@Nullable LocalDate day) {
        return day == null ? "" : "Last contact " + Figures.shortDate(day, today) + ".";
    }

    public StatusChip status(AccountItem item) {
        return switch (item.status()) {
            case CREDIT_NOTE -> new StatusChip(Tone.INFO, Icon.TAG, "Credit note");
            case PROMISE_BROKEN -> new StatusChip(Tone.DANGER, Icon.ALERT, "Promise broken");
            case DISPUTED -> new StatusChip(Tone.WARN, Icon.DISPUTE, "Disputed " + figures.amount(item.disputed()));
            case PROMISED ->
                ChipWords.promiseDue(Objects.requireNonNull(item.promisedOn()), today)
                        .draw();
            case LATE -> new StatusChip(Tone.DANGER, Icon.CLOCK, item.daysLate() + " days late");
            case DUE_TODAY -> new StatusChip(Tone.QUIET, Icon.CLOCK, "Due today");
            case NOT_DUE -> new StatusChip(Tone.QUIET, Icon.CLOCK, "Not due");
        };
    }

    public Entry entry(TimelineEntry entry) {
        String when = entry.on().equals(today) ? "Today" : Figures.shortDate(entry.on(), today);
        String money = entry.amount() == null ? "" : figures.withCode(entry.amount());
        String note = entry.note().isBlank() ? "" : "\u201c" + entry.note() + "\u201d";
        String logged = join(note, entry.who().isEmpty() ? "" : "Logged by " + entry.who());
        return switch (entry.kind()) {
            case CALL -> new Entry(Tone.INFO, Icon.PHONE, "Call, " + plain(entry.subject()), logged, when);
            case EMAIL -> new Entry(Tone.QUIET, Icon.MAIL, "E-mail, " + plain(entry.subject()), logged, when);
            case LETTER -> new Entry(Tone.QUIET, Icon.MAIL, "Letter, " + plain(entry.subject()), logged, when);
            case PORTAL -> new Entry(Tone.INFO, Icon.GLOBE, "Portal, " + plain(entry.subject()), logged, when);
            case NOTE -> new Entry(Tone.QUIET, Icon.NOTE, "Note", logged, when);
            case PROMISE_MADE ->
                new Entry(Tone.QUIET, Icon.PROMISE, "Promise of " + money, "For " + day(entry.subject()), when);
            case PROMISE_KEPT ->
                new Entry(Tone.OK, Icon.PROMISE, "Promise kept", money + " promised for " + day(entry.subject()), when);
            case PROMISE_PARTLY_KEPT ->
                new Entry(
                        Tone.WARN,
                        Icon.PROMISE,
                        "Promise partly kept",
                        money + " promised for " + day(entry.subject()),
                        when);
            case PROMISE_BROKEN ->
                new Entry(
                        Tone.DANGER,
                        Icon.ALERT,
                        "Promise broken",
                        money + " promised for " + day(entry.subject()),
                        when);
            case PROMISE_REPLACED ->
                new Entry(
                        Tone.QUIET,
                        Icon.PROMISE,
                        "Promise replaced",
                        money + " promised for " + day(entry.subject()),
                        when);
            case DISPUTE_OPENED ->
                new Entry(
                        Tone.WARN,
                        Icon.DISPUTE,
                        "Dispute opened: " + plain(entry.note()) + ", " + money,
                        entry.subject(),
                        when);
            case DISPUTE_CLOSED ->
                new Entry(
                        Tone.OK,
                        Icon.DISPUTE,
                        "Dispute closed: " + plain(entry.note()),
                        entry.subject() + ", " + money,
                        when);
            case PAYMENT ->
                new Entry(Tone.OK, Icon.BANK, "Payment " + money, join(entry.subject(), entry.note()), when);
            case PAYMENT_REVERSED ->
                new Entry(Tone.DANGER, Icon.UNDO, "Payment returned, " + money, entry.subject(), when);
            case INVOICE -> new Entry(Tone.QUIET, Icon.FILE, "Invoice " + entry.subject() + ", " + money, "", when);
            case CREDIT_NOTE ->
                new Entry(Tone.INFO, Icon.TAG, "Credit note " + entry.subject() + ", " + money, "", when);
        };
    }

    /** {@code 1 invoice}, {@code 3 invoices}. */
    public static String counted(long number, String noun) {
        return number + " " + noun + (number == 1 ? "" : "s");
    }

    private String about(@Nullable Chip chip) {
        if (chip == null) {
            return "";
        }
        return switch (chip.code()) {
            case PROMISE_BROKEN -> " about the promise of " + day(chip.value()) + " that was broken";
            case CALL_BACK ->
                ": "
                        + (chip.value().isBlank()
                                ? "follow-up of today"
                                : chip.value().toLowerCase(Locale.ROOT));
            case PROMISE_DUE_TODAY -> " about today's promise";
            case RISK_UP -> ": risk rose by " + chip.value() + " points";
            case NO_CONTACT -> ": no contact for " + chip.value() + " days";
            case FIRST_TIME_LATE -> ": late for the first time";
            case SLOWER_THAN_USUAL -> ": slower than usual";
            case NEAR_CREDIT_LIMIT -> ": near the credit limit";
            case PROMISE_DUE, DISPUTE_DAYS_LEFT, DISPUTE_ANSWERED, HELD_OUT, MAIL_BOUNCED -> "";
        };
    }

    private String waiting(@Nullable Chip chip) {
        if (chip == null) {
            return "Nothing is overdue.";
        }
        return switch (chip.code()) {
            case PROMISE_DUE -> "A promise covers what is overdue; it is due on " + day(chip.value()) + ".";
            case HELD_OUT -> "Held out at random this month, to measure what contacts are worth.";
            case PROMISE_BROKEN,
                    CALL_BACK,
                    PROMISE_DUE_TODAY,
                    DISPUTE_DAYS_LEFT,
                    DISPUTE_ANSWERED,
                    MAIL_BOUNCED,
                    RISK_UP,
                    NEAR_CREDIT_LIMIT,
                    FIRST_TIME_LATE,
                    SLOWER_THAN_USUAL,
                    NO_CONTACT -> "The account rests until its next step.";
        };
    }

    private String day(String iso) {
        return iso.isEmpty() ? "" : Figures.shortDate(LocalDate.parse(iso), today);
    }

    private static String plain(String code) {
        return code.replace('_', ' ').toLowerCase(Locale.ROOT);
    }

    private static String join(String first, String second) {
        return first.isEmpty() || second.isEmpty() ? first + second : first + " " + second;
    }

    /** What heads the column of an account's chance: an overdue item is late for certain, so it says something else of it. */
    public static Span pLate() {
        Span header = new Span("P(late)");
        header.setTitle(P_LATE);
        return header;
    }
}
