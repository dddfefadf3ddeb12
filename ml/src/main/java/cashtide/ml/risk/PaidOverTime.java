package cashtide.ml.risk;

import java.util.List;

/**
 * When invoices are paid, by delay in payment days from {@link DelayBuckets#MIN} on, from paid and open ones: the
 * product-limit estimate of Kaplan and Meier. What is still open counts as open for as long as it was watched.
 */
final class PaidOverTime {

    private final double[] mass;

    private PaidOverTime(double[] mass) {
        this.mass = mass;
    }

    static PaidOverTime of(List<Outcome> outcomes) {
        double[] paid = new double[DelayBuckets.DELAYS];
        double[] leaves = new double[DelayBuckets.DELAYS];
        double atRisk = 0;
        for (Outcome one : outcomes) {
            for (Outcome.Tranche tranche : one.tranches()) {
                paid[tranche.delay() - DelayBuckets.MIN] += tranche.share();
                atRisk += tranche.share();
            }
            if (one.openShare() > 0) {
                leaves[one.openFrom() - DelayBuckets.MIN] += one.openShare();
                atRisk += one.openShare();
            }
        }
        double[] mass = new double[DelayBuckets.DELAYS];
        double open = 1;
        for (int at = 0; at < mass.length; at++) {
            atRisk -= leaves[at];
            double now = atRisk > 1e-9 ? open * Math.min(1, paid[at] / atRisk) : 0;
            mass[at] = now;
            open -= now;
            atRisk -= paid[at];
        }
        mass[mass.length - 1] += Math.max(0, open);
        return new PaidOverTime(mass);
    }

    double[] mass() {
        return mass.clone();
    }

    /** The weight of each bucket for this invoice: what was paid, and what is open shared out over what can follow. */
    float[] target(Outcome one, DelayBuckets buckets) {
        float[] target = new float[buckets.count()];
        for (Outcome.Tranche tranche : one.tranches()) {
            target[buckets.bucketOf(tranche.delay())] += (float) tranche.share();
        }
        if (one.openShare() > 0) {
            double left = 0;
            for (int at = one.openFrom() - DelayBuckets.MIN; at < mass.length; at++) {
                left += mass[at];
            }
            if (left < 1e-9) {
                target[buckets.count() - 1] += (float) one.openShare();
                return target;
            }
            for (int at = one.openFrom() - DelayBuckets.MIN; at < mass.length; at++) {
                target[buckets.bucketOf(at + DelayBuckets.MIN)] += (float) (one.openShare() * mass[at] / left);
            }
        }
        return target;
    }
}
