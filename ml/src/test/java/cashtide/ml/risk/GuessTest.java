package cashtide.ml.risk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import cashtide.ml.cash.CashCell;
import cashtide.ml.cash.CashForecaster;
import cashtide.ml.cash.CashOptions;
import cashtide.ml.facts.ApplicationFact;
import cashtide.ml.facts.AsOf;
import cashtide.ml.facts.History;
import cashtide.ml.facts.InvoiceFact;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A business of which no invoice was ever paid, before there is any model. */
final class GuessTest {

    private static final ZoneId ZONE = ZoneOffset.UTC;
    /** A Monday. */
    private static final LocalDate TODAY = LocalDate.parse("2026-06-01");

    private static final AsOf NOW = AsOf.endOf(TODAY, ZONE);

    @Test
    void theDueDateIsTheMiddleOfAWideIntervalAndLittleEvidenceIsSaid() {
        History history = invoices().build();
        List<RiskScore> scores = RiskModel.guess(NOW).over(history).scoreWithReasons(NOW, history.openInvoices(NOW));
        assertThat(scores).hasSize(40).allSatisfy(score -> {
            assertThat(score.littleEvidence()).isTrue();
            assertThat(score.evidence()).isZero();
            assertThat(score.reasons()).isEmpty();
        });
        RiskScore later = scores.getLast();
        LocalDate due = TODAY.plusDays(29);
        assertThat(later.pLate()).isEqualTo(0.4, within(0.01));
        assertThat(later.pLate30()).isBetween(0.02, 0.05);
        assertThat(later.p50()).isEqualTo(due);
        assertThat(later.p10()).isBetween(due.minusDays(12), due.minusDays(6));
        assertThat(later.p90()).isBetween(due.plusDays(12), due.plusDays(21));
    }

    @Test
    void whatIsOpenIsExpectedAroundItsDueDatesAlthoughNobodyEverPaid() {
        History history = invoices().build();
        CashForecaster forecaster = CashForecaster.fit(RiskModel.guess(NOW), history, NOW, CashOptions.withSeed(1));
        List<CashCell> weeks = forecaster.forecast(NOW, 13).weekly();
        assertThat(weeks.stream().mapToDouble(CashCell::mean).sum()).isBetween(3_900.0, 4_000.0);
        // All are due within the first five weeks.
        assertThat(weeks.subList(0, 5).stream().mapToDouble(CashCell::mean).sum())
                .isBetween(2_400.0, 3_400.0);
        assertThat(weeks.get(3).p10()).isLessThan(0.8 * weeks.get(3).p50());
        assertThat(weeks.get(3).p90()).isGreaterThan(1.2 * weeks.get(3).p50());
    }

    @Test
    void aCustomersOwnFirstPaymentsCount() {
        History.Builder facts = invoices();
        for (int i = 0; i < 4; i++) {
            LocalDate issued = TODAY.minusDays(90 + i);
            LocalDate paid = TODAY.minusDays(20 + i);
            facts.invoice(invoice("P" + i, "C0", issued))
                    .application(new ApplicationFact(
                            "P" + i, ApplicationFact.Kind.CASH, 100, paid, AsOf.knownDuring(paid, ZONE)));
        }
        History history = facts.build();
        RiskScore late = RiskModel.guess(NOW)
                .over(history)
                .score(NOW, history.openInvoices(NOW))
                .getFirst();
        assertThat(late.pLate()).isGreaterThan(0.75);
        assertThat(late.littleEvidence()).isTrue();
    }

    /** Forty invoices of 100 of four customers, due in the next thirty days. */
    private static History.Builder invoices() {
        History.Builder facts = History.builder("t", ZONE);
        for (int i = 0; i < 40; i++) {
            String key = String.format(java.util.Locale.ROOT, "I%02d", i);
            facts.invoice(invoice(key, "C" + i / 10, TODAY.minusDays(30).plusDays(Math.min(29, 10 + i))));
        }
        return facts;
    }

    private static InvoiceFact invoice(String key, String customer, LocalDate issued) {
        return new InvoiceFact(
                key, customer, key, issued, issued.plusDays(30), "EUR", 100, AsOf.knownDuring(issued, ZONE));
    }
}
