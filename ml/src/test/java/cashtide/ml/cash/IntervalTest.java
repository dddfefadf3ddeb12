package cashtide.ml.cash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class IntervalTest {

    /** So many weeks of one horizon, the misses of each side evenly from nothing to the most. */
    private static List<Interval.Miss> weeks(int count, double mostLower, double mostUpper) {
        List<Interval.Miss> misses = new ArrayList<>();
        for (int week = 1; week <= count; week++) {
            misses.add(new Interval.Miss(0, mostLower * week / count, mostUpper * week / count));
        }
        return misses;
    }

    /** Learned from a third of all weeks, those nearest to the horizon: two thirds are far from it. */
    private static Interval fit(List<Interval.Miss> near) {
        List<Interval.Miss> all = new ArrayList<>(near);
        for (int week = 0; week < 2 * near.size(); week++) {
            all.add(new Interval.Miss(7, 0, 0));
        }
        return Interval.fit(all, 1);
    }

    @Test
    void eachSideIsAsWideAsNineOfTenWeeksNeeded() {
        Interval interval = fit(weeks(40, 2, 1));
        assertThat(interval.lowerAt(0)).isCloseTo(1.8, within(0.06));
        assertThat(interval.upperAt(0)).isCloseTo(0.9, within(0.06));
    }

    @Test
    void weeksWhoseBandBeginsAtNothingStretchItsLowerSideByNothing() {
        List<Interval.Miss> misses = weeks(20, 1, 1);
        for (int week = 0; week < 20; week++) {
            misses.add(new Interval.Miss(0, Interval.Miss.SAYS_NOTHING, 2));
        }
        Interval interval = fit(misses);
        assertThat(interval.lowerAt(0)).isCloseTo(0.9, within(0.06));
        assertThat(interval.upperAt(0)).as("they count above").isEqualTo(2);
    }

    @Test
    void aFewWeeksAreNoEvidenceAndWhatIsNeededHasLimits() {
        assertThat(Interval.fit(weeks(5, 9, 9), 1).lowerAt(0)).isEqualTo(1.3);
        assertThat(fit(weeks(40, 9, 0.01))).isEqualTo(new Interval(List.of(3.0), List.of(0.5)));
    }
}
