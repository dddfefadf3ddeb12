package cashtide.ml.risk;

import java.util.ArrayList;
import java.util.List;

/**
 * The delays that a model tells apart, in payment days after the due date: one bucket per delay where payments are many,
 * wider ones where they are few. A boundary always lies between on time and late, and between 30 days late and more.
 *
 * @param lasts the last delay of each bucket, ascending; the last bucket has no end
 * @param spread the share of each delay from {@link #MIN} to {@link #MAX} within its bucket
 */
record DelayBuckets(List<Integer> lasts, List<Double> spread) {

    static final int MIN = -90;
    static final int MAX = 200;
    static final int DELAYS = MAX - MIN + 1;
    private static final double STANDS_ALONE_SHARE = 0.02;
    /** How many of a customer's own delays within a bucket everybody's are worth. */
    private static final double OWN_PRIOR_COUNT = 2;

    private static final double[] TAIL_DAYS = {45, 60, 90};

    DelayBuckets {
        lasts = List.copyOf(lasts);
        spread = List.copyOf(spread);
    }

    static int clip(int delay) {
        return Math.max(MIN, Math.min(MAX, delay));
    }

    /**
     * @param weights how much was paid at each delay from MIN to MAX, in numbers of invoices
     * @param daysPerWeek payment days per week
     */
    static DelayBuckets of(double[] weights, int daysPerWeek) {
        double all = 0;
        for (double weight : weights) {
            all += weight;
        }
        int late30 = (int) Math.round(30 * daysPerWeek / 7.0);
        double enough = Math.max(all * STANDS_ALONE_SHARE, 12);
        double enoughTail = Math.max(all * 0.002, 12);
        List<Integer> lasts = new ArrayList<>();
        double inBucket = 0;
        for (int delay = MIN; delay < MAX; delay++) {
            inBucket += weights[delay - MIN];
            boolean border = delay == 0 || delay == late30;
            boolean tail = false;
            for (double days : TAIL_DAYS) {
                tail |= delay == Math.round(days * daysPerWeek / 7.0);
            }
            boolean nextStandsAlone = weights[delay + 1 - MIN] >= enough && inBucket >= enough / 3;
            if (border || inBucket >= enough || nextStandsAlone || (tail && inBucket >= enoughTail)) {
                lasts.add(delay);
                inBucket = 0;
            }
        }
        lasts.add(MAX);
        return new DelayBuckets(lasts, spread(lasts, weights));
    }

    private static List<Double> spread(List<Integer> lasts, double[] weights) {
        List<Double> spread = new ArrayList<>(DELAYS);
        int first = MIN;
        for (int last : lasts) {
            double sum = 0;
            // A little of everything, so that a delay that was never seen is possible; less far from the due date.
            double[] smoothed = new double[last - first + 1];
            for (int delay = first; delay <= last; delay++) {
                double near = Math.exp(-Math.abs(delay) / 15.0);
                smoothed[delay - first] = weights[delay - MIN] + 0.3 * near + 1e-9;
                sum += smoothed[delay - first];
            }
            for (double value : smoothed) {
                spread.add(value / sum);
            }
            first = last + 1;
        }
        return spread;
    }

    int count() {
        return lasts.size();
    }

    int bucketOf(int delay) {
        int clipped = clip(delay);
        int bucket = 0;
        while (lasts.get(bucket) < clipped) {
            bucket++;
        }
        return bucket;
    }

    /** Probabilities of buckets spread over the delays from MIN to MAX. */
    double[] spreadOut(double[] byBucket) {
        return spreadOut(byBucket, new int[0]);
    }

    /**
     * Probabilities of buckets spread over the delays from MIN to MAX: within a bucket as the customer's own delays are, the
     * less they are the more as everybody's.
     */
    double[] spreadOut(double[] byBucket, int[] ownDelays) {
        double[] own = new double[DELAYS];
        double[] ownInBucket = new double[count()];
        for (int delay : ownDelays) {
            own[clip(delay) - MIN]++;
            ownInBucket[bucketOf(delay)]++;
        }
        double[] byDelay = new double[DELAYS];
        int bucket = 0;
        for (int at = 0; at < DELAYS; at++) {
            if (at + MIN > lasts.get(bucket)) {
                bucket++;
            }
            byDelay[at] = byBucket[bucket]
                    * (own[at] + OWN_PRIOR_COUNT * spread.get(at))
                    / (ownInBucket[bucket] + OWN_PRIOR_COUNT);
        }
        return byDelay;
    }
}
