package cashtide.ml.facts;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** An invoice of 100 whose payment of 10 May bounces on 5 June; until then it counted. */
final class InvoiceHistoryTest {

    private static final ZoneId ZONE = ZoneOffset.UTC;
    private static final LocalDate PAID = LocalDate.parse("2026-05-10");
    private static final LocalDate BOUNCED = LocalDate.parse("2026-06-05");

    @Test
    void aPaymentCountsUntilItIsKnownToHaveBouncedAndThenTheInvoiceIsOpenAgain() {
        History history = history(paid(100, PAID, BOUNCED));
        InvoiceHistory one = invoice(history);
        AsOf before = AsOf.endOf(LocalDate.parse("2026-05-09"), ZONE);
        AsOf between = AsOf.endOf(LocalDate.parse("2026-05-20"), ZONE);
        AsOf onTheDay = AsOf.startOf(BOUNCED, ZONE);
        AsOf after = AsOf.endOf(BOUNCED, ZONE);
        assertThat(one.residualAt(before)).isEqualTo(100);
        assertThat(one.residualAt(between)).isZero();
        assertThat(one.residualAt(onTheDay)).isZero();
        assertThat(one.residualAt(after)).isEqualTo(100);
        assertThat(history.openInvoices(between)).isEmpty();
        assertThat(history.openInvoices(after)).containsExactly(one.invoice());
        assertThat(one.settlement()).as("for good").isNull();
        assertThat(one.settlements()).containsExactly(new Settlement(PAID, known(PAID), known(BOUNCED)));
    }

    @Test
    void anInvoiceThatIsPaidAgainIsSettledTwice() {
        LocalDate again = LocalDate.parse("2026-06-20");
        InvoiceHistory one = invoice(history(paid(100, PAID, BOUNCED), paid(100, again, null)));
        assertThat(one.settlements())
                .containsExactly(
                        new Settlement(PAID, known(PAID), known(BOUNCED)), new Settlement(again, known(again), null));
        assertThat(one.settledOn()).isEqualTo(again);
    }

    @Test
    void aBouncedPartReopensTheInvoiceThatAnotherPartHadSettled() {
        LocalDate rest = LocalDate.parse("2026-05-12");
        InvoiceHistory one = invoice(history(paid(40, PAID, BOUNCED), paid(60, rest, null)));
        assertThat(one.settlements()).containsExactly(new Settlement(rest, known(rest), known(BOUNCED)));
        assertThat(one.residualAt(AsOf.endOf(BOUNCED, ZONE))).isEqualTo(40);
    }

    @Test
    void whatIsTakenBackBeforeItsInvoiceIsKnownNeverCounted() {
        LocalDate early = LocalDate.parse("2026-03-01");
        InvoiceHistory one = invoice(history(paid(100, early, early.plusDays(3))));
        assertThat(one.settlements()).isEmpty();
        assertThat(one.residualAt(AsOf.endOf(PAID, ZONE))).isEqualTo(100);
    }

    @Test
    void aPromiseStandsUntilAnotherTakesItsPlace() {
        PromiseFact promise = new PromiseFact("I", 100, PAID, PAID.plusDays(9), known(PAID), known(BOUNCED));
        assertThat(promise.standsAt(AsOf.startOf(PAID, ZONE))).isFalse();
        assertThat(promise.standsAt(AsOf.endOf(PAID, ZONE))).isTrue();
        assertThat(promise.standsAt(AsOf.endOf(BOUNCED, ZONE))).isFalse();
    }

    private static ApplicationFact paid(double amount, LocalDate on, @Nullable LocalDate bounced) {
        return new ApplicationFact(
                "I", ApplicationFact.Kind.CASH, amount, on, known(on), bounced == null ? null : known(bounced));
    }

    private static History history(ApplicationFact... applications) {
        LocalDate issued = LocalDate.parse("2026-04-01");
        History.Builder facts = History.builder("t", ZONE)
                .invoice(new InvoiceFact("I", "C", "1", issued, issued.plusDays(30), "EUR", 100, known(issued)));
        List.of(applications).forEach(facts::application);
        return facts.build();
    }

    private static InvoiceHistory invoice(History history) {
        return Objects.requireNonNull(history.invoice("I"));
    }

    private static Instant known(LocalDate day) {
        return AsOf.knownDuring(day, ZONE);
    }
}
