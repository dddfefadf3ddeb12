package cashtide.ml.cash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import cashtide.ml.facts.AsOf;
import cashtide.ml.facts.History;
import cashtide.ml.fixture.InventedPayers;
import cashtide.ml.risk.BoostParameters;
import cashtide.ml.risk.RiskModel;
import cashtide.ml.risk.RiskTrainer;
import cashtide.ml.risk.TrainingOptions;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

class CashForecasterModelTest {

    private static final LocalDate CUT = InventedPayers.FIRST_DAY.plusDays(330);
    private static final AsOf AT_CUT = AsOf.endOf(CUT, InventedPayers.ZONE);

    private static RiskModel trained(History history) {
        BoostParameters boost = new BoostParameters(20, 0.2, 3, 3, 0.8, 0.5, 2, 0, 1);
        return new RiskTrainer(new TrainingOptions(3, boost, 3)).train(List.of(history), AT_CUT);
    }

    private static CashForecaster fitted(History history) {
        return CashForecaster.fit(trained(history), history, AT_CUT, new CashOptions(3, 100));
    }

    @Test
    void theItemsBehindABarSumToIt() {
        History history = InventedPayers.history(11, 60, 420);
        CashForecast forecast = fitted(history).forecast(AT_CUT, 8);
        for (int week = 0; week < 8; week++) {
            int at = week;
            double items = forecast.items().stream()
                    .mapToDouble(item -> item.expectedByWeek().get(at))
                    .sum();
            assertThat(items).isCloseTo(forecast.weekly().get(week).mean(), within(0.01));
            double days = forecast.daily().stream()
                    .filter(day -> (day.from().toEpochDay() - AT_CUT.day().toEpochDay()) / 7 == at)
                    .mapToDouble(CashCell::mean)
                    .sum();
            assertThat(days).isCloseTo(items, within(0.01));
        }
        assertThat(forecast.weekly()).allSatisfy(cell -> {
            assertThat(cell.p10()).isBetween(0.0, cell.p50());
            assertThat(cell.p90()).isGreaterThanOrEqualTo(cell.p50());
        });
    }

    @Test
    void noItemIsExpectedToBringMoreThanIsOpen() {
        History history = InventedPayers.history(12, 40, 420);
        assertThat(fitted(history).forecast(AT_CUT, 13).items()).isNotEmpty().allSatisfy(item -> {
            double expected = item.expectedByWeek().stream()
                    .mapToDouble(Double::doubleValue)
                    .sum();
            assertThat(expected + item.expectedLater()).isCloseTo(item.residual(), within(0.01));
        });
    }

    @Test
    void theForecastIsNearWhatComes() {
        History history = InventedPayers.history(13, 80, 460);
        CashForecast forecast = fitted(history).forecast(AT_CUT, 4);
        assertThat(weeklyError(history, forecast)).isLessThan(0.25);
    }

    @Test
    void customersWhoPayOnTwoDaysOfTheMonthAreExpectedThen() {
        History history = InventedPayers.inRuns(17, 30, 460);
        CashForecast forecast = fitted(history).forecast(AT_CUT, 4);
        assertThat(shareOnRuns(forecast)).isGreaterThan(0.85);
        // Spread evenly over the weeks it would be off by about as much as came.
        assertThat(weeklyError(history, forecast)).isLessThan(0.25);
    }

    @Test
    void theObviousGuessKnowsOfNoPaymentRuns() {
        History history = InventedPayers.inRuns(17, 30, 460);
        CashForecast guess = CashForecaster.fit(trained(history).naive(), history, AT_CUT, new CashOptions(3, 100))
                .forecast(AT_CUT, 4);
        assertThat(shareOnRuns(guess)).isLessThan(0.4);
    }

    /** What four weeks were off, of what came. */
    private static double weeklyError(History history, CashForecast forecast) {
        List<Double> came = CashForecaster.came(history, AT_CUT, 4).get("EUR");
        assertThat(came).isNotNull();
        double off = 0;
        double all = 0;
        for (int week = 0; week < 4; week++) {
            off += Math.abs(came.get(week) - forecast.weekly().get(week).p50());
            all += came.get(week);
        }
        return off / all;
    }

    private static double shareOnRuns(CashForecast forecast) {
        double onRuns = 0;
        double all = 0;
        for (CashCell day : forecast.daily()) {
            onRuns += InventedPayers.isRun(day.from()) ? day.mean() : 0;
            all += day.mean();
        }
        return onRuns / all;
    }

    @Test
    void theSameSeedGivesTheSameForecast() {
        History history = InventedPayers.history(14, 30, 420);
        assertThat(fitted(history).forecast(AT_CUT, 8))
                .isEqualTo(fitted(history).forecast(AT_CUT, 8));
    }

    @Test
    void nothingOpenGivesAnEmptyForecast() {
        History history = InventedPayers.history(15, 5, 60);
        AsOf before = AsOf.startOf(InventedPayers.FIRST_DAY.minusDays(1), InventedPayers.ZONE);
        RiskModel model = new RiskTrainer(TrainingOptions.withSeed(1)).train(List.of(history), before);
        CashForecast forecast = CashForecaster.fit(model, history, before, CashOptions.withSeed(1))
                .forecast(before, 8);
        assertThat(forecast.weekly()).isEmpty();
        assertThat(forecast.items()).isEmpty();
    }

    @Test
    void aHorizonOfMoreThanAQuarterIsRefused() {
        History history = InventedPayers.history(16, 5, 60);
        CashForecaster forecaster = fitted(history);
        assertThatThrownBy(() -> forecaster.forecast(AT_CUT, 14))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("weeks must be 1 to 13: 14");
    }
}
