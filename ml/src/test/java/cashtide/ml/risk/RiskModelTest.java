package cashtide.ml.risk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cashtide.ml.facts.AsOf;
import cashtide.ml.facts.CustomerFact;
import cashtide.ml.facts.History;
import cashtide.ml.facts.InvoiceFact;
import cashtide.ml.facts.InvoiceHistory;
import cashtide.ml.fixture.InventedPayers;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RiskModelTest {

    private static final LocalDate CUT = InventedPayers.FIRST_DAY.plusDays(330);
    private static final AsOf AT_CUT = AsOf.endOf(CUT, InventedPayers.ZONE);

    private static TrainingOptions quick() {
        BoostParameters boost = BoostParameters.standard();
        return new TrainingOptions(
                5,
                new BoostParameters(
                        25,
                        0.2,
                        boost.depth(),
                        boost.minChildWeight(),
                        boost.subsample(),
                        boost.featureSubsample(),
                        boost.lambda(),
                        boost.gamma(),
                        1),
                3);
    }

    private static RiskModel trained(History history) {
        return new RiskTrainer(quick()).train(List.of(history), AT_CUT);
    }

    @Test
    void scoresOfOpenInvoicesLookForwardAndAgreeWithEachOther() {
        History history = InventedPayers.history(1, 60, 420);
        List<RiskScore> scores = trained(history).score(history, AT_CUT, history.openInvoices(AT_CUT));
        assertThat(scores).hasSizeGreaterThan(100).allSatisfy(score -> {
            assertThat(score.pLate30()).isBetween(0.0, score.pLate());
            assertThat(score.p10()).isAfterOrEqualTo(AT_CUT.day());
            assertThat(score.p90()).isAfterOrEqualTo(score.p10());
            assertThat(score.weekProbability().stream()
                            .mapToDouble(Double::doubleValue)
                            .sum())
                    .isBetween(0.0, 1.0 + 1e-9);
        });
    }

    @Test
    void severalThreadsAtOnceGetTheScoresThatOneGets() {
        History history = InventedPayers.history(3, 40, 420);
        RiskModel model = trained(history);
        List<InvoiceFact> open = history.openInvoices(AT_CUT);
        List<RiskScore> alone = model.score(history, AT_CUT, open);
        assertThat(IntStream.range(0, 16).parallel().mapToObj(thread -> model.score(history, AT_CUT, open)))
                .allMatch(alone::equals);
    }

    @Test
    void theSameFactsAndSeedGiveTheSameScoresToTheBitAlsoAfterStorage() {
        History history = InventedPayers.history(2, 60, 420);
        RiskModel one = trained(history);
        RiskModel other = trained(history);
        List<InvoiceFact> open = history.openInvoices(AT_CUT);
        List<RiskScore> scores = one.score(history, AT_CUT, open);
        assertThat(other.score(history, AT_CUT, open)).isEqualTo(scores);
        RiskModel stored = RiskModel.fromBytes(one.toBytes());
        assertThat(stored.score(history, AT_CUT, open)).isEqualTo(scores);
        assertThat(stored.features()).isEqualTo(one.features()).isNotEmpty();
    }

    @Test
    void treesGrownOnSomeOfTheRowsAreStoredAndGrownAgainToTheBitAndTheCountIsOfAll() {
        History history = InventedPayers.history(2, 60, 420);
        List<InvoiceFact> open = history.openInvoices(AT_CUT);
        RiskModel whole = trained(history);
        RiskModel some = new RiskTrainer(quick(), 500).train(List.of(history), AT_CUT);
        assertThat(whole.trainingRows()).isGreaterThan(1_000);
        assertThat(some.trainingRows()).isEqualTo(whole.trainingRows());
        assertThat(some.model().prior()).isEqualTo(whole.model().prior());
        List<RiskScore> scores = some.score(history, AT_CUT, open);
        assertThat(scores).isNotEqualTo(whole.score(history, AT_CUT, open));
        assertThat(RiskModel.fromBytes(some.toBytes()).score(history, AT_CUT, open))
                .isEqualTo(scores);
        assertThat(new RiskTrainer(quick(), 500).train(List.of(history), AT_CUT).score(history, AT_CUT, open))
                .isEqualTo(scores);
        assertThat(new RiskTrainer(quick(), whole.trainingRows())
                        .train(List.of(history), AT_CUT)
                        .score(history, AT_CUT, open))
                .isEqualTo(whole.score(history, AT_CUT, open));
    }

    @Test
    void whatIsPaidAfterTheCutDoesNotReachTheModel() {
        History history = InventedPayers.history(3, 40, 420);
        History.Builder past = History.builder(history.tenant(), history.zone());
        history.customers().forEach(customer -> past.customer(customer.customer()));
        for (InvoiceHistory invoice : history.invoices()) {
            if (invoice.knownAt(AT_CUT)) {
                past.invoice(invoice.invoice());
                invoice.applications().stream()
                        .filter(application -> application.knownAt().isBefore(AT_CUT.moment()))
                        .forEach(past::application);
            }
        }
        History known = past.build();
        List<InvoiceFact> open = history.openInvoices(AT_CUT);
        assertThat(trained(known).score(known, AT_CUT, open))
                .isEqualTo(trained(history).score(history, AT_CUT, open));
    }

    @Test
    void aHabitualLatePayerIsRankedAboveAPunctualOne() {
        History history = InventedPayers.history(4, 60, 420);
        List<InvoiceFact> after = history.invoices().stream()
                .map(InvoiceHistory::invoice)
                .filter(invoice -> invoice.invoiceDate().isAfter(CUT))
                .toList();
        List<RiskScore> scores = trained(history).over(history).scoreAtIssue(after);
        double late = 0;
        double lateCount = 0;
        double onTime = 0;
        for (int i = 0; i < after.size(); i++) {
            InvoiceHistory one = history.invoice(after.get(i).invoiceKey());
            assertThat(one).isNotNull();
            LocalDate paid = one.settledOn();
            if (paid == null || paid.isAfter(one.invoice().dueDate())) {
                late += scores.get(i).pLate();
                lateCount++;
            } else {
                onTime += scores.get(i).pLate();
            }
        }
        assertThat(late / lateCount).isGreaterThan(onTime / (after.size() - lateCount) + 0.2);
    }

    @Test
    void aBusinessWithoutAnyPaymentIsScoredWithLittleEvidence() {
        History.Builder facts = History.builder("new", InventedPayers.ZONE);
        facts.customer(new CustomerFact("C", "EUR", null, null, -1));
        for (int i = 0; i < 400; i++) {
            LocalDate issued = InventedPayers.FIRST_DAY.plusDays(i % 300);
            facts.invoice(new InvoiceFact(
                    "I" + i,
                    "C",
                    "I" + i,
                    issued,
                    issued.plusDays(30),
                    "EUR",
                    100,
                    AsOf.knownDuring(issued, InventedPayers.ZONE)));
        }
        History history = facts.build();
        List<RiskScore> scores = trained(history).score(history, AT_CUT, history.openInvoices(AT_CUT));
        assertThat(scores).hasSize(400).allMatch(RiskScore::littleEvidence);
    }

    @Test
    void noInvoicesBeforeTheCutStillGiveAModel() {
        History history = InventedPayers.history(5, 3, 60);
        AsOf early = AsOf.startOf(InventedPayers.FIRST_DAY.minusDays(1), InventedPayers.ZONE);
        RiskModel model = new RiskTrainer(quick()).train(List.of(history), early);
        List<InvoiceFact> all =
                history.invoices().stream().map(InvoiceHistory::invoice).toList();
        assertThat(model.over(history).scoreAtIssue(all)).hasSameSizeAs(all);
    }

    @Test
    void bytesThatAreNoModelAreRefused() {
        assertThatThrownBy(() -> RiskModel.fromBytes(new byte[] {1, 2, 3, 4, 5}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("not a risk model");
        assertThatThrownBy(() -> RiskModel.fromBytes(new byte[] {1}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the bytes of the model end too early");
    }
}
