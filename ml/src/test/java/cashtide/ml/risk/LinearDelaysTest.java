package cashtide.ml.risk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import cashtide.ml.facts.AsOf;
import cashtide.ml.facts.InvoiceFact;
import cashtide.ml.features.FeatureNames;
import cashtide.ml.fixture.InventedPayers;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Sixty customers with levels of their own, who pay large invoices later. */
class LinearDelaysTest {

    private static final int AMOUNT = FeatureNames.AMOUNT_TO_TENANT.ordinal();
    private static final double DAYS_BY_AMOUNT = 4;

    private final Random random = new Random(8);
    private final List<DelayRow> rows = new ArrayList<>();
    private final DelayBuckets buckets;
    private final List<Double> prior;

    LinearDelaysTest() {
        double[] weights = new double[DelayBuckets.DELAYS];
        for (int customer = 0; customer < 60; customer++) {
            double level = 5 + 8 * random.nextGaussian();
            // Every third pays three times as widely.
            double wide = customer % 3 == 0 ? 9 : 3;
            List<Integer> own = new ArrayList<>();
            for (int invoice = 0; invoice < 30; invoice++) {
                double amount = random.nextGaussian();
                int delay = delay(level, amount, wide);
                rows.add(row("C" + customer, own, amount, List.of(new Outcome.Tranche(delay, 1)), 0));
                own.addFirst(delay);
                weights[delay - DelayBuckets.MIN]++;
            }
        }
        buckets = DelayBuckets.of(weights, 7);
        double all = Arrays.stream(weights).sum() + 0.5;
        Double[] shares = new Double[buckets.count()];
        Arrays.fill(shares, 0.5 / all / buckets.count());
        for (int at = 0; at < weights.length; at++) {
            shares[buckets.bucketOf(at + DelayBuckets.MIN)] += weights[at] / all;
        }
        prior = List.of(shares);
    }

    private int delay(double level, double amount, double wide) {
        return DelayBuckets.clip((int) Math.round(level + DAYS_BY_AMOUNT * amount + wide * random.nextGaussian()));
    }

    private static DelayRow row(
            String customer, List<Integer> own, double amount, List<Outcome.Tranche> paid, double openShare) {
        InvoiceFact invoice = new InvoiceFact(
                "I",
                customer,
                "I",
                InventedPayers.FIRST_DAY,
                InventedPayers.FIRST_DAY.plusDays(30),
                "EUR",
                100,
                AsOf.knownDuring(InventedPayers.FIRST_DAY, InventedPayers.ZONE));
        float[] x = new float[FeatureNames.count()];
        Arrays.fill(x, Float.NaN);
        x[AMOUNT] = (float) amount;
        int[] delays = own.stream().mapToInt(Integer::intValue).toArray();
        return new DelayRow(new Outcome(invoice, paid, openShare, 90), x, delays, new int[7], null, delays.length);
    }

    private double late(LinearDelays line, List<Integer> own, double amount) {
        double[] byBucket = line.byBucket(row("new", own, amount, List.of(), 1), buckets, prior);
        assertThat(Arrays.stream(byBucket).sum()).isCloseTo(1, within(1e-9));
        assertThat(Arrays.stream(byBucket).min().orElseThrow())
                .as("nothing is impossible")
                .isPositive();
        return Arrays.stream(byBucket, buckets.bucketOf(0) + 1, byBucket.length).sum();
    }

    private static List<Integer> around(int level, int distance) {
        List<Integer> own = new ArrayList<>();
        for (int i = 0; i < 15; i++) {
            own.add(level - distance);
            own.add(level + distance);
        }
        return own;
    }

    @Test
    void anInvoiceIsExpectedAtItsCustomersLevelMovedByItsAmount() {
        LinearDelays line = LinearDelays.of(rows);
        assertThat(line.slopes().get(AMOUNT)).isCloseTo(DAYS_BY_AMOUNT, within(0.3));
        // Four days before the due date by level, moved by eight: as late as one whose level is four days after it.
        assertThat(late(line, around(-4, 3), 2)).isCloseTo(late(line, around(4, 3), 0), within(0.04));
        assertThat(late(line, around(-4, 3), 0)).isLessThan(0.2);
    }

    @Test
    void aCustomerWhoPaysWidelyIsScatteredWidely() {
        LinearDelays line = LinearDelays.of(rows);
        double narrow = late(line, around(-6, 2), 0);
        double wide = late(line, around(-6, 8), 0);
        assertThat(narrow).isLessThan(0.08);
        assertThat(wide).isGreaterThan(0.18);
    }

    @Test
    void ofAnUnknownCustomerEverybodysMeanIsExpectedLessSurelyThanOfAKnownOne() {
        LinearDelays line = LinearDelays.of(rows);
        double mean = rows.stream()
                .mapToInt(row -> row.outcome.tranches().getFirst().delay())
                .average()
                .orElseThrow();
        assertThat(line.everybody()).isCloseTo(mean, within(1e-9));
        assertThat(late(line, List.of(), 0)).isBetween(0.5, 0.95);
        int level = (int) Math.round(mean);
        assertThat(late(line, around(level, 4), 0)).isGreaterThan(late(line, List.of(), 0));
    }

    @Test
    void whatIsNeverPaidIsExpectedLateAndDrawsNoLevel() {
        LinearDelays before = LinearDelays.of(rows);
        List<DelayRow> some = new ArrayList<>(rows);
        for (int i = 0; i < rows.size() / 10; i++) {
            some.add(row("never" + i, List.of(), 0, List.of(), 1));
        }
        LinearDelays with = LinearDelays.of(some);
        assertThat(with.everybody()).isEqualTo(before.everybody());
        assertThat(with.slopes().get(AMOUNT)).isCloseTo(before.slopes().get(AMOUNT), within(0.2));
        assertThat(late(with, around(-15, 3), 0) - late(before, around(-15, 3), 0))
                .as("of everybody a tenth is not paid")
                .isCloseTo(0.09, within(0.03));
    }
}
