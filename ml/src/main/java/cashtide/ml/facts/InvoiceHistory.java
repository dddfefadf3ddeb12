package cashtide.ml.facts;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One invoice with everything that happened to it, applications in the order in which they became known. */
public record InvoiceHistory(
        InvoiceFact invoice,
        List<ApplicationFact> applications,
        List<DisputeFact> disputes,
        List<PromiseFact> promises) {

    /** An invoice counts as settled when less than this share of it is open: bank fees and rounding stay behind. */
    static final double SETTLED_TOLERANCE_SHARE = 0.005;

    public InvoiceHistory {
        applications = List.copyOf(applications);
        disputes = List.copyOf(disputes);
        promises = List.copyOf(promises);
    }

    /** Whether the invoice itself was known before the moment. */
    public boolean knownAt(AsOf asOf) {
        return invoice.knownAt().isBefore(asOf.moment());
    }

    /** The amount still open with what was known before the moment; never below zero. */
    public double residualAt(AsOf asOf) {
        double open = invoice.amount();
        for (ApplicationFact application : applications) {
            if (application.knownAt().isBefore(asOf.moment())) {
                open -= application.amount();
            }
        }
        return open <= invoice.amount() * SETTLED_TOLERANCE_SHARE ? 0 : open;
    }

    /** Whether the invoice was known and not settled. */
    public boolean openAt(AsOf asOf) {
        return knownAt(asOf) && residualAt(asOf) > 0;
    }

    /** The application that settled the invoice, or null while part of it is open for good. */
    public @Nullable ApplicationFact settlement() {
        double open = invoice.amount();
        for (ApplicationFact application : applications) {
            open -= application.amount();
            if (open <= invoice.amount() * SETTLED_TOLERANCE_SHARE) {
                return application;
            }
        }
        return null;
    }

    /** The day on which the invoice was settled, or null. */
    public @Nullable LocalDate settledOn() {
        ApplicationFact settlement = settlement();
        return settlement == null ? null : settlement.paidOn();
    }
}
