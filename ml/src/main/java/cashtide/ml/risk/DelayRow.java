package cashtide.ml.risk;

import cashtide.ml.facts.InvoiceFact;
import cashtide.ml.features.PaymentRuns;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An invoice's features as of a moment and, where it is one to learn from, what was known of its payment later. */
final class DelayRow {

    /** A share of the invoice paid at a delay in payment days. */
    record Tranche(int delay, double share) {}

    final InvoiceFact invoice;
    final float[] x;
    /** The customer's recent delays, latest first, in payment days. */
    final int[] ownDelays;
    /** The customer's recent payments by weekday, Monday first. */
    final int[] ownWeekdays;
    /** The customer's payment runs, null where it has none. */
    final @Nullable PaymentRuns ownRuns;
    /** How many settled invoices of the customer were known. */
    final int evidence;

    final List<Tranche> tranches;
    /** The share that was neither paid nor otherwise settled. */
    final double openShare;
    /** The first delay at which the open share can still be paid. */
    final int openFrom;

    DelayRow(
            InvoiceFact invoice,
            float[] x,
            int[] ownDelays,
            int[] ownWeekdays,
            @Nullable PaymentRuns ownRuns,
            int evidence,
            List<Tranche> tranches,
            double openShare,
            int openFrom) {
        this.invoice = invoice;
        this.x = x;
        this.ownDelays = ownDelays;
        this.ownWeekdays = ownWeekdays;
        this.ownRuns = ownRuns;
        this.evidence = evidence;
        this.tranches = tranches;
        this.openShare = openShare;
        this.openFrom = openFrom;
    }
}
