package cashtide.ui.worklist;

import cashtide.ui.component.Figures;
import cashtide.ui.component.Icon;
import cashtide.ui.component.StatusChip;
import cashtide.ui.component.Tone;
import cashtide.worklist.Chip;
import java.time.LocalDate;

/** The words, drawing and tone of a reason. */
public record ChipWords(Tone tone, Icon icon, String words) {

    private static final int RISK_IS_HIGH_FROM_POINTS = 20;

    public static ChipWords of(Chip chip, LocalDate today) {
        String value = chip.value();
        return switch (chip.code()) {
            case PROMISE_BROKEN -> new ChipWords(Tone.DANGER, Icon.ALERT, "Promise broken");
            case CALL_BACK -> new ChipWords(Tone.INFO, Icon.PHONE, value.isBlank() ? "Follow up today" : value);
            case PROMISE_DUE_TODAY -> promiseDue(today, today);
            case PROMISE_DUE -> promiseDue(LocalDate.parse(value), today);
            case DISPUTE_DAYS_LEFT -> dispute(Integer.parseInt(value));
            case DISPUTE_ANSWERED -> new ChipWords(Tone.OK, Icon.DISPUTE, "Dispute answered");
            case HELD_OUT -> new ChipWords(Tone.QUIET, Icon.PAUSE, "Held out this month");
            case MAIL_BOUNCED -> new ChipWords(Tone.DANGER, Icon.X, "Mail bounced");
            case RISK_UP ->
                new ChipWords(
                        Integer.parseInt(value) >= RISK_IS_HIGH_FROM_POINTS ? Tone.DANGER : Tone.WARN,
                        Icon.AUP,
                        "Risk up " + value + " points");
            case NEAR_CREDIT_LIMIT -> new ChipWords(Tone.WARN, Icon.LOCK, "Near credit limit");
            case FIRST_TIME_LATE -> new ChipWords(Tone.QUIET, Icon.PULSE, "First time late");
            case SLOWER_THAN_USUAL -> new ChipWords(Tone.WARN, Icon.PULSE, "Slower than usual");
            case NO_CONTACT -> new ChipWords(Tone.QUIET, Icon.CLOCK, "No contact for " + value + " d");
        };
    }

    public StatusChip draw() {
        return new StatusChip(tone, icon, words);
    }

    private static ChipWords dispute(int daysLeft) {
        return daysLeft < 0
                ? new ChipWords(Tone.DANGER, Icon.DISPUTE, "Dispute answer " + -daysLeft + " d overdue")
                : new ChipWords(
                        Tone.WARN,
                        Icon.DISPUTE,
                        daysLeft == 0 ? "Dispute answer due today" : "Dispute " + daysLeft + " d left");
    }

    /** A promise whose day is over is not broken before its grace is, and no longer one to wait for either. */
    static ChipWords promiseDue(LocalDate day, LocalDate today) {
        if (day.equals(today)) {
            return new ChipWords(Tone.WARN, Icon.PROMISE, "Promise due today");
        }
        return day.isBefore(today)
                ? new ChipWords(Tone.WARN, Icon.PROMISE, "Promise was due " + Figures.shortDate(day, today))
                : new ChipWords(Tone.QUIET, Icon.PROMISE, "Promise due " + Figures.shortDate(day, today));
    }
}
