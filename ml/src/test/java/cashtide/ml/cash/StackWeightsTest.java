package cashtide.ml.cash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class StackWeightsTest {

    private static final int METHODS = Expectations.Method.values().length;

    /** Weeks of eight horizons whose methods are off by so much of what came, up or down. */
    private static List<StackWeights.Week> weeks(long seed, int count, double... offByMethod) {
        SplittableRandom random = new SplittableRandom(seed);
        List<StackWeights.Week> weeks = new ArrayList<>();
        for (int week = 0; week < count; week++) {
            double came = 1_000 * (0.5 + random.nextDouble());
            List<Double> expected = new ArrayList<>();
            for (double off : offByMethod) {
                expected.add(came * (1 + off * (2 * random.nextDouble() - 1)));
            }
            weeks.add(new StackWeights.Week(week % 8, expected, came));
        }
        return weeks;
    }

    private static double error(List<StackWeights.Week> weeks, int method) {
        return weeks.stream()
                .mapToDouble(week -> Math.abs(week.expected().get(method) - week.came()))
                .sum();
    }

    @Test
    void onTheNextWeeksItLearnedFromItIsNeverWorseThanTheBestNaiveMethod() {
        for (int seed = 0; seed < 40; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            double[] off = random.doubles(METHODS, 0.01, 0.9).toArray();
            List<StackWeights.Week> weeks = weeks(seed, 8 + 8 * (seed % 6), off);
            List<StackWeights.Week> near =
                    weeks.stream().filter(week -> week.horizon() < 4).toList();
            double bestNaive = Double.POSITIVE_INFINITY;
            for (int method = 1; method < METHODS; method++) {
                bestNaive = Math.min(bestNaive, error(near, method));
            }
            assertThat(StackWeights.error(StackWeights.fit(weeks).near(), near))
                    .as("seed " + seed)
                    .isLessThanOrEqualTo(bestNaive * 1.000001);
        }
    }

    @Test
    void aModelThatIsAlwaysWrongGetsNoShare() {
        assertThat(StackWeights.fit(weeks(1, 64, 5, 0.3, 0.02, 0.3, 0.3)).near().getFirst())
                .isZero();
    }

    @Test
    void methodsThatAreEquallyGoodCountAsUsual() {
        StackWeights fitted = StackWeights.fit(weeks(2, 64, 0, 0, 0, 0, 0));
        for (int method = 0; method < METHODS; method++) {
            assertThat(fitted.near().get(method))
                    .isCloseTo(StackWeights.usual().near().get(method), within(0.1001));
        }
    }

    @Test
    void withoutWeeksThatCameTrueMethodsCountAsUsual() {
        assertThat(StackWeights.fit(List.of())).isEqualTo(StackWeights.usual());
        assertThat(StackWeights.usual().near()).hasSize(METHODS);
        assertThat(StackWeights.usual().far()).hasSize(METHODS);
    }

    @Test
    void sharesAddUpToOne() {
        StackWeights fitted = StackWeights.fit(weeks(3, 64, 0.2, 0.4, 0.1, 0.3, 0.5));
        for (List<Double> shares :
                List.of(fitted.near(), fitted.far(), StackWeights.usual().near())) {
            assertThat(shares.stream().mapToDouble(Double::doubleValue).sum()).isCloseTo(1, within(1e-9));
            assertThat(shares).allMatch(share -> share >= 0);
        }
    }
}
