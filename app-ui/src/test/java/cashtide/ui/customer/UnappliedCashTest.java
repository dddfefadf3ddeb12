package cashtide.ui.customer;

import static org.assertj.core.api.Assertions.assertThat;

import cashtide.money.Money;
import cashtide.worklist.AccountItem;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

final class UnappliedCashTest {

    private static final AccountItem OLD = item("R1", "2026-03-03", 100_00);
    private static final AccountItem NEWER = item("R2", "2026-03-04", 50_00);
    private static final AccountItem CREDIT = item("G1", "2026-03-01", -20_00);

    @Test
    void theOldestDueIsPaidFirstAndTheLastGetsWhatIsLeft() {
        assertThat(UnappliedCash.parts(List.of(NEWER, OLD), eur(120_00)))
                .containsExactly(new UnappliedCash.Part(OLD, eur(100_00)), new UnappliedCash.Part(NEWER, eur(20_00)));
    }

    @Test
    void whatTheMoneyDoesNotReachAndCreditNotesGetNothing() {
        assertThat(UnappliedCash.parts(List.of(CREDIT, NEWER, OLD), eur(100_00)))
                .containsExactly(new UnappliedCash.Part(OLD, eur(100_00)));
        assertThat(UnappliedCash.parts(List.of(), eur(100_00))).isEmpty();
    }

    private static Money eur(long minor) {
        return Money.of(minor, "EUR");
    }

    private static AccountItem item(String number, String due, long open) {
        LocalDate day = LocalDate.parse(due);
        return new AccountItem(
                UUID.randomUUID(),
                UUID.randomUUID(),
                number,
                day.minusDays(30),
                day,
                27,
                eur(open),
                eur(0),
                AccountItem.Status.LATE,
                null,
                null,
                false,
                null);
    }
}
