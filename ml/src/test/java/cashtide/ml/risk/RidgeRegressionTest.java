package cashtide.ml.risk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RidgeRegressionTest {

    private static final int ROWS = 2_000;

    private final Random random = new Random(4);
    private final List<double[]> rows = new ArrayList<>();
    private final List<String> customers = new ArrayList<>();
    private final double[] targets = new double[ROWS];
    private final double[] weights = new double[ROWS];

    /** Forty customers, each with a level of his own, and two columns: one of the row, one of the customer. */
    private void invent(double slope, double levels) {
        Arrays.fill(weights, 1);
        for (int i = 0; i < ROWS; i++) {
            int customer = i % 40;
            Random own = new Random(customer);
            double[] row = {random.nextGaussian(), own.nextGaussian()};
            rows.add(row);
            customers.add("C" + customer);
            targets[i] = slope * row[0] + levels * own.nextGaussian() + random.nextGaussian();
        }
    }

    private RidgeRegression learned() {
        return RidgeRegression.of(rows, targets, weights, customers);
    }

    @Test
    void theSlopeIsFound() {
        invent(3, 0);
        RidgeRegression line = learned();
        assertThat(line.slopes().getFirst()).isCloseTo(3, within(0.1));
        assertThat(line.slopes().get(1)).isCloseTo(0, within(0.1));
        assertThat(IntStream.range(0, ROWS)
                        .mapToDouble(i -> Math.abs(line.left(i)))
                        .average()
                        .orElseThrow())
                .as("what is left is the noise, whose mean distance is 0.8")
                .isCloseTo(0.8, within(0.05));
    }

    @Test
    void whereNothingIsToBeLearnedTheSlopesAreAsGoodAsNone() {
        invent(0, 0);
        assertThat(learned().slopes()).allSatisfy(slope -> assertThat(slope).isCloseTo(0, within(0.04)));
    }

    @Test
    void whatIsLeftIsJudgedWithoutTheCustomerItself() {
        // Each customer's level hangs on its own column by chance alone: forty customers, and rows beyond number do not
        // help.
        invent(0, 5);
        RidgeRegression line = learned();
        double squares = IntStream.range(0, ROWS)
                .mapToDouble(line::left)
                .map(off -> off * off)
                .sum();
        double before = Arrays.stream(targets).map(off -> off * off).sum();
        assertThat(squares / before)
                .as("no better than without a line, as a line through all rows would seem to be")
                .isCloseTo(1, within(0.03));
    }

    @Test
    void aRowWithoutWeightIsNotThereAndTheFarthestOutPullNoMoreThanOthers() {
        invent(3, 0);
        for (int i = 0; i < ROWS; i += 4) {
            weights[i] = 0;
            rows.get(i)[0] = 4;
        }
        for (int i = 1; i < ROWS; i += 400) {
            targets[i] = -1e6;
        }
        assertThat(learned().slopes().getFirst()).isCloseTo(3, within(0.3));
    }
}
