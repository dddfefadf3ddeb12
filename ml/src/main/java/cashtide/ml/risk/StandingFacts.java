package cashtide.ml.risk;

import cashtide.ml.facts.ApplicationFact;
import cashtide.ml.facts.AsOf;
import cashtide.ml.facts.DisputeFact;
import cashtide.ml.facts.History;
import cashtide.ml.facts.InvoiceHistory;
import cashtide.ml.facts.PromiseFact;
import cashtide.ml.features.FeatureNames;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * What an open dispute and a standing promise change of when an open invoice is paid. Rules and not the trees': those learn
 * from invoices as of their issue, when nobody has disputed or promised anything. A row says by its features whether there
 * is a dispute or a promise, so that a reason that takes the feature away takes its effect away.
 */
final class StandingFacts {

    /** How long a dispute takes where none of the tenant's has ended, and how many that did it counts for. */
    private static final double DISPUTE_DAYS = 30;

    private static final int DISPUTES_ASSUMED = 5;
    /** However long it has been open: it is not over tomorrow. */
    private static final int DISPUTE_DAYS_LEFT_MIN = 7;
    /** Chance that a promise is broken, of customers of whom no promise has come due. */
    private static final double BROKEN = 0.35;

    private static final int DISPUTE_OPEN = position(FeatureNames.DISPUTE_OPEN);
    private static final int DAYS_TO_PROMISE = position(FeatureNames.DAYS_TO_PROMISE);
    private static final int PROMISES_BROKEN = position(FeatureNames.PROMISES_BROKEN_RATIO);

    private final double disputeDays;

    private StandingFacts(double disputeDays) {
        this.disputeDays = disputeDays;
    }

    /** Of a tenant, with how long its disputes took that were known to have ended. */
    static StandingFacts of(History history, AsOf asOf) {
        double days = DISPUTE_DAYS * DISPUTES_ASSUMED;
        int count = DISPUTES_ASSUMED;
        for (InvoiceHistory invoice : history.invoices()) {
            for (DisputeFact dispute : invoice.disputes()) {
                LocalDate end = end(invoice, dispute, asOf);
                if (end != null) {
                    days += Math.max(0, ChronoUnit.DAYS.between(dispute.openedOn(), end));
                    count++;
                }
            }
        }
        return new StandingFacts(days / count);
    }

    /** When it was closed or, where nobody said so, when the invoice was settled; null while neither was known. */
    private static @Nullable LocalDate end(InvoiceHistory invoice, DisputeFact dispute, AsOf asOf) {
        if (!dispute.knownAt().isBefore(asOf.moment())) {
            return null;
        }
        if (!dispute.openAt(asOf)) {
            return dispute.closedOn();
        }
        ApplicationFact settled = invoice.residualAt(asOf) > 0 ? null : invoice.settlement();
        return settled == null ? null : settled.paidOn();
    }

    /** What is disputed is not paid before the dispute is over; what is promised is paid by then, unless it is broken. */
    PaymentDates applied(PaymentDates dates, DelayRow row, InvoiceHistory own, AsOf asOf) {
        int today = DelayRows.day(asOf.day());
        double residual = own.residualAt(asOf);
        PaymentDates changed = dates;
        double daysToPromise = row.x[DAYS_TO_PROMISE];
        if (daysToPromise >= 0 && residual > 0) {
            double broken = row.x[PROMISES_BROKEN];
            double kept = 1 - (Double.isNaN(broken) ? BROKEN : (broken + BROKEN) / 2);
            changed = changed.promised(
                    today + (int) Math.round(daysToPromise), kept * share(promised(own, asOf), residual));
        }
        if (row.x[DISPUTE_OPEN] > 0 && residual > 0) {
            DisputeFact dispute = open(own, asOf);
            if (dispute != null) {
                int over = (int) Math.round(DelayRows.day(dispute.openedOn()) + disputeDays);
                changed = changed.heldUntil(
                        Math.max(over, today + DISPUTE_DAYS_LEFT_MIN), share(dispute.amount(), residual));
            }
        }
        return changed;
    }

    private static double promised(InvoiceHistory own, AsOf asOf) {
        return own.promises().stream()
                .filter(promise -> promise.standsAt(asOf))
                .mapToDouble(PromiseFact::amount)
                .max()
                .orElse(0);
    }

    private static @Nullable DisputeFact open(InvoiceHistory own, AsOf asOf) {
        return own.disputes().stream()
                .filter(dispute -> dispute.openAt(asOf))
                .reduce((earlier, later) -> later)
                .orElse(null);
    }

    private static double share(double part, double residual) {
        return Math.min(1, part / residual);
    }

    private static int position(FeatureNames feature) {
        return FeatureNames.names().indexOf(feature.name());
    }
}
