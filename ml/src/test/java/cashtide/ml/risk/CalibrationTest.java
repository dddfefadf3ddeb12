package cashtide.ml.risk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class CalibrationTest {

    private static final int ROWS = 20_000;

    /** Says probabilities whose log-odds lie this much nearer to even than the truth. */
    private static Calibration.Odds learned(double timid, double base) {
        SplittableRandom random = new SplittableRandom(4);
        double[] said = new double[ROWS];
        double[] came = new double[ROWS];
        for (int i = 0; i < ROWS; i++) {
            double truth = base + 4 * (random.nextDouble() - 0.5);
            said[i] = 1 / (1 + Math.exp(-(base + (truth - base) * timid)));
            came[i] = random.nextDouble() < 1 / (1 + Math.exp(-truth)) ? 1 : 0;
        }
        double[] weights = new double[ROWS];
        Arrays.fill(weights, 1);
        return Calibration.Odds.fit(said, came, weights);
    }

    @Test
    void timidProbabilitiesAreStretchedAndGoodOnesLeftAlone() {
        // A little short of the whole way: a window is believed only so far.
        assertThat(learned(0.6, 0).slope()).isBetween(1.45, 1 / 0.6);
        assertThat(learned(1, 0).slope()).isCloseTo(1, within(0.05));
    }

    @Test
    void theLevelIsNotMoved() {
        Calibration.Odds odds = learned(0.6, -1);
        double unmoved = odds.shift() / (1 - odds.slope());
        // The share of those late, which lies a little above what the middle of the log-odds says.
        assertThat(1 / (1 + Math.exp(-unmoved))).isCloseTo(0.31, within(0.03));
    }

    @Test
    void fewObservationsBendLittleAndNoneNothing() {
        double[] said = {0.4, 0.6, 0.3};
        double[] came = {0, 1, 0};
        double[] weights = {1, 1, 1};
        assertThat(Calibration.Odds.fit(said, came, weights).slope()).isCloseTo(1, within(0.02));
        assertThat(Calibration.Odds.fit(new double[0], new double[0], new double[0]))
                .isEqualTo(Calibration.Odds.UNCHANGED);
    }
}
