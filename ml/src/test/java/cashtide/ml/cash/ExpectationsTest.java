package cashtide.ml.cash;

import static org.assertj.core.api.Assertions.assertThat;

import cashtide.ml.facts.ApplicationFact;
import cashtide.ml.facts.AsOf;
import cashtide.ml.facts.CustomerFact;
import cashtide.ml.facts.History;
import cashtide.ml.facts.InvoiceFact;
import cashtide.ml.fixture.InventedPayers;
import cashtide.ml.risk.RiskModel;
import cashtide.ml.risk.RiskTrainer;
import cashtide.ml.risk.TrainingOptions;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class ExpectationsTest {

    private static final LocalDate START = InventedPayers.FIRST_DAY;
    private static final AsOf TODAY = AsOf.startOf(START.plusDays(300), InventedPayers.ZONE);

    /** Pays everything two days late, but every tenth invoice never. */
    private static History withSomeNeverPaid() {
        History.Builder facts = History.builder("t", InventedPayers.ZONE);
        facts.customer(new CustomerFact("C", "EUR", null, null, 30));
        for (int i = 0; i < 200; i++) {
            LocalDate issued = START.plusDays(i);
            LocalDate paid = issued.plusDays(32);
            facts.invoice(new InvoiceFact(
                    "I" + i,
                    "C",
                    "I" + i,
                    issued,
                    issued.plusDays(30),
                    "EUR",
                    100,
                    AsOf.knownDuring(issued, InventedPayers.ZONE)));
            if (i % 10 != 0) {
                facts.application(new ApplicationFact(
                        "I" + i, ApplicationFact.Kind.CASH, 100, paid, AsOf.knownDuring(paid, InventedPayers.ZONE)));
            }
        }
        return facts.build();
    }

    @Test
    void whatWasNeverPaidIsNotExpectedEveryDayAnew() {
        History history = withSomeNeverPaid();
        RiskModel model = new RiskTrainer(TrainingOptions.withSeed(1))
                .train(List.of(history), AsOf.startOf(START, InventedPayers.ZONE));
        List<OpenItem> stuck = OpenItems.at(history, TODAY);
        assertThat(stuck).hasSize(20);
        List<double[][]> byMethod = new Expectations(model, history).of(stuck, TODAY, 28);
        for (Expectations.Method method :
                List.of(Expectations.Method.CUSTOMER_MEAN, Expectations.Method.LAST_50_BY_AGE)) {
            for (double[] shares :
                    byMethod.get(List.of(Expectations.Method.values()).indexOf(method))) {
                assertThat(Arrays.stream(shares).sum()).as(method.name()).isLessThan(0.1);
            }
        }
    }

    @Test
    void noMethodExpectsMoreThanAllOfAnItem() {
        History history = InventedPayers.history(21, 20, 320);
        RiskModel model = new RiskTrainer(TrainingOptions.withSeed(1))
                .train(List.of(history), AsOf.startOf(START, InventedPayers.ZONE));
        for (double[][] shares : new Expectations(model, history).of(OpenItems.at(history, TODAY), TODAY, 91)) {
            for (double[] byDay : shares) {
                assertThat(Arrays.stream(byDay).sum()).isBetween(0.0, 1.0 + 1e-9);
                assertThat(Arrays.stream(byDay).min().orElse(0)).isNotNegative();
            }
        }
    }

    @Test
    void whatACustomerPaysTooMuchIsNoCashOfTheInvoice() {
        History.Builder facts = History.builder("t", InventedPayers.ZONE);
        facts.invoice(new InvoiceFact(
                "I", "C", "I", START, START.plusDays(30), "EUR", 100, AsOf.knownDuring(START, InventedPayers.ZONE)));
        for (int part = 1; part <= 2; part++) {
            LocalDate paid = START.plusDays(7L * part);
            facts.application(new ApplicationFact(
                    "I", ApplicationFact.Kind.CASH, 80, paid, AsOf.knownDuring(paid, InventedPayers.ZONE)));
        }
        AsOf issued = AsOf.endOf(START, InventedPayers.ZONE);
        assertThat(CashForecaster.came(facts.build(), issued, 3).get("EUR")).containsExactly(80.0, 20.0, 0.0);
    }
}
