package cashtide.ml.cash;

import static org.assertj.core.api.Assertions.assertThat;

import cashtide.ml.facts.AsOf;
import cashtide.ml.facts.History;
import cashtide.ml.facts.InvoiceFact;
import cashtide.ml.features.FeatureNames;
import cashtide.ml.features.Features;
import cashtide.ml.features.TenantIndex;
import cashtide.ml.fixture.InventedPayers;
import cashtide.ml.risk.BoostParameters;
import cashtide.ml.risk.PaymentDates;
import cashtide.ml.risk.Reason;
import cashtide.ml.risk.RiskModel;
import cashtide.ml.risk.RiskScore;
import cashtide.ml.risk.RiskTrainer;
import cashtide.ml.risk.TrainingOptions;
import java.time.LocalDate;
import java.time.MonthDay;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * Businesses in euros. One whose customers did not pay on 25 December 2024, a Wednesday, as seen before that of 2025, a
 * Thursday; one whose customers pay on no day on which euros do not settle, as seen before Easter 2025.
 */
class HolidayModelTest {

    private static final LocalDate CHRISTMAS = LocalDate.of(2025, 12, 25);
    private static final AsOf BEFORE = AsOf.endOf(LocalDate.of(2025, 12, 12), InventedPayers.ZONE);

    private static RiskModel trained(History history) {
        return trained(history, BEFORE);
    }

    private static RiskModel trained(History history, AsOf cut) {
        BoostParameters boost = new BoostParameters(15, 0.2, 3, 3, 0.8, 0.5, 2, 0, 1);
        return new RiskTrainer(new TrainingOptions(3, boost, 3)).train(List.of(history), cut);
    }

    private static double expected(CashForecast forecast, LocalDate on) {
        return forecast.daily().stream()
                .filter(day -> day.from().equals(on))
                .mapToDouble(CashCell::mean)
                .sum();
    }

    private static CashForecast forecast(RiskModel model, History history) {
        return forecast(model, history, BEFORE);
    }

    private static CashForecast forecast(RiskModel model, History history, AsOf cut) {
        return CashForecaster.fit(model, history, cut, new CashOptions(3, 50)).forecast(cut, 4);
    }

    @Test
    void nothingIsExpectedOnChristmasDayAndItsCashComesOnTheNextPaymentDay() {
        History history = InventedPayers.closedOn(day -> MonthDay.from(day).equals(MonthDay.of(12, 25)), 21, 150, 730);
        RiskModel model = RiskModel.fromBytes(trained(history).toBytes());
        CashForecast forecast = forecast(model, history);
        assertThat(expected(forecast, CHRISTMAS)).isZero();
        // The same customers and invoices, but for those who pay at Christmas.
        History usual = InventedPayers.history(21, 150, 730);
        CashForecast other = forecast(trained(usual), usual);
        LocalDate next = CHRISTMAS.plusDays(1);
        assertThat(expected(forecast, next))
                .isGreaterThan(expected(other, next) + 0.7 * expected(other, CHRISTMAS))
                .isLessThan(expected(other, next) + 1.3 * expected(other, CHRISTMAS));

        List<InvoiceFact> open = history.openInvoices(BEFORE);
        int christmas = Math.toIntExact(CHRISTMAS.toEpochDay());
        for (PaymentDates dates : model.over(history).dates(BEFORE, open)) {
            assertThat(dates.paidBy(christmas)).isEqualTo(dates.paidBy(christmas - 1));
        }
        Set<LocalDate> said = new HashSet<>();
        for (RiskScore score : model.score(history, BEFORE, open)) {
            said.addAll(List.of(score.p10(), score.p50(), score.p90()));
        }
        assertThat(said).doesNotContain(CHRISTMAS).contains(CHRISTMAS.minusDays(1), CHRISTMAS.plusDays(1));
    }

    @Test
    void whereCustomersPayAtChristmasCashIsExpectedThen() {
        History history = InventedPayers.history(21, 150, 730);
        CashForecast forecast = forecast(trained(history), history);
        assertThat(expected(forecast, CHRISTMAS)).isGreaterThan(0.3 * expected(forecast, CHRISTMAS.minusDays(7)));
    }

    @Test
    void easterMondayIsADayLikeASundayThoughItMoves() {
        Set<LocalDate> easters = Set.of(
                LocalDate.of(2024, 3, 29),
                LocalDate.of(2024, 4, 1),
                LocalDate.of(2025, 4, 18),
                LocalDate.of(2025, 4, 21));
        Set<MonthDay> dates = Set.of(MonthDay.of(1, 1), MonthDay.of(5, 1), MonthDay.of(12, 25), MonthDay.of(12, 26));
        History history = InventedPayers.closedOn(
                day -> easters.contains(day) || dates.contains(MonthDay.from(day)), 21, 150, 480);
        AsOf before = AsOf.endOf(LocalDate.of(2025, 4, 11), InventedPayers.ZONE);
        LocalDate easterMonday = LocalDate.of(2025, 4, 21);
        RiskModel model = RiskModel.fromBytes(trained(history, before).toBytes());
        CashForecast forecast = forecast(model, history, before);
        assertThat(expected(forecast, easterMonday)).isZero();
        assertThat(expected(forecast, easterMonday.minusDays(3)))
                .as("Good Friday")
                .isZero();
        assertThat(expected(forecast, easterMonday.plusDays(1)))
                .isGreaterThan(1.3 * expected(forecast, easterMonday.plusDays(8)));

        List<InvoiceFact> dueOnEasterMonday = history.openInvoices(before).stream()
                .filter(invoice -> invoice.dueDate().equals(easterMonday))
                .toList();
        assertThat(model.over(history).scoreWithReasons(before, dueOnEasterMonday))
                .flatExtracting(RiskScore::reasons)
                .extracting(Reason::text)
                .anyMatch(reason -> reason.startsWith("Falls due on Monday, a holiday"));

        InvoiceFact any = history.openInvoices(before).getFirst();
        LocalDate issued = before.day();
        InvoiceFact dueThen = new InvoiceFact(
                "new",
                any.customerKey(),
                "new",
                issued,
                easterMonday,
                "EUR",
                100,
                AsOf.knownDuring(issued, InventedPayers.ZONE));
        double[] features = new Features(new TenantIndex(history, model.calendars())).of(dueThen, before);
        List<String> names = FeatureNames.names();
        assertThat(features[names.indexOf("DUE_WEEKDAY")]).as("Sunday").isEqualTo(6);
        assertThat(features[names.indexOf("DUE_GAP_TO_PAYMENT_DAY")]).isEqualTo(1);
    }
}
