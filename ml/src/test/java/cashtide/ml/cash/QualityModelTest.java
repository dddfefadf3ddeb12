package cashtide.ml.cash;

import static org.assertj.core.api.Assertions.assertThat;

import cashtide.ml.evaluation.CashJudged;
import cashtide.ml.evaluation.CashMetrics;
import cashtide.ml.evaluation.Judged;
import cashtide.ml.evaluation.RiskMetrics;
import cashtide.ml.facts.AsOf;
import cashtide.ml.facts.History;
import cashtide.ml.facts.InvoiceFact;
import cashtide.ml.facts.InvoiceHistory;
import cashtide.ml.fixture.InventedPayers;
import cashtide.ml.risk.BoostParameters;
import cashtide.ml.risk.RiskModel;
import cashtide.ml.risk.RiskScore;
import cashtide.ml.risk.RiskTrainer;
import cashtide.ml.risk.TrainingOptions;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;

/** What the models promise, on invented businesses: fails when their quality breaks. */
class QualityModelTest {

    private static final LocalDate CUT = InventedPayers.FIRST_DAY.plusDays(400);
    private static final AsOf AT_CUT = AsOf.endOf(CUT, InventedPayers.ZONE);
    private static final int WEEKS = 4;

    private static RiskModel trained(History history) {
        BoostParameters boost = new BoostParameters(40, 0.15, 3, 3, 0.8, 0.5, 2, 0, 1);
        return new RiskTrainer(new TrainingOptions(3, boost, 3)).train(List.of(history), AT_CUT);
    }

    @Test
    void probabilitiesAreTrueAndFourOfFivePaymentsComeWithinTheirDates() {
        History history = InventedPayers.history(31, 120, 560);
        List<InvoiceFact> after = history.invoices().stream()
                .map(InvoiceHistory::invoice)
                .filter(invoice -> invoice.invoiceDate().isAfter(CUT)
                        && invoice.dueDate().isBefore(InventedPayers.FIRST_DAY.plusDays(560)))
                .toList();
        List<RiskScore> scores = trained(history).over(history).scoreAtIssue(after);
        List<Judged> judged = new ArrayList<>();
        for (int i = 0; i < after.size(); i++) {
            InvoiceHistory one = history.invoice(after.get(i).invoiceKey());
            assertThat(one).isNotNull();
            RiskScore said = scores.get(i);
            judged.add(new Judged(
                    said.pLate(),
                    said.pLate30(),
                    said.p10(),
                    said.p50(),
                    said.p90(),
                    after.get(i).dueDate(),
                    one.settledOn()));
        }
        RiskMetrics metrics = RiskMetrics.of(judged);
        System.out.println("invented payers: " + metrics);
        assertThat(metrics.invoices()).isGreaterThan(1_000);
        assertThat(metrics.calibrationError()).isLessThan(0.04);
        assertThat(metrics.auc()).isGreaterThan(0.75);
        assertThat(metrics.coverage()).isBetween(0.75, 0.87);
    }

    @Test
    void fourOfFiveWeeksOfCashComeWithinTheirBandThoughEachCustomerPaysOnItsDayOfTheWeek() {
        CashMetrics metrics = cash(seed -> InventedPayers.history(seed, 60, 560));
        assertThat(metrics.coverage()).isBetween(0.70, 0.90);
        assertThat(metrics.wape()).isLessThan(0.4);
    }

    /** Most weeks bring nothing then, and the others all at once. */
    @Test
    void fourOfFiveWeeksComeWithinTheirBandThoughEverybodyPaysOnTheTenthAndTheTwentyFifth() {
        CashMetrics metrics = cash(seed -> InventedPayers.inRuns(seed, 60, 560));
        assertThat(metrics.coverage()).isBetween(0.70, 0.90);
        assertThat(metrics.wape()).isLessThan(0.15);
    }

    private static CashMetrics cash(IntFunction<History> business) {
        List<CashJudged> weeks = new ArrayList<>();
        for (int seed = 41; seed < 44; seed++) {
            History history = business.apply(seed);
            CashForecaster forecaster = CashForecaster.fit(trained(history), history, AT_CUT, new CashOptions(3, 200));
            for (int week = 0; week < 12; week++) {
                AsOf asOf = AsOf.endOf(CUT.plusWeeks(week), InventedPayers.ZONE);
                List<Double> came = CashForecaster.came(history, asOf, WEEKS).get("EUR");
                assertThat(came).isNotNull();
                for (CashCell cell : forecaster.forecast(asOf, WEEKS).weekly()) {
                    int horizon = (int) (ChronoUnit.DAYS.between(asOf.day(), cell.from()) / 7);
                    weeks.add(new CashJudged("EUR", horizon, cell.p10(), cell.p50(), cell.p90(), came.get(horizon)));
                }
            }
        }
        CashMetrics metrics = CashMetrics.of(weeks);
        System.out.println("cash of invented payers: " + metrics);
        return metrics;
    }
}
