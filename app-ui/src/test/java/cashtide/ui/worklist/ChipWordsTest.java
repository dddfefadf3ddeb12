package cashtide.ui.worklist;

import static org.assertj.core.api.Assertions.assertThat;

import cashtide.ui.component.Tone;
import cashtide.worklist.Chip;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;

class ChipWordsTest {

    private static final LocalDate TODAY = LocalDate.parse("2026-11-17");

    @Test
    void aReasonSaysHowManyDaysOrPointsItIs() {
        assertThat(words(Chip.Code.DISPUTE_DAYS_LEFT, "2")).isEqualTo("Dispute 2 d left");
        assertThat(words(Chip.Code.DISPUTE_DAYS_LEFT, "0")).isEqualTo("Dispute answer due today");
        assertThat(words(Chip.Code.DISPUTE_DAYS_LEFT, "-3")).isEqualTo("Dispute answer 3 d overdue");
        assertThat(words(Chip.Code.PROMISE_DUE, "2026-11-19")).isEqualTo("Promise due 19 Nov");
        assertThat(words(Chip.Code.PROMISE_DUE, "2026-11-16")).isEqualTo("Promise was due 16 Nov");
        assertThat(words(Chip.Code.NO_CONTACT, "21")).isEqualTo("No contact for 21 d");
    }

    @Test
    void aRiskThatRoseALotIsDangerAndALittleIsAWarning() {
        assertThat(ChipWords.of(new Chip(Chip.Code.RISK_UP, "24"), TODAY).tone())
                .isEqualTo(Tone.DANGER);
        assertThat(ChipWords.of(new Chip(Chip.Code.RISK_UP, "11"), TODAY).tone())
                .isEqualTo(Tone.WARN);
    }

    private static String words(Chip.Code code, String value) {
        return ChipWords.of(new Chip(code, value), TODAY).words();
    }
}
