package cashtide.kpi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cashtide.kpi.DaysSalesOutstanding.CountBack;
import cashtide.kpi.DaysSalesOutstanding.Month;
import java.math.BigDecimal;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Worked examples K1, K2, K4, K6, K7, K8 and G2. */
class IndicatorsTest {

    @Test
    void k1SimpleDso() {
        assertThat(DaysSalesOutstanding.simple(450_000_00, 1_500_000_00, 90)).isEqualTo("27.00");
    }

    @Test
    void k2CountBackTakesWholeMonthsAndTheLastPartProRata() {
        CountBack counted = DaysSalesOutstanding.countBack(
                212_000_00, List.of(new Month(100_000_00, 30), new Month(80_000_00, 30), new Month(70_000_00, 30)));
        assertThat(counted).isEqualTo(new CountBack(new BigDecimal("73.71"), false));
    }

    @Test
    void k4CountBackAndSimpleDiffer() {
        List<Month> months = List.of(new Month(120_000_00, 30), new Month(60_000_00, 31), new Month(100_000_00, 30));
        assertThat(DaysSalesOutstanding.countBack(210_000_00, months).days()).isEqualTo("70.00");
        assertThat(DaysSalesOutstanding.simple(210_000_00, 280_000_00, 91)).isEqualTo("68.25");
    }

    @Test
    void k5AHistoryThatRunsOutSaysAtLeast() {
        assertThat(DaysSalesOutstanding.countBack(150_00, List.of(new Month(100_00, 31))))
                .isEqualTo(new CountBack(new BigDecimal("31.00"), true));
    }

    @Test
    void k6CollectionEffectiveness() {
        assertThat(CollectionEffectiveness.percent(100_000_00, 60_000_00, 80_000_00, 50_000_00))
                .isEqualTo("72.73");
        assertThat(CollectionEffectiveness.percent(100, 60, 50, 50)).isEqualTo("100.00");
        assertThatThrownBy(() -> CollectionEffectiveness.percent(0, 50, 50, 50))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("nothing could be collected");
    }

    @Test
    void k7AverageDaysDelinquentIsDsoAboveBestPossible() {
        assertThat(DaysSalesOutstanding.simple(80_000_00, 60_000_00, 30)).isEqualTo("40.00");
        assertThat(DaysSalesOutstanding.bestPossible(50_000_00, 60_000_00, 30)).isEqualTo("25.00");
        assertThat(DaysSalesOutstanding.averageDaysDelinquent(80_000_00, 50_000_00, 60_000_00, 30))
                .isEqualTo("15.00");
    }

    @Test
    void k8MeanAndAmountWeightedDaysLateAreDifferentFigures() {
        var invoices = List.of(new DaysLate.Settled(1_000_00, 5), new DaysLate.Settled(9_000_00, 30));
        assertThat(DaysLate.mean(invoices)).isEqualTo("17.50");
        assertThat(DaysLate.weightedByAmount(invoices)).isEqualTo("27.50");
    }

    @Test
    void g2DueTodayIsCurrentAndEdgesBelongToTheLowerBucket() {
        assertThat(IntStream.of(0, 1, 30, 31, 60, 61, 90, 91).mapToObj(AgingBucket::of))
                .containsExactly(
                        AgingBucket.CURRENT,
                        AgingBucket.DAYS_1_30,
                        AgingBucket.DAYS_1_30,
                        AgingBucket.DAYS_31_60,
                        AgingBucket.DAYS_31_60,
                        AgingBucket.DAYS_61_90,
                        AgingBucket.DAYS_61_90,
                        AgingBucket.OVER_90);
    }

    @Test
    void noSalesGiveNoDays() {
        assertThat(DaysSalesOutstanding.simple(0, 0, 30)).isEqualTo("0.00");
        assertThatThrownBy(() -> DaysSalesOutstanding.simple(1, 0, 30))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("no days can be counted");
    }
}
