package cashtide.customer;

import static org.assertj.core.api.Assertions.assertThat;

import cashtide.intake.terms.PaymentTerms;
import cashtide.intake.terms.TermsText;
import cashtide.money.Money;
import cashtide.time.BusinessDayConvention;
import cashtide.time.HolidayCalendar;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class PaymentTermsTest {

    private static final Money HUNDRED = Money.of(100_00, "EUR");
    private static final DueCalendar UNADJUSTED = calendar(BusinessDayConvention.NONE);

    @ParameterizedTest
    @CsvSource({
        // Case T1: 2/7 net 30; T2: 30 days end of month; T3: 45 days end of month
        "2/7 net 30,        2023-01-01, 2023-01-31",
        "net 30 eom,        2026-05-11, 2026-06-30",
        "net 45 eom,        2018-11-27, 2019-01-14",
        "net 0,             2026-02-28, 2026-02-28",
        "day 15 next month, 2026-01-31, 2026-02-15",
        "day 31 next month, 2026-01-31, 2026-02-28"
    })
    void theDueDateFollowsTheTerms(String terms, LocalDate invoiceDate, LocalDate due) {
        assertThat(UNADJUSTED.schedule(parse(terms), invoiceDate, HUNDRED))
                .singleElement()
                .satisfies(instalment -> assertThat(instalment.dueDate()).isEqualTo(due));
    }

    @Test
    void aDiscountIsGrantedUntilItsDay() {
        // Case T1: invoice 2023-01-01, 2/7 net 30: 2023-01-08 / 2023-01-31
        Instalment instalment = UNADJUSTED
                .schedule(parse("2/7 net 30"), LocalDate.parse("2023-01-01"), HUNDRED)
                .getFirst();
        assertThat(instalment.discountDate()).isEqualTo("2023-01-08");
        assertThat(instalment.discount()).isEqualTo(Money.of(2_00, "EUR"));
    }

    @ParameterizedTest
    @CsvSource({
        // Case T5: Christmas 2026 is a Friday: the following business day is Monday the 28th
        "FOLLOWING,          2026-12-25, 2026-12-28",
        "PRECEDING,          2026-12-25, 2026-12-24",
        "MODIFIED_FOLLOWING, 2026-12-25, 2026-12-28",
        "MODIFIED_FOLLOWING, 2026-05-31, 2026-05-29",
        "NONE,               2026-12-25, 2026-12-25"
    })
    void aDueDateOnAHolidayMoves(BusinessDayConvention convention, LocalDate unadjusted, LocalDate due) {
        assertThat(calendar(convention).schedule(parse("net 0"), unadjusted, HUNDRED))
                .singleElement()
                .satisfies(instalment -> assertThat(instalment.dueDate()).isEqualTo(due));
    }

    @Test
    void instalmentsAddUpToTheInvoice() {
        List<Instalment> parts = UNADJUSTED.schedule(
                parse("instalments 33% net 30, 33% net 60, 34% net 90"),
                LocalDate.parse("2026-01-01"),
                Money.of(100_01, "EUR"));
        assertThat(parts).extracting(part -> part.amount().minor()).containsExactly(33_00L, 33_00L, 34_01L);
        assertThat(parts)
                .extracting(Instalment::dueDate)
                .containsExactly(
                        LocalDate.parse("2026-01-31"), LocalDate.parse("2026-03-02"), LocalDate.parse("2026-04-01"));
    }

    @Test
    void notTakingTwoTenNetThirtyCosts37PercentAYear() {
        // Case T7: (2/98) x 365/20 = 37.24%
        PaymentTerms.CashDiscount terms = (PaymentTerms.CashDiscount) parse("2/10 net 30");
        assertThat(terms.annualCostPercent(30)).isEqualByComparingTo("37.24");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "net 30",
                "net 45 eom",
                "day 15 next month",
                "2/10 net 30",
                "1.5/8 net 30 eom",
                "instalments 50% net 30, 50% net 60"
            })
    void theCanonicalTextReadsBack(String text) {
        assertThat(parse("  " + text.toUpperCase(java.util.Locale.ROOT).replace(" ", "  ") + " ")
                        .text())
                .isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "30",
                "net",
                "net -1",
                "net 99999",
                "day 0 next month",
                "100/10 net 30",
                "0/10 net 30",
                "instalments 50% net 30",
                "instalments 60% net 30, 60% net 60",
                "2/10 2/10 net 30",
                "net 30; drop table"
            })
    void whatIsNoTermsIsRefusedWithItsText(String text) {
        assertThat(TermsText.parse(text))
                .isInstanceOfSatisfying(TermsText.Parsed.Bad.class, bad -> assertThat(bad.problem())
                        .startsWith("'" + text + "'"));
    }

    private static PaymentTerms parse(String text) {
        return ((TermsText.Parsed.Ok) TermsText.parse(text)).terms();
    }

    private static DueCalendar calendar(BusinessDayConvention convention) {
        return new DueCalendar(convention, HolidayCalendar.of("de"));
    }
}
