package cashtide.ml.risk;

import cashtide.ml.facts.InvoiceFact;
import java.util.List;

/**
 * A mature invoice and what was known of its payment. It takes a fifth of the memory of a {@link DelayRow}: of a large pool
 * all outcomes are held, and few rows.
 *
 * @param openShare the share that was neither paid nor otherwise settled
 * @param openFrom the first delay at which the open share can still be paid
 */
record Outcome(InvoiceFact invoice, List<Tranche> tranches, double openShare, int openFrom) {

    /** A share of the invoice paid at a delay in payment days. */
    record Tranche(int delay, double share) {}

    Outcome {
        tranches = List.copyOf(tranches);
    }

    /** Of an invoice to be scored nothing is known. */
    static Outcome unknown(InvoiceFact invoice) {
        return new Outcome(invoice, List.of(), 1, DelayBuckets.MIN);
    }
}
