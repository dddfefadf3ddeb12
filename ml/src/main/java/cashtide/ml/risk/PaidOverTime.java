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

    static PaidOverTime of(List<DelayRow> rows) {
        double[] paid = new double[DelayBuckets.DELAYS];
        double[] leaves = new double[DelayBuckets.DELAYS];
        double atRisk = 0;
        for (DelayRow row : rows) {
            for (DelayRow.Tranche tranche : row.tranches) {
                paid[tranche.delay() - DelayBuckets.MIN] += tranche.share();
                atRisk += tranche.share();
            }
            if (row.openShare > 0) {
                leaves[row.openFrom - DelayBuckets.MIN] += row.openShare;
                atRisk += row.openShare;
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

    /** The weight of each bucket for this row: what was paid, and what is open shared out over what can follow. */
    float[] target(DelayRow row, DelayBuckets buckets) {
        float[] target = new float[buckets.count()];
        for (DelayRow.Tranche tranche : row.tranches) {
            target[buckets.bucketOf(tranche.delay())] += (float) tranche.share();
        }
        if (row.openShare > 0) {
            double left = 0;
            for (int at = row.openFrom - DelayBuckets.MIN; at < mass.length; at++) {
                left += mass[at];
            }
            if (left < 1e-9) {
                target[buckets.count() - 1] += (float) row.openShare;
                return target;
            }
            for (int at = row.openFrom - DelayBuckets.MIN; at < mass.length; at++) {
                target[buckets.bucketOf(at + DelayBuckets.MIN)] += (float) (row.openShare * mass[at] / left);
            }
        }
        return target;
    }
}
