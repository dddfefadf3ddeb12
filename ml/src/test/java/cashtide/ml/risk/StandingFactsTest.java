package cashtide.ml.risk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import cashtide.ml.facts.ApplicationFact;
import cashtide.ml.facts.AsOf;
import cashtide.ml.facts.DisputeFact;
import cashtide.ml.facts.History;
import cashtide.ml.facts.InvoiceFact;
import cashtide.ml.facts.PromiseFact;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

/** An invoice of 1,000 that is due in ten days, with what its customer said about it. */
final class StandingFactsTest {

    private static final ZoneId ZONE = ZoneOffset.UTC;
    /** A Monday. */
    private static final LocalDate TODAY = LocalDate.parse("2026-06-01");

    private static final AsOf NOW = AsOf.endOf(TODAY, ZONE);
    private static final LocalDate DUE = TODAY.plusDays(10);
    private static final Instant YESTERDAY =
            TODAY.minusDays(1).atStartOfDay(ZONE).toInstant();

    @Test
    void aPromiseIsBelievedAsOftenAsPromisesAreKept() {
        LocalDate day = TODAY.plusDays(24);
        RiskScore plain = score(history());
        RiskScore promised = score(history().promise(promise(1_000, day)));
        assertThat(promised.p50()).isEqualTo(day).isAfter(plain.p50());
        assertThat(promised.pLate()).isEqualTo(0.65 + 0.35 * plain.pLate(), within(1e-6));
        assertThat(promised.p10()).isBeforeOrEqualTo(promised.p50());
        assertThat(promised.p90()).isAfterOrEqualTo(promised.p50());
        assertThat(promised.reasons()).anySatisfy(reason -> {
            assertThat(reason.text()).isEqualTo("Is promised");
            assertThat(reason.effect()).isEqualTo(promised.pLate() - plain.pLate(), within(1e-6));
        });
        RiskScore part = score(history().promise(promise(400, day)));
        assertThat(part.pLate()).as("of what is promised").isBetween(plain.pLate(), promised.pLate());
    }

    /** Day and amount are of one promise, and not the day of the one with the amount of the other. */
    @Test
    void ofTwoPromisesThatStandTheLatestCounts() {
        PromiseFact later = promise(400, TODAY.plusDays(24));
        PromiseFact earlier = new PromiseFact(
                "R1", 1_000, TODAY.minusDays(3), TODAY.plusDays(3), YESTERDAY.minus(Duration.ofDays(2)));
        assertThat(score(history().promise(earlier).promise(later)))
                .isEqualTo(score(history().promise(later)));
    }

    @Test
    void aPromiseThatIsOverSaysNothing() {
        assertThat(score(history().promise(promise(1_000, TODAY)))).isEqualTo(score(history()));
    }

    @Test
    void whatIsDisputedIsNotPaidBeforeTheDisputeIsOver() {
        RiskScore plain = score(history());
        RiskScore disputed = score(history().dispute(dispute(1_000)));
        assertThat(disputed.p10()).isAfterOrEqualTo(TODAY.plusDays(28));
        assertThat(disputed.pLate()).isEqualTo(1, within(1e-6));
        assertThat(disputed.reasons()).anySatisfy(reason -> {
            assertThat(reason.text()).isEqualTo("Is disputed");
            assertThat(reason.effect()).isEqualTo(disputed.pLate() - plain.pLate(), within(1e-6));
        });
        RiskScore half = score(history().dispute(dispute(500)));
        assertThat(half.pLate()).isEqualTo((plain.pLate() + 1) / 2, within(1e-6));
    }

    @Test
    void whatIsDisputedIsPaidAsLateAsDisputedInvoicesWere() {
        History.Builder slow = history();
        for (int i = 0; i < 20; i++) {
            LocalDate issued = LocalDate.parse("2025-06-02");
            slow.invoice(invoice("OLD" + i, issued, issued.plusDays(30)));
            slow.dispute(new DisputeFact("OLD" + i, 1_000, issued, noon(issued), null, null));
            LocalDate paid = issued.plusDays(90);
            slow.application(new ApplicationFact("OLD" + i, ApplicationFact.Kind.CASH, 1_000, paid, noon(paid), null));
        }
        // They were paid 60 days late; a dispute of which nothing is known counts for ten such.
        assertThat(score(slow.dispute(dispute(1_000))).p50()).isBetween(DUE.plusDays(58), DUE.plusDays(62));
    }

    private static RiskScore score(History.Builder facts) {
        History history = facts.build();
        return RiskModel.guess(NOW).over(history).scoreWithReasons(NOW, history.openInvoices(NOW)).stream()
                .filter(score -> score.invoiceKey().equals("R1"))
                .findFirst()
                .orElseThrow();
    }

    private static History.Builder history() {
        return History.builder("acme", ZONE).invoice(invoice("R1", TODAY.minusDays(20), DUE));
    }

    private static InvoiceFact invoice(String number, LocalDate issued, LocalDate due) {
        return new InvoiceFact(number, "C1", number, issued, due, "EUR", 1_000, noon(issued));
    }

    private static PromiseFact promise(double amount, LocalDate day) {
        return new PromiseFact("R1", amount, TODAY.minusDays(1), day, YESTERDAY);
    }

    private static DisputeFact dispute(double amount) {
        return new DisputeFact("R1", amount, TODAY.minusDays(1), YESTERDAY, null, null);
    }

    private static Instant noon(LocalDate day) {
        return day.atTime(12, 0).toInstant(ZoneOffset.UTC);
    }
}
