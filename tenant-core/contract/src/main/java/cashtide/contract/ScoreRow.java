package cashtide.contract;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

/**
 * The payment-delay risk of one open invoice, as a row of {@code score_inbox}.
 *
 * @param pLate chance of payment after the due date
 * @param pLate30 chance of payment more than 30 days after the due date; never above {@code pLate}
 * @param p10Date payment by this day with a chance of 10%; then {@code p50Date}, {@code p90Date}, never decreasing
 * @param expectedDaysLate expected days from due date to payment; negative when early
 * @param weekProbability chance of payment in each of the next 13 weeks from the as-of day; the first is the seven days
 *     after it; what is missing to 1 is paid later or never
 * @param evidence settled invoices of the customer behind the score
 * @param littleEvidence whether the pooled prior dominates
 */
public record ScoreRow(
        UUID invoiceId,
        double pLate,
        double pLate30,
        LocalDate p10Date,
        LocalDate p50Date,
        LocalDate p90Date,
        double expectedDaysLate,
        List<Double> weekProbability,
        int evidence,
        boolean littleEvidence,
        List<ScoreReason> reasons) {

    /** Weeks a score and a forecast look ahead. */
    public static final int WEEKS = 13;

    /** Name of the model while none has been trained: scores and forecasts go by due dates. */
    public static final String UNTRAINED = "due date";

    public ScoreRow {
        weekProbability = List.copyOf(weekProbability);
        reasons = List.copyOf(reasons);
        if (!(pLate >= 0 && pLate <= 1 && pLate30 >= 0 && pLate30 <= pLate)) {
            throw new IllegalArgumentException("pLate " + pLate + ", pLate30 " + pLate30 + " of " + invoiceId);
        }
        if (p10Date.isAfter(p50Date) || p50Date.isAfter(p90Date)) {
            throw new IllegalArgumentException("dates of " + invoiceId + " decrease");
        }
        if (weekProbability.size() != WEEKS) {
            throw new IllegalArgumentException("weekProbability: " + weekProbability.size() + " weeks, not " + WEEKS);
        }
    }
}
