package cashtide.ml.risk;

import cashtide.ml.facts.InvoiceFact;
import cashtide.ml.features.PaymentRuns;
import org.jspecify.annotations.Nullable;

/** An invoice's features as of a moment and, where it is one to learn from, what was known of its payment later. */
final class DelayRow {

    final InvoiceFact invoice;
    final Outcome outcome;
    final float[] x;
    /** The customer's recent delays, latest first, in payment days. */
    final int[] ownDelays;
    /** The customer's recent payments by weekday, Monday first. */
    final int[] ownWeekdays;
    /** The customer's payment runs, null where it has none. */
    final @Nullable PaymentRuns ownRuns;
    /** How many settled invoices of the customer were known. */
    final int evidence;

    DelayRow(
            Outcome outcome,
            float[] x,
            int[] ownDelays,
            int[] ownWeekdays,
            @Nullable PaymentRuns ownRuns,
            int evidence) {
        this.invoice = outcome.invoice();
        this.outcome = outcome;
        this.x = x;
        this.ownDelays = ownDelays;
        this.ownWeekdays = ownWeekdays;
        this.ownRuns = ownRuns;
        this.evidence = evidence;
    }
}
