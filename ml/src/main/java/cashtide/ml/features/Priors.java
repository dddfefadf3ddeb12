package cashtide.ml.features;

import cashtide.ml.facts.InvoiceFact;
import org.jspecify.annotations.Nullable;

/** What is usual for the tenant, the customer's segment and the terms: where a customer with no history starts. */
final class Priors {

    private static final double GROUP_PRIOR_COUNT = 20;

    final double delay;
    final double late;
    final double late30;
    private final double tenantLate;
    private final double tenantDelay;
    private final double segmentDelay;
    private final double segmentLate;
    private final double termsDelay;
    private final double termsLate;
    private final double amountToTenant;

    Priors(TenantIndex tenant, CustomerIndex customer, InvoiceFact invoice, long moment) {
        Sums all = tenant.tenant();
        int now = all.countBefore(moment);
        double count = all.sum(now, TenantIndex.COUNT);
        // Nobody has paid yet: on time, some of them late.
        tenantDelay = (all.sum(now, TenantIndex.DELAY) + 2) / (count + 2);
        tenantLate = (all.sum(now, TenantIndex.LATE) + 1) / (count + 2.5);
        double tenantLate30 = (all.sum(now, TenantIndex.LATE_30) + 0.1) / (count + 2.5);
        amountToTenant =
                count > 0 ? Math.log(invoice.amount()) - all.sum(now, TenantIndex.LOG_AMOUNT) / count : Double.NaN;
        Sums segment = tenant.segment(customer.history.customer().segment());
        segmentDelay = shrunk(segment, moment, TenantIndex.DELAY, tenantDelay);
        segmentLate = shrunk(segment, moment, TenantIndex.LATE, tenantLate);
        Sums terms = tenant.terms(invoice.termsDays());
        termsDelay = shrunk(terms, moment, TenantIndex.DELAY, tenantDelay);
        termsLate = shrunk(terms, moment, TenantIndex.LATE, tenantLate);
        delay = (segmentDelay + termsDelay) / 2;
        late = (segmentLate + termsLate) / 2;
        late30 = (shrunk(segment, moment, TenantIndex.LATE_30, tenantLate30)
                        + shrunk(terms, moment, TenantIndex.LATE_30, tenantLate30))
                / 2;
    }

    void fill(double[] x) {
        // Beside the tenant's own: the level itself wanders with time, and a tree would learn the time from it.
        x[FeatureNames.SEGMENT_DELAY.position()] = segmentDelay - tenantDelay;
        x[FeatureNames.SEGMENT_LATE_RATIO.position()] = segmentLate - tenantLate;
        x[FeatureNames.TERMS_DELAY.position()] = termsDelay - tenantDelay;
        x[FeatureNames.TERMS_LATE_RATIO.position()] = termsLate - tenantLate;
        x[FeatureNames.AMOUNT_TO_TENANT.position()] = amountToTenant;
    }

    private static double shrunk(@Nullable Sums group, long moment, int value, double prior) {
        if (group == null) {
            return prior;
        }
        int count = group.countBefore(moment);
        return (group.sum(count, value) + GROUP_PRIOR_COUNT * prior)
                / (group.sum(count, TenantIndex.COUNT) + GROUP_PRIOR_COUNT);
    }
}
