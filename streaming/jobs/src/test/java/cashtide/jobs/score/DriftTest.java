package cashtide.jobs.score;

import static org.assertj.core.api.Assertions.assertThat;

import cashtide.ml.facts.ApplicationFact;
import cashtide.ml.facts.AsOf;
import cashtide.ml.facts.CustomerFact;
import cashtide.ml.facts.History;
import cashtide.ml.facts.InvoiceFact;
import cashtide.ml.risk.RiskModel;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Invoices of a customer who pays at once, then of one who never paid in time: as unlike as can be. */
final class DriftTest {

    private static final ZoneId ZONE = ZoneOffset.UTC;
    private static final LocalDate DAY = LocalDate.parse("2026-09-30");
    private static final LocalDate TRAINED = DAY.minusDays(28);

    /** The first day of the 28 that are compared, and the last of the 180 that they are compared with. */
    private static final LocalDate RECENT_FIRST = DAY.minusDays(27);

    @Test
    void anotherPopulationIsSeenFromFiftyInvoicesOnBothSides() {
        assertThat(drift(50, TRAINED, 50, DAY).score()).isGreaterThan(Drift.LIMIT);
        assertThat(drift(49, TRAINED, 50, DAY)).isEqualTo(new Drift(0, List.of(), 50));
        assertThat(drift(50, TRAINED, 49, DAY)).isEqualTo(new Drift(0, List.of(), 49));
    }

    @Test
    void onlyInvoicesOfTheLastFourWeeksAndOfTheHalfYearBeforeTheCutCount() {
        assertThat(drift(50, TRAINED, 50, RECENT_FIRST).score()).isGreaterThan(Drift.LIMIT);
        assertThat(drift(50, TRAINED, 50, TRAINED).invoices())
                .as("a day too early")
                .isZero();
        assertThat(drift(50, TRAINED, 50, DAY.plusDays(1)).invoices())
                .as("a day that has not come")
                .isZero();
        assertThat(drift(50, TRAINED.minusDays(179), 50, DAY).score()).isGreaterThan(Drift.LIMIT);
        assertThat(drift(50, TRAINED.minusDays(180), 50, DAY).score())
                .as("longer ago than half a year")
                .isZero();
    }

    @Test
    void whatAModelHasSeenOfTheLastFourWeeksIsNotWhatTheyAreComparedWith() {
        Drift young = Drift.of(RiskModel.guess(AsOf.endOf(DAY, ZONE)), facts(50, TRAINED, 50, DAY), DAY);
        assertThat(young.score()).isEqualTo(drift(50, TRAINED, 50, DAY).score()).isGreaterThan(Drift.LIMIT);
    }

    /** So many invoices of the one customer issued on a day, and of the other. */
    private static Drift drift(int then, LocalDate thenOn, int now, LocalDate nowOn) {
        return Drift.of(RiskModel.guess(AsOf.endOf(TRAINED, ZONE)), facts(then, thenOn, now, nowOn), TRAINED);
    }

    private static TenantFacts facts(int then, LocalDate thenOn, int now, LocalDate nowOn) {
        History.Builder facts = History.builder("t", ZONE);
        for (String customer : new String[] {"prompt", "late"}) {
            facts.customer(new CustomerFact(customer, "EUR", null, null, 10));
        }
        LocalDate longAgo = TRAINED.minusYears(1);
        invoices(facts, "prompt", 30, longAgo, 0);
        invoices(facts, "late", 30, longAgo, 20);
        invoices(facts, "prompt", then, thenOn, 0);
        invoices(facts, "late", now, nowOn, 20);
        return new TenantFacts(facts.build(), DAY, Map.of(), "7");
    }

    private static void invoices(History.Builder facts, String customer, int count, LocalDate issued, int daysLate) {
        LocalDate paid = issued.plusDays(10L + daysLate);
        for (int n = 0; n < count; n++) {
            String key = customer + "-" + issued + "-" + n;
            facts.invoice(new InvoiceFact(
                    key, customer, key, issued, issued.plusDays(10), "EUR", 100, AsOf.knownDuring(issued, ZONE)));
            facts.application(
                    new ApplicationFact(key, ApplicationFact.Kind.CASH, 100, paid, AsOf.knownDuring(paid, ZONE)));
        }
    }
}
