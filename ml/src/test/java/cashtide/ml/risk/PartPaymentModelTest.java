package cashtide.ml.risk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import cashtide.ml.cash.CashForecaster;
import cashtide.ml.cash.CashItem;
import cashtide.ml.cash.CashOptions;
import cashtide.ml.facts.ApplicationFact;
import cashtide.ml.facts.AsOf;
import cashtide.ml.facts.History;
import cashtide.ml.facts.InvoiceFact;
import cashtide.ml.facts.InvoiceHistory;
import cashtide.ml.features.FeatureNames;
import cashtide.ml.features.Features;
import cashtide.ml.features.TenantIndex;
import cashtide.ml.fixture.InventedPayers;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** An overdue invoice of 1,000 among many, of which 400 came a week before the evening from which it is looked at. */
class PartPaymentModelTest {

    private static final ZoneId ZONE = InventedPayers.ZONE;
    private static final LocalDate CUT = InventedPayers.FIRST_DAY.plusDays(330);
    private static final AsOf AT_CUT = AsOf.endOf(CUT, ZONE);
    private static final int PAID_SHARE = FeatureNames.PAID_SHARE.ordinal();
    private static final InvoiceFact PART_PAID = new InvoiceFact(
            "part",
            "C1",
            "part",
            CUT.minusDays(40),
            CUT.minusDays(10),
            "EUR",
            1_000,
            AsOf.knownDuring(CUT.minusDays(40), ZONE));
    private static final ApplicationFact FIRST_PART = paid(400, CUT.minusDays(7), CUT.minusDays(7));

    private final History known = with(FIRST_PART);
    private final RiskModel model = new RiskTrainer(
                    new TrainingOptions(5, new BoostParameters(25, 0.2, 3, 3, 0.8, 0.5, 2, 0, 1), 3))
            .train(List.of(known), AT_CUT);

    @Test
    void whatRemainsIsWhatIsOpenAndWhatIsExpected() {
        AsOf dayBefore = AsOf.endOf(CUT.minusDays(8), ZONE);
        assertThat(part(known).residualAt(dayBefore)).isEqualTo(1_000);
        assertThat(part(known).residualAt(AT_CUT)).isEqualTo(600);
        assertThat(known.openInvoices(AT_CUT)).contains(PART_PAID);
        CashItem item =
                CashForecaster.fit(model, known, AT_CUT, CashOptions.withSeed(1)).forecast(AT_CUT, 13).items().stream()
                        .filter(one -> one.invoiceKey().equals("part"))
                        .findFirst()
                        .orElseThrow();
        assertThat(item.residual()).isEqualTo(600);
        double all =
                item.expectedByWeek().stream().mapToDouble(Double::doubleValue).sum() + item.expectedLater();
        assertThat(all).as("what was paid is not expected again").isCloseTo(600, within(1e-6));
    }

    @Test
    void itsScoreIsGivenThatTheRestIsStillOpen() {
        RiskScore score = score(known, AT_CUT);
        PaymentDates dates = model.over(known).dates(AT_CUT, List.of(PART_PAID)).getFirst();
        assertThat(dates.paidBy(Math.toIntExact(CUT.toEpochDay())))
                .as("of the rest nothing came until now")
                .isZero();
        assertThat(dates.paidBy(Math.toIntExact(CUT.toEpochDay()) + 60)).isPositive();
        assertThat(score.pLate()).as("it is overdue, though part was paid").isEqualTo(1);
        assertThat(score.p10()).isAfter(CUT);
        assertThat(score.expectedDaysLate()).isGreaterThan(10);
    }

    @Test
    void thePaidShareIsThatOfTheMoment() {
        AsOf dayBefore = AsOf.endOf(CUT.minusDays(8), ZONE);
        assertThat(features(known, dayBefore)[PAID_SHARE]).isZero();
        assertThat(features(known, AT_CUT)[PAID_SHARE]).isCloseTo(0.4, within(1e-12));
        assertThat(features(known, new AsOf(CUT.minusDays(6), FIRST_PART.knownAt()))[PAID_SHARE])
                .as("at the very moment at which it becomes known")
                .isZero();
        assertThat(score(known, dayBefore)).isEqualTo(score(with(), dayBefore));
    }

    @Test
    void aSecondPartThatIsKnownLaterChangesNothingOfAnEarlierScore() {
        // Its value date is before the evening; that it came was known two days after.
        History later = with(FIRST_PART, paid(300, CUT.minusDays(1), CUT.plusDays(2)));
        History settled = with(FIRST_PART, paid(600, CUT.minusDays(1), CUT.plusDays(2)));
        for (History other : List.of(later, settled)) {
            assertThat(part(other).residualAt(AT_CUT)).isEqualTo(600);
            assertThat(other.openInvoices(AT_CUT)).contains(PART_PAID);
            assertThat(features(other, AT_CUT)).isEqualTo(features(known, AT_CUT));
            assertThat(model.over(other).scoreWithReasons(AT_CUT, List.of(PART_PAID)))
                    .isEqualTo(model.over(known).scoreWithReasons(AT_CUT, List.of(PART_PAID)));
        }
        AsOf after = AsOf.endOf(CUT.plusDays(2), ZONE);
        assertThat(part(later).residualAt(after)).isEqualTo(300);
        assertThat(features(later, after)[PAID_SHARE]).isCloseTo(0.7, within(1e-12));
        assertThat(settled.openInvoices(after)).doesNotContain(PART_PAID);
    }

    private static InvoiceHistory part(History history) {
        return Objects.requireNonNull(history.invoice("part"));
    }

    private double[] features(History history, AsOf asOf) {
        return new Features(new TenantIndex(history, model.calendars())).of(PART_PAID, asOf);
    }

    private RiskScore score(History history, AsOf asOf) {
        return model.score(history, asOf, List.of(PART_PAID)).getFirst();
    }

    private static ApplicationFact paid(double amount, LocalDate on, LocalDate known) {
        return new ApplicationFact("part", ApplicationFact.Kind.CASH, amount, on, AsOf.knownDuring(known, ZONE));
    }

    private static History with(ApplicationFact... payments) {
        History others = InventedPayers.history(1, 60, 420);
        History.Builder facts = History.builder(others.tenant(), ZONE);
        others.customers().forEach(customer -> facts.customer(customer.customer()));
        for (InvoiceHistory invoice : others.invoices()) {
            facts.invoice(invoice.invoice());
            invoice.applications().forEach(facts::application);
        }
        facts.invoice(PART_PAID);
        for (ApplicationFact payment : payments) {
            facts.application(payment);
        }
        return facts.build();
    }
}
