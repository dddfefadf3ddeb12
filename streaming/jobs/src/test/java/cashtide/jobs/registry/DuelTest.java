package cashtide.jobs.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

final class DuelTest {

    @Test
    void aDifferenceHasToBeMoreThanChanceAndMoreThanAHundredth() {
        assertThat(new Duel(0.095, 0.100, 5_000, 60, 0.002).won()).isTrue();
        assertThat(new Duel(0.095, 0.100, 5_000, 60, 0.003).won())
                .as("twice the chance is more than the gain")
                .isFalse();
        assertThat(new Duel(0.0995, 0.100, 500_000, 600, 0.0001).won())
                .as("sure, but of no use")
                .isFalse();
        assertThat(new Duel(0.105, 0.100, 5_000, 60, 0.001).won()).isFalse();
    }

    @Test
    void littleEvidenceProvesNothing() {
        assertThat(new Duel(0.05, 0.100, 199, 60, 0.001).won()).isFalse();
        assertThat(new Duel(0.05, 0.100, 5_000, 19, 0.001).won()).isFalse();
        assertThat(new Duel(Double.NaN, Double.NaN, 0, 0, Double.NaN).won()).isFalse();
    }

    @Test
    void chanceIsCountedByCustomersNotByInvoices() {
        Duel few = Duel.of(errors(10, 100, true), errors(10, 100, false));
        Duel many = Duel.of(errors(1_000, 1, true), errors(1_000, 1, false));
        assertThat(few.decided()).isEqualTo(many.decided()).isEqualTo(1_000);
        assertThat(few.customers()).isEqualTo(10);
        assertThat(few.chance())
                .as("a tenth of the customers, each of a hundred alike invoices")
                .isGreaterThan(5 * many.chance());
        assertThat(many.chance()).isCloseTo(0.1 / Math.sqrt(12) / Math.sqrt(1_000), within(2e-4));
    }

    /** A customer's invoices all err alike: the other model by 0.2, the one by 0.1 to 0.2. */
    private static Window.Errors errors(int customers, int each, boolean one) {
        SplittableRandom random = new SplittableRandom(3);
        TreeMap<String, double[]> squares = new TreeMap<>();
        double sum = 0;
        for (int customer = 0; customer < customers; customer++) {
            double error = one ? 0.1 + 0.1 * random.nextDouble() : 0.2;
            squares.put("C" + customer, new double[] {error * each, each});
            sum += error * each;
        }
        long decided = (long) customers * each;
        return new Window.Errors(new Figures(sum / decided, decided, 0.5, 0.5, Map.of()), squares);
    }
}
