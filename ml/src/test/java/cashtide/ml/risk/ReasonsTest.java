package cashtide.ml.risk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import cashtide.ml.facts.AsOf;
import cashtide.ml.facts.History;
import cashtide.ml.facts.InvoiceFact;
import cashtide.ml.features.FeatureNames;
import cashtide.ml.features.Features;
import cashtide.ml.features.TenantIndex;
import cashtide.ml.fixture.InventedPayers;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class ReasonsTest {

    private static final AsOf AT_CUT = AsOf.endOf(InventedPayers.FIRST_DAY.plusDays(330), InventedPayers.ZONE);
    private static final History HISTORY = InventedPayers.history(31, 40, 400);
    private static final List<InvoiceFact> OPEN = HISTORY.openInvoices(AT_CUT);
    private static RiskModel model;
    private static List<RiskScore> explained;

    @BeforeAll
    static void train() {
        BoostParameters boost = new BoostParameters(25, 0.2, 3, 3, 0.8, 0.5, 2, 0, 1);
        model = new RiskTrainer(new TrainingOptions(5, boost, 3)).train(List.of(HISTORY), AT_CUT);
        explained = model.over(HISTORY).scoreWithReasons(AT_CUT, OPEN);
    }

    @Test
    void withoutItsFeaturesTheScoreMovesAsTheReasonSays() {
        TenantIndex index = new TenantIndex(HISTORY, model.calendars());
        RiskModel.Scorer scorer = model.over(index);
        Features features = new Features(index);
        int checked = 0;
        for (int i = 0; i < 60; i++) {
            DelayRow row = DelayRows.toScore(features, OPEN.get(i), AT_CUT);
            for (Reason reason : explained.get(i).reasons()) {
                DelayRow without = Reasons.without(
                        row,
                        Reasons.Driver.valueOf(reason.code()),
                        model.model().typical());
                double risk = scorer.explainedRiskOf(List.of(row), AT_CUT)[0];
                double less = scorer.explainedRiskOf(List.of(without), AT_CUT)[0];
                assertThat(Math.signum(risk - less)).isEqualTo(Math.signum(reason.effect()));
                assertThat(risk - less).isCloseTo(reason.effect(), within(1e-9));
                if (reason.code().equals(Reasons.Driver.SIMILAR_CUSTOMERS.name())) {
                    assertThat(reason.text()).contains(reason.effect() > 0 ? "more often" : "less often");
                }
                checked++;
            }
        }
        assertThat(checked).as("more than one reason an invoice").isGreaterThan(60);
    }

    @Test
    void ofAnInvoiceThatIsNotDueTheExplainedRiskIsTheScoreItself() {
        RiskModel.Scorer scorer = model.over(HISTORY);
        Features features = new Features(new TenantIndex(HISTORY, model.calendars()));
        for (int i = 0; i < 60; i++) {
            if (!OPEN.get(i).dueDate().isBefore(AT_CUT.day())) {
                DelayRow row = DelayRows.toScore(features, OPEN.get(i), AT_CUT);
                assertThat(scorer.explainedRiskOf(List.of(row), AT_CUT)[0])
                        .isEqualTo(explained.get(i).pLate());
            }
        }
    }

    @Test
    void whatIsTypicalAlreadyIsNotAskedAgain() {
        RiskModel.Scorer scorer = model.over(HISTORY);
        Features features = new Features(new TenantIndex(HISTORY, model.calendars()));
        List<DelayRow> rows = OPEN.stream()
                .map(invoice -> DelayRows.toScore(features, invoice, AT_CUT))
                .toList();
        List<DelayRow> asked = new ArrayList<>();
        List<List<Reason>> reasons = Reasons.of(
                rows, scorer.explainedRiskOf(rows, AT_CUT), model.model().typical(), variants -> {
                    asked.addAll(variants);
                    return scorer.explainedRiskOf(variants, AT_CUT);
                });
        assertThat(reasons).isEqualTo(explained.stream().map(RiskScore::reasons).toList());
        // Nobody disputed or promised anything here.
        assertThat(asked)
                .hasSizeGreaterThan(2 * rows.size())
                .hasSizeLessThanOrEqualTo((Reasons.Driver.values().length - 2) * rows.size());
    }

    @Test
    void overdueInvoicesHaveReasonsToo() {
        assertThat(explained)
                .filteredOn(score -> score.pLate() > 0.999)
                .isNotEmpty()
                .anyMatch(score -> !score.reasons().isEmpty());
    }

    @Test
    void reasonsChangeNoFigureAndComeStrongestFirst() {
        List<RiskScore> plain = model.over(HISTORY).score(AT_CUT, OPEN);
        for (int i = 0; i < OPEN.size(); i++) {
            assertThat(explained.get(i).with(List.of())).isEqualTo(plain.get(i));
            assertThat(explained.get(i).reasons())
                    .hasSizeLessThanOrEqualTo(4)
                    .isSortedAccordingTo(Comparator.comparingDouble(reason -> -Math.abs(reason.effect())))
                    .allMatch(reason -> !reason.text().isBlank());
        }
    }

    @Test
    void everyFeatureOfADriverExists() {
        for (Reasons.Driver driver : Reasons.Driver.values()) {
            assertThat(FeatureNames.names()).containsAll(driver.features());
        }
    }

    @Test
    void reasonsTakeMillisecondsAnInvoice() {
        RiskModel.Scorer scorer = model.over(HISTORY);
        long start = System.nanoTime();
        scorer.scoreWithReasons(AT_CUT, OPEN);
        double millis = (System.nanoTime() - start) / 1e6 / OPEN.size();
        // Ten times what it takes on an idle core: the machine may be busy.
        assertThat(millis).isLessThan(30);
    }
}
