package cashtide.ui.models;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.ZoneId;
import org.junit.jupiter.api.Test;

final class ModelWordsTest {

    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    @Test
    void aModelIsNamedByItsDayAndTheTimeOfTheTenantAtWhichItWasTrained() {
        assertThat(ModelWords.of("pooled-2026-11-22-20261122T121316306 is shown: better.", BERLIN))
                .isEqualTo("The model of 22 Nov 2026 13:13 is shown: better.");
        assertThat(ModelWords.of("In place of own-2026-08-02-20261122T231638374: too little.", BERLIN))
                .isEqualTo("In place of the model of 2 Aug 2026 (trained 23 Nov 2026 00:16): too little.");
        assertThat(ModelWords.of(
                        "pooled-2026-11-22-20261122T121314567 cannot be read. own-2026-11-22-20261122T121314567 is shown.",
                        BERLIN))
                .isEqualTo("The model of 22 Nov 2026 13:13 cannot be read. The model of 22 Nov 2026 13:13 is shown.");
    }

    @Test
    void daysHaveTheirMonthInLettersAndTheRestStaysAsItIs() {
        assertThat(ModelWords.of("since 2026-09-28 the error was 12.8% below (0.1166 against 0.1337)", BERLIN))
                .isEqualTo("since 28 Sep 2026 the error was 12.8% below (0.1166 against 0.1337)");
        assertThat(ModelWords.of("customer's last delays", BERLIN)).isEqualTo("customer's last delays");
    }

    @Test
    void aCompanyOfWhichNoInvoiceIsSettledIsToldWhatItsScoresComeFrom() {
        assertThat(ModelWords.beforeTheFirst("due date"))
                .startsWith(
                        "Scores and forecasts go by due dates, with wide intervals. None of your invoices was settled");
        assertThat(ModelWords.beforeTheFirst("pooled-2026-11-22-20261122T121316306"))
                .contains("which learned from other companies' invoices");
        assertThat(ModelWords.beforeTheFirst("customer's last delays"))
                .contains("the naive baseline, the customer's last");
    }

    @Test
    void aFeatureIsNamedByWhatItIsAbout() {
        assertThat(ModelWords.feature("due_late_ratio_20")).isEqualTo("how often customers pay late");
        assertThat(ModelWords.feature("due_weekday")).isEqualTo("days on which invoices are due");
        assertThat(ModelWords.feature("contacts_30_days")).isEqualTo("contacts 30 days");
    }
}
