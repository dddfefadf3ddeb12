package cashtide.forecast;

import static org.assertj.core.api.Assertions.assertThat;

import cashtide.forecast.Forecast.Quantiles;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BandTest {

    @Test
    void sevenDaysAreTheFirstWeekItself() {
        assertThat(Band.firstDays(weeks(13), 7)).isEqualTo(new Quantiles(80_00, 100_00, 130_00));
    }

    @Test
    void aPartOfAWeekCountsByItsDays() {
        assertThat(Band.firstDays(weeks(13), 30).p50Minor()).isEqualTo(Math.round(100_00 * 30 / 7.0));
        assertThat(Band.firstDays(weeks(13), 90).p50Minor()).isEqualTo(Math.round(100_00 * 90 / 7.0));
    }

    @Test
    void theBandOfASumIsNarrowerThanTheSumOfTheBandsAndWiderThanOfIndependentWeeks() {
        Quantiles month = Band.firstDays(weeks(4), 28);
        long below = month.p50Minor() - month.p10Minor();
        assertThat(below).isLessThan(4 * 20_00).isGreaterThan(2 * 20_00);
        assertThat(month.p90Minor() - month.p50Minor()).isLessThan(4 * 30_00).isGreaterThan(2 * 30_00);
    }

    @Test
    void cashIsNeverBelowZero() {
        Band.Weekly wide = new Band.Weekly(LocalDate.EPOCH, new Quantiles(0, 10, 1000));
        assertThat(Band.firstDays(List.of(wide), 7).p10Minor()).isZero();
    }

    private static List<Band.Weekly> weeks(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> new Band.Weekly(LocalDate.EPOCH.plusDays(7L * i), new Quantiles(80_00, 100_00, 130_00)))
                .toList();
    }
}
