package cashtide.worklist;

import cashtide.money.Money;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The next best action for an account, with its reason.
 *
 * @param action what to do
 * @param because the most urgent reason of the account's rank; null when nothing stands out
 * @param worthDays days a contact can save on the item that gains most, null when it saves none
 * @param worthOn the open amount of that item
 * @param disputed whether a dispute can be settled in the same contact
 */
public record Advice(
        Action action,
        @Nullable Chip because,
        @Nullable Integer worthDays,
        @Nullable Money worthOn,
        boolean disputed) {

    /** What a collector can do next. */
    public enum Action {
        CALL,
        ANSWER_DISPUTE,
        MEND_ADDRESS,
        WAIT
    }

    // A contact brings the money a week from now at the earliest and saves at most a month; see refresh.sql.
    private static final int LEAD_DAYS = 7;
    private static final int SAVED_DAYS_MAX = 30;

    /** The advice that follows from the account's row in the worklist and its items; without a row there is nothing to do. */
    static Advice of(@Nullable WorklistRow row, List<AccountItem> items, LocalDate today) {
        if (row == null || row.tab() == WorklistTab.PROMISED || row.tab() == WorklistTab.SNOOZED) {
            Chip chip = row == null ? null : row.chips().stream().findFirst().orElse(null);
            return new Advice(Action.WAIT, chip, null, null, false);
        }
        AccountItem gains = null;
        long gain = 0;
        for (AccountItem item : items) {
            if (item.daysLate() != null && item.daysLate() > 0) {
                long benefit = (item.open().minor() - item.disputed().minor()) * saved(item, today);
                if (benefit > gain) {
                    gain = benefit;
                    gains = item;
                }
            }
        }
        Chip because = row.chips().stream().findFirst().orElse(null);
        boolean disputed = items.stream().anyMatch(item -> item.disputed().isPositive());
        Action action = row.tab() == WorklistTab.DISPUTED
                ? Action.ANSWER_DISPUTE
                : because != null && because.code() == Chip.Code.MAIL_BOUNCED ? Action.MEND_ADDRESS : Action.CALL;
        return new Advice(
                action,
                because,
                gains == null ? null : saved(gains, today),
                gains == null ? null : gains.open(),
                disputed && action == Action.CALL);
    }

    private static int saved(AccountItem item, LocalDate today) {
        LocalDate expected = item.expectedOn();
        LocalDate earliest = today.plusDays(LEAD_DAYS);
        long days = expected == null ? 1 : expected.toEpochDay() - earliest.toEpochDay();
        return (int) Math.min(SAVED_DAYS_MAX, Math.max(1, days));
    }
}
