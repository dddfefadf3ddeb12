package cashtide.ml.features;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PaymentRunsTest {

    private static int day(String date) {
        return Math.toIntExact(LocalDate.parse(date).toEpochDay());
    }

    private static @Nullable PaymentRuns runs(String... dates) {
        return PaymentRuns.of(
                Stream.of(dates).mapToInt(PaymentRunsTest::day).toArray(), PaymentCalendar.MONDAY_TO_FRIDAY);
    }

    private static PaymentRuns tenthAndTwentyFifth() {
        // The 10th of May and of October is a Saturday or Sunday, as is the 25th of April and of July: then on Monday.
        return Objects.requireNonNull(runs(
                "2026-03-25",
                "2026-04-10",
                "2026-04-27",
                "2026-05-11",
                "2026-06-10",
                "2026-07-27",
                "2026-08-25",
                "2026-09-10",
                "2026-10-12"));
    }

    @Test
    void daysOfTheMonthAreRecognizedThoughTheySlipPastTheWeekend() {
        PaymentRuns runs = tenthAndTwentyFifth();
        assertThat(runs).hasToString("on the 10th and the 25th");
        assertThat(runs.runsOn(day("2026-11-10"))).isTrue();
        assertThat(runs.runsOn(day("2026-11-25"))).isTrue();
        assertThat(runs.runsOn(day("2026-10-25"))).as("a Sunday").isFalse();
        assertThat(runs.runsOn(day("2026-10-26"))).as("the Monday after").isTrue();
        assertThat(runs.runsOn(day("2026-11-26"))).isFalse();
    }

    @Test
    void theLastPaymentDayOfTheMonthIsARun() {
        PaymentRuns runs = Objects.requireNonNull(
                runs("2026-01-30", "2026-02-27", "2026-03-31", "2026-04-30", "2026-05-29", "2026-06-30", "2026-07-31"));
        assertThat(runs).hasToString("on the last day of the month");
        assertThat(runs.runsOn(day("2026-08-31"))).isTrue();
        assertThat(runs.runsOn(day("2026-08-28"))).isFalse();
    }

    @Test
    void everyOtherWeekIsARunAndEveryWeekIsLeftToTheWeekday() {
        int[] fortnights =
                IntStream.range(0, 12).map(i -> day("2026-06-04") + 14 * i).toArray();
        int[] weeks = IntStream.range(0, 12).map(i -> day("2026-06-04") + 7 * i).toArray();
        assertThat(PaymentRuns.of(fortnights, PaymentCalendar.MONDAY_TO_FRIDAY)).hasToString("every other week");
        assertThat(PaymentRuns.of(weeks, PaymentCalendar.MONDAY_TO_FRIDAY)).isNull();
    }

    @Test
    void daysThatCouldBeChanceAreNoRuns() {
        SplittableRandom random = new SplittableRandom(1);
        int found = 0;
        for (int customer = 0; customer < 1_000; customer++) {
            int[] days = IntStream.generate(() -> day("2026-01-01") + random.nextInt(300))
                    .filter(PaymentCalendar.MONDAY_TO_FRIDAY::isPaymentDay)
                    .limit(6 + random.nextInt(30))
                    .toArray();
            found += PaymentRuns.of(PaymentRuns.latest(days), PaymentCalendar.MONDAY_TO_FRIDAY) == null ? 0 : 1;
        }
        assertThat(found).isLessThanOrEqualTo(10);
        assertThat(runs("2026-03-25", "2026-04-10", "2026-05-11")).as("too few").isNull();
    }

    @Test
    void whatIsExpectedComesWithTheRunsAndNothingIsLost() {
        int from = day("2026-11-03");
        double[] expected = new double[40];
        Arrays.fill(expected, 1.0 / 40);
        double[] shifted = tenthAndTwentyFifth().onto(expected, at -> from + at);
        assertThat(Arrays.stream(shifted).sum()).isCloseTo(1, offset(0.01));
        assertThat(Arrays.stream(shifted).min().orElseThrow()).isNotNegative();
        for (String run : new String[] {"2026-11-10", "2026-11-25", "2026-12-10"}) {
            assertThat(shifted[day(run) - from]).as(run).isBetween(0.25, 0.36);
        }
    }

    @Test
    void ofTheDelaysThatACustomerHasThoseArePossibleThatEndOnARun() {
        // Wanted from three days after the due date on, and then the next run: over many due dates 3 to 18 days late.
        int due = day("2026-11-12");
        double[] delays = new double[40];
        Arrays.fill(delays, 10 + 3, 10 + 19, 1.0 / 16);
        double[] shifted = tenthAndTwentyFifth().onto(delays, at -> due - 10 + at);
        assertThat(shifted[10 - 2]).as("on the 10th, before it was due").isLessThan(0.07);
        assertThat(shifted[10 + 13]).as("on the 25th").isGreaterThan(0.85);
    }
}
