package cashtide.ml.risk;

import static org.assertj.core.api.Assertions.assertThat;

import cashtide.ml.facts.ApplicationFact;
import cashtide.ml.facts.AsOf;
import cashtide.ml.facts.History;
import cashtide.ml.facts.InvoiceFact;
import cashtide.ml.features.PaymentCalendar;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

/** What is learned of an invoice that was due on 4 May, paid on 11 May, and whose payment bounced on 5 June. */
final class DelayRowsTest {

    private static final ZoneId ZONE = ZoneOffset.UTC;
    private static final LocalDate DUE = LocalDate.parse("2026-05-04");

    private static final History BOUNCED = History.builder("t", ZONE)
            .invoice(new InvoiceFact(
                    "I", "C", "1", DUE.minusDays(30), DUE, "EUR", 100, AsOf.knownDuring(DUE.minusDays(30), ZONE)))
            .application(new ApplicationFact(
                    "I",
                    ApplicationFact.Kind.CASH,
                    100,
                    DUE.plusDays(7),
                    AsOf.knownDuring(DUE.plusDays(7), ZONE),
                    AsOf.knownDuring(LocalDate.parse("2026-06-05"), ZONE)))
            .build();

    @Test
    void aPaymentThatBouncesAfterTheCutIsLearnedFromAsPaid() {
        Outcome outcome = learned(LocalDate.parse("2026-05-31"));
        assertThat(outcome.tranches()).containsExactly(new Outcome.Tranche(5, 1));
        assertThat(outcome.openShare()).isZero();
    }

    @Test
    void onceTheBounceIsKnownTheInvoiceHasBeenOpenAllTheTime() {
        Outcome outcome = learned(LocalDate.parse("2026-06-05"));
        assertThat(outcome.tranches()).isEmpty();
        assertThat(outcome.openShare()).isEqualTo(1);
        assertThat(outcome.openFrom()).as("payment days from 4 May to 8 June").isEqualTo(25);
    }

    @Test
    void aPaymentInTwoPartsIsLearnedFromAsTwoTranchesByTheirShareOfTheAmount() {
        History history = History.builder("t", ZONE)
                .invoice(new InvoiceFact(
                        "I", "C", "1", DUE.minusDays(30), DUE, "EUR", 100, AsOf.knownDuring(DUE.minusDays(30), ZONE)))
                .application(part(40, DUE.plusDays(7)))
                .application(part(60, DUE.plusDays(21)))
                .build();
        Outcome both = learned(history, LocalDate.parse("2026-06-30"));
        assertThat(both.tranches()).containsExactly(new Outcome.Tranche(5, 0.4), new Outcome.Tranche(15, 0.6));
        assertThat(both.openShare()).isZero();
        Outcome first = learned(history, LocalDate.parse("2026-05-20"));
        assertThat(first.tranches()).containsExactly(new Outcome.Tranche(5, 0.4));
        assertThat(first.openShare()).isEqualTo(0.6);
    }

    private static ApplicationFact part(double amount, LocalDate paid) {
        return new ApplicationFact("I", ApplicationFact.Kind.CASH, amount, paid, AsOf.knownDuring(paid, ZONE));
    }

    private static Outcome learned(LocalDate cut) {
        return learned(BOUNCED, cut);
    }

    private static Outcome learned(History history, LocalDate cut) {
        return DelayRows.mature(history, PaymentCalendar.MONDAY_TO_FRIDAY, AsOf.endOf(cut, ZONE), 3)
                .getFirst();
    }
}
