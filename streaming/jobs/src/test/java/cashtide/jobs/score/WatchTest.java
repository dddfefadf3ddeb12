package cashtide.jobs.score;

import static org.assertj.core.api.Assertions.assertThat;

import cashtide.jobs.registry.Figures;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Each rule of the weekly review just below its limit and just above it. */
class WatchTest {

    private static final LocalDate DAY = LocalDate.of(2026, 11, 22);
    private static final Figures BASELINE = figures(0.20, 0.5, 0.20);
    private static final Figures GOOD = figures(0.10, 0.5, 0.20);
    private static final Drift STEADY = new Drift(0, List.of(), 100);

    /** @param expectedPaid where half is paid */
    private static Figures figures(double weekError, double expectedPaid, double wape) {
        return new Figures(weekError, 500, expectedPaid, 0.5, Map.of("EUR", new Figures.Cash(wape, 0.8, 12, 100)));
    }

    private static Watch watch(Figures ours, Drift drift, List<ForecastVsActual.Judged> judged) {
        return Watch.of("m", "champion", DAY.minusWeeks(12), DAY, ours, BASELINE, drift, judged);
    }

    private static List<String> alarms(Figures ours, Drift drift, List<ForecastVsActual.Judged> judged) {
        return watch(ours, drift, judged).alarms();
    }

    @Test
    void aGoodModelRaisesNoAlarm() {
        assertThat(alarms(GOOD, STEADY, List.of())).isEmpty();
    }

    @Test
    void aModelThatIsNoBetterThanTheGuessLosesToIt() {
        assertThat(watch(figures(0.1999, 0.5, 0.20), STEADY, List.of()).losesToBaseline())
                .isFalse();
        Watch level = watch(figures(0.20, 0.5, 0.20), STEADY, List.of());
        assertThat(level.losesToBaseline()).isTrue();
        assertThat(level.alarms()).hasSize(1).first().asString().startsWith("The model is no better than");
    }

    @Test
    void cashMayBeATenthWorseThanTheGuessAndNoMore() {
        assertThat(watch(figures(0.1, 0.5, 0.2199), STEADY, List.of()).losesToBaseline())
                .isFalse();
        assertThat(watch(figures(0.1, 0.5, 0.2201), STEADY, List.of()).losesToBaseline())
                .isTrue();
    }

    @Test
    void calibrationMayBeOffByFivePointsEitherWay() {
        assertThat(alarms(figures(0.1, 0.549, 0.2), STEADY, List.of())).isEmpty();
        assertThat(alarms(figures(0.1, 0.451, 0.2), STEADY, List.of())).isEmpty();
        assertThat(alarms(figures(0.1, 0.551, 0.2), STEADY, List.of()))
                .containsExactly(
                        "The model expected 55% of what was open to be paid within the weeks judged; 50% were.");
        assertThat(alarms(figures(0.1, 0.449, 0.2), STEADY, List.of()))
                .containsExactly(
                        "The model expected 45% of what was open to be paid within the weeks judged; 50% were.");
    }

    @Test
    void anotherPopulationRaisesAnAlarmAboveTheLimitAndAFeatureIsToldEarlier() {
        assertThat(alarms(GOOD, new Drift(0.25, List.of(), 100), List.of())).isEmpty();
        assertThat(alarms(GOOD, new Drift(0.2501, List.of(), 100), List.of()))
                .containsExactly("Invoices of the last four weeks are not like those the model learned from: stability"
                        + " index 0.25, limit 0.25.");
        Drift features =
                new Drift(0, List.of(new Drift.Shift("TERMS_DAYS", 0.11), new Drift.Shift("OPEN_COUNT", 0.1)), 100);
        assertThat(watch(GOOD, features, List.of()).metrics())
                .extracting(Watch.Metric::name)
                .contains("psi_terms_days")
                .doesNotContain("psi_open_count");
        assertThat(alarms(GOOD, features, List.of())).isEmpty();
    }

    @Test
    void threeWeeksInARowOutsideSeventyToNinetyPercentRaiseAnAlarm() {
        // Of ten forecasts of each of the last three weeks, so many had the cash within their band.
        assertThat(alarms(GOOD, STEADY, covered(7, 7, 7))).isEmpty();
        assertThat(alarms(GOOD, STEADY, covered(9, 9, 9))).isEmpty();
        assertThat(alarms(GOOD, STEADY, covered(6, 6, 6)))
                .containsExactly("Three weeks in a row fewer than 70% or more than 90% of the forecasts in EUR had the"
                        + " cash within their band; of all that are over it was 60%.");
        assertThat(alarms(GOOD, STEADY, covered(10, 10, 10))).hasSize(1);
        assertThat(alarms(GOOD, STEADY, covered(6, 6, 7))).as("two weeks").isEmpty();
        assertThat(alarms(GOOD, STEADY, covered(6, 10, 6, 10, 9, 9, 9)))
                .as("all together within")
                .isEmpty();
    }

    @Test
    void weeksWithFewerThanFourForecastsSayNothingOfCoverage() {
        assertThat(alarms(GOOD, STEADY, weeks(3, 0, 0, 0))).isEmpty();
        assertThat(alarms(GOOD, STEADY, weeks(4, 0, 0, 0))).hasSize(1);
    }

    @Test
    void fourWeeksAheadTheForecastHasToBeNearerThanTheBestNaiveMethod() {
        assertThat(alarms(GOOD, STEADY, ahead(4, "90.01", "110"))).isEmpty();
        assertThat(alarms(GOOD, STEADY, ahead(4, "90", "110")))
                .containsExactly("Four weeks ahead the forecast in EUR was off by 10.0% of the cash that came, the best"
                        + " naive method by 10.0%.");
        assertThat(alarms(GOOD, STEADY, ahead(3, "50", "100")))
                .as("three weeks tell little")
                .isEmpty();
        assertThat(alarms(GOOD, STEADY, ahead(4, "50", null)))
                .as("no naive figure")
                .isEmpty();
    }

    @Test
    void theStabilityIndexIsZeroForTheSamePopulationAndPassesItsLimitForAnother() {
        double[] then = normal(1, 0, 2_000);
        assertThat(Drift.psi(then, normal(2, 0, 500))).isLessThan(0.05);
        assertThat(Drift.psi(then, normal(2, 0.3, 500))).isBetween(0.05, Drift.LIMIT);
        assertThat(Drift.psi(then, normal(2, 0.7, 500))).isGreaterThan(Drift.LIMIT);
    }

    @Test
    void aValueThatIsUnknownMoreOftenIsAShiftToo() {
        double[] then = normal(1, 0, 1_000);
        double[] now = normal(2, 0, 500);
        Arrays.fill(now, 0, 25, Double.NaN);
        assertThat(Drift.psi(then, now)).isBetween(0.05, Drift.LIMIT);
        Arrays.fill(now, 0, 100, Double.NaN);
        assertThat(Drift.psi(then, now)).isGreaterThan(Drift.LIMIT);
    }

    @Test
    void whatNearlyAllHadInCommonAndManyHaveNoMoreIsAShiftUpAndDown() {
        double[] nearlyAll = new double[1_000];
        Arrays.fill(nearlyAll, 0, 50, 1);
        double[] half = new double[500];
        Arrays.fill(half, 0, 250, 1);
        assertThat(Drift.psi(nearlyAll, half)).isGreaterThan(Drift.LIMIT);
        assertThat(Drift.psi(negated(nearlyAll), negated(half))).isGreaterThan(Drift.LIMIT);
        assertThat(Drift.psi(nearlyAll, Arrays.copyOf(nearlyAll, 1_000))).isZero();
    }

    private static double[] negated(double[] values) {
        return Arrays.stream(values).map(value -> -value).toArray();
    }

    private static double[] normal(long seed, double mean, int count) {
        SplittableRandom random = new SplittableRandom(seed);
        return random.doubles(count).map(any -> mean + random.nextGaussian()).toArray();
    }

    /** Of ten forecasts of each week, the last week first, how many were within. */
    private static List<ForecastVsActual.Judged> covered(int... inside) {
        return weeks(10, inside);
    }

    private static List<ForecastVsActual.Judged> weeks(int forecasts, int... inside) {
        List<ForecastVsActual.Judged> judged = new ArrayList<>();
        for (int back = 1; back <= inside.length; back++) {
            LocalDate start = DAY.minusDays(7L * back - 1);
            for (int i = 0; i < forecasts; i++) {
                // Never four weeks ahead: that is the other rule's.
                judged.add(judged(start, 5, "100", i < inside[back - 1] ? "100" : "300", "100"));
            }
        }
        return judged;
    }

    private static List<ForecastVsActual.Judged> ahead(int weeks, String p50, @Nullable String naive) {
        List<ForecastVsActual.Judged> judged = new ArrayList<>();
        for (int back = 1; back <= weeks; back++) {
            judged.add(judged(DAY.minusDays(7L * back - 1), 4, p50, "100", naive));
        }
        return judged;
    }

    private static ForecastVsActual.Judged judged(
            LocalDate start, int ahead, String p50, String actual, @Nullable String naive) {
        return new ForecastVsActual.Judged(
                start.minusWeeks(ahead),
                "run",
                "m",
                false,
                "EUR",
                start,
                ahead,
                new BigDecimal("50"),
                new BigDecimal(p50),
                new BigDecimal("150"),
                new BigDecimal(actual),
                naive == null ? null : new BigDecimal(naive),
                naive == null ? null : "CUSTOMER_MEAN");
    }
}
