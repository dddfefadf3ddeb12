package cashtide.ml.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

class RiskMetricsTest {

    private static final LocalDate DUE = LocalDate.of(2026, 3, 10);

    private static Judged judged(double pLate, int said, int came) {
        LocalDate p50 = DUE.plusDays(said);
        return new Judged(pLate, 0, p50.minusDays(1), p50, p50.plusDays(1), DUE, DUE.plusDays(came));
    }

    @Test
    void figuresAreThoseWorkedOutByHand() {
        RiskMetrics metrics =
                RiskMetrics.of(List.of(judged(0.8, 2, 4), judged(0.6, 0, -1), judged(0.3, 0, 0), judged(0.4, 1, 31)));
        assertThat(metrics.brier()).isCloseTo((0.04 + 0.36 + 0.09 + 0.36) / 4, within(1e-12));
        assertThat(metrics.auc()).isCloseTo(3 / 4.0, within(1e-12));
        assertThat(metrics.dateErrorDays()).isCloseTo((2 + 1 + 0 + 30) / 4.0, within(1e-12));
        assertThat(metrics.coverage()).isCloseTo(0.5, within(1e-12));
        assertThat(metrics.calibrationError()).isCloseTo((0.2 + 0.6 + 0.3 + 0.6) / 4, within(1e-12));
        assertThat(metrics.prAuc30()).isCloseTo(0.25, within(1e-12));
    }

    @Test
    void anInvoiceStillOpenLongAfterItsDueDateCountsAsLate() {
        Judged open = new Judged(1, 1, DUE, DUE, DUE, DUE, null);
        assertThat(RiskMetrics.of(List.of(open, judged(0, 0, 0))).brier()).isZero();
    }
}
