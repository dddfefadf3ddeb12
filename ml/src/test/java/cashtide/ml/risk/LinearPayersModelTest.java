package cashtide.ml.risk;

import static org.assertj.core.api.Assertions.assertThat;

import cashtide.ml.facts.AsOf;
import cashtide.ml.facts.History;
import cashtide.ml.facts.InvoiceFact;
import cashtide.ml.facts.InvoiceHistory;
import cashtide.ml.fixture.InventedPayers;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Two small businesses: one whose customers pay around levels of their own, one whose customers pay on weekdays. */
class LinearPayersModelTest {

    private static final int CUSTOMERS = 90;
    private static final long SEED = 21;
    private static final LocalDate CUT = InventedPayers.FIRST_DAY.plusDays(560);
    private static final AsOf AT_CUT = AsOf.endOf(CUT, InventedPayers.ZONE);

    private static RiskModel trained(History history) {
        BoostParameters boost = new BoostParameters(60, 0.1, 3, 3, 0.8, 0.5, 2, 0, 1);
        return new RiskTrainer(new TrainingOptions(7, boost, 3)).train(List.of(history), AT_CUT);
    }

    /** An invoice issued after the cut with what was said of it at its issue and when it was paid. */
    private record Judged(PaymentDates said, LocalDate paid, int customer, InvoiceFact invoice) {

        boolean late() {
            return paid.isAfter(invoice.dueDate());
        }

        double off(double pLate) {
            return Math.pow(pLate - (late() ? 1 : 0), 2);
        }
    }

    private static List<Judged> judged(RiskModel model, History history) {
        RiskModel.Scorer scorer = model.over(history);
        List<Judged> judged = new ArrayList<>();
        for (InvoiceHistory one : history.invoices()) {
            InvoiceFact invoice = one.invoice();
            if (invoice.invoiceDate().isAfter(CUT) && !one.applications().isEmpty()) {
                AsOf issued = AsOf.startOf(invoice.invoiceDate(), InventedPayers.ZONE);
                judged.add(new Judged(
                        scorer.dates(issued, List.of(invoice)).getFirst(),
                        one.applications().getLast().paidOn(),
                        Integer.parseInt(invoice.customerKey().substring(1)),
                        invoice));
            }
        }
        return judged;
    }

    private static double brier(List<Judged> judged) {
        return judged.stream()
                .mapToDouble(one -> one.off(one.said().lateBeyond(0)))
                .average()
                .orElseThrow();
    }

    @Test
    void whereCustomersPayAroundLevelsTheLineIsTakenAndIsNearlyAsGoodAsKnowingThem() {
        History history = InventedPayers.aroundLevels(SEED, CUSTOMERS, 700);
        RiskModel model = trained(history);
        assertThat(model.calibration().mixture().linear()).isPositive();
        List<Judged> judged = judged(model, history);
        assertThat(judged).hasSizeGreaterThan(400);
        double known = judged.stream()
                .mapToDouble(one -> one.off(
                        beyond((0.5 - InventedPayers.level(SEED, one.customer())) / InventedPayers.AROUND_LEVEL)))
                .average()
                .orElseThrow();
        assertThat(brier(judged)).isLessThan(1.06 * known);
        Calibration calibration = model.calibration();
        Calibration.Mixture mixture = calibration.mixture();
        RiskModel without = model.with(new Calibration(
                new Calibration.Mixture(mixture.rounds(), 0.5, 0, 0.5, 0, mixture.weekdayPower()),
                calibration.late(),
                calibration.late30(),
                calibration.tailShare()));
        assertThat(brier(judged)).isLessThan(0.995 * brier(judged(without, history)));
    }

    @Test
    void itsIntervalsCoverWhatTheySayThoughNoDayHoldsMany() {
        History history = InventedPayers.aroundLevels(SEED, CUSTOMERS, 700);
        RiskModel model = trained(history);
        double tail = model.calibration().tailShare();
        assertThat(tail).as("nearly a tenth at each end").isBetween(0.09, 0.11);
        List<Judged> judged = judged(model, history);
        double covered = judged.stream()
                        .filter(one -> !one.paid().isBefore(one.said().quantile(tail))
                                && !one.paid().isAfter(one.said().quantile(1 - tail)))
                        .count()
                / (double) judged.size();
        assertThat(covered).isBetween(0.78, 0.88);
    }

    @Test
    void whereCustomersPayOnWeekdaysOfTheirOwnTheLineIsLeftOut() {
        RiskModel model = trained(InventedPayers.history(SEED, CUSTOMERS, 600));
        assertThat(model.calibration().mixture().linear()).isZero();
        assertThat(model.calibration().mixture().lateLinear()).isZero();
        assertThat(model.calibration().mixture().boosted()).isPositive();
    }

    @Test
    void theLineIsKeptInTheFile() {
        History history = InventedPayers.aroundLevels(SEED, CUSTOMERS, 600);
        RiskModel model = trained(history);
        RiskModel read = RiskModel.fromBytes(model.toBytes());
        assertThat(read.model().linear()).isNotNull().isEqualTo(model.model().linear());
        assertThat(judged(read, history).stream().map(one -> one.said().mass()).toList())
                .usingRecursiveComparison()
                .isEqualTo(judged(model, history).stream()
                        .map(one -> one.said().mass())
                        .toList());
    }

    /** The share of Gauss's distribution beyond so many deviations. */
    private static double beyond(double deviations) {
        double sum = 0;
        for (double at = deviations + 0.005; at < deviations + 12; at += 0.01) {
            sum += 0.01 * Math.exp(-at * at / 2) / Math.sqrt(2 * Math.PI);
        }
        return sum;
    }
}
