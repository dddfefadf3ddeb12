package cashtide.ml.risk;

import cashtide.ml.facts.ApplicationFact;
import cashtide.ml.facts.AsOf;
import cashtide.ml.facts.DisputeFact;
import cashtide.ml.facts.InvoiceHistory;
import cashtide.ml.facts.PromiseFact;
import cashtide.ml.features.FeatureNames;
import cashtide.ml.features.PaymentCalendar;
import cashtide.ml.features.TenantIndex;

/**
 * What an open dispute and a standing promise change of when an open invoice is paid. Rules and not the trees': those learn
 * from invoices as of their issue, when nobody has disputed or promised anything. A row says by its features whether there
 * is a dispute or a promise, so that a reason that takes the feature away takes its effect away.
 */
final class StandingFacts {

    /** How long a dispute takes that nothing is known of, and for how many invoices that counts beside those known. */
    private static final int DISPUTE_DAYS = 30;

    private static final int DISPUTES_ASSUMED = 10;
    /** So long after its due date it is known how late a disputed invoice is paid, or that it is not. */
    private static final int MATURE_DAYS = 60;

    /** However long it has been open: it is not over tomorrow. */
    private static final int DISPUTE_DAYS_LEFT_MIN = 7;
    /** Chance that a promise is broken, of customers of whom no promise has come due. */
    private static final double BROKEN = 0.35;

    private static final int DISPUTE_OPEN = position(FeatureNames.DISPUTE_OPEN);
    private static final int DAYS_TO_PROMISE = position(FeatureNames.DAYS_TO_PROMISE);
    private static final int PROMISES_BROKEN = position(FeatureNames.PROMISES_BROKEN_RATIO);

    private final int[] disputedDelays;

    private StandingFacts(int[] disputedDelays) {
        this.disputedDelays = disputedDelays;
    }

    /** Of a tenant, with how late its disputed invoices were paid, whatever became of the disputes. */
    static StandingFacts of(TenantIndex tenant, AsOf asOf) {
        return new StandingFacts(tenant.history().invoices().stream()
                .filter(invoice -> DelayRows.isMature(invoice, asOf, MATURE_DAYS))
                .filter(invoice -> invoice.disputes().stream()
                        .anyMatch(dispute -> dispute.knownAt().isBefore(asOf.moment())))
                .mapToInt(invoice -> delay(invoice, tenant.calendar(), asOf))
                .toArray());
    }

    /** In payment days; of what is not settled yet, the most there is. */
    private static int delay(InvoiceHistory invoice, PaymentCalendar calendar, AsOf asOf) {
        ApplicationFact settled = invoice.residualAt(asOf) > 0 ? null : invoice.settlement();
        return settled == null
                ? DelayBuckets.MAX
                : DelayBuckets.clip(
                        calendar.delay(DelayRows.day(invoice.invoice().dueDate()), DelayRows.day(settled.paidOn())));
    }

    /** What is disputed is paid as late as disputed invoices are; what is promised is paid by then, unless that is broken. */
    PaymentDates applied(PaymentDates dates, DelayRow row, InvoiceHistory own, AsOf asOf) {
        int today = DelayRows.day(asOf.day());
        double residual = own.residualAt(asOf);
        PaymentDates changed = dates;
        double daysToPromise = row.x[DAYS_TO_PROMISE];
        PromiseFact promise = own.standingPromise(asOf);
        if (daysToPromise >= 0 && residual > 0 && promise != null) {
            double broken = row.x[PROMISES_BROKEN];
            double kept = 1 - (Double.isNaN(broken) ? BROKEN : (broken + BROKEN) / 2);
            changed =
                    changed.promised(today + (int) Math.round(daysToPromise), kept * share(promise.amount(), residual));
        }
        if (row.x[DISPUTE_OPEN] > 0 && residual > 0) {
            DisputeFact dispute = own.openDispute(asOf);
            if (dispute != null) {
                int over = Math.max(DelayRows.day(dispute.openedOn()) + DISPUTE_DAYS, today + DISPUTE_DAYS_LEFT_MIN);
                PaymentDates disputed = changed.notBefore(over);
                if (disputedDelays.length > 0) {
                    disputed = disputed.mixed(
                            changed.as(disputedDelays, today),
                            disputedDelays.length / (double) (disputedDelays.length + DISPUTES_ASSUMED));
                }
                changed = changed.mixed(disputed, share(dispute.amount(), residual));
            }
        }
        return changed;
    }

    private static double share(double part, double residual) {
        return Math.min(1, part / residual);
    }

    private static int position(FeatureNames feature) {
        return FeatureNames.names().indexOf(feature.name());
    }
}
