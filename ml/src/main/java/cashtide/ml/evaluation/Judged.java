package cashtide.ml.evaluation;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * What was said of one invoice, and what came.
 *
 * @param paidOn the day of settlement, or null when it is late beyond doubt and still open
 */
public record Judged(
        double pLate,
        double pLate30,
        LocalDate p10,
        LocalDate p50,
        LocalDate p90,
        LocalDate dueDate,
        @Nullable LocalDate paidOn) {

    /** Paid after the due date, or not yet. */
    public boolean wasLate() {
        return paidOn == null || paidOn.isAfter(dueDate);
    }

    /** Paid more than 30 days after the due date, or not yet. */
    public boolean wasLate30() {
        return paidOn == null || paidOn.isAfter(dueDate.plusDays(30));
    }
}
