package cashtide.ui.component;

import static org.assertj.core.api.Assertions.assertThat;

import cashtide.money.Money;
import java.time.LocalDate;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class FiguresTest {

    private final Figures british = new Figures(Locale.UK);
    private final Figures german = new Figures(Locale.GERMANY);

    @Test
    void amountsHaveTheSignsOfTheLocaleAndTheTrueMinus() {
        assertThat(british.amount(Money.of(112_640_30, "EUR"))).isEqualTo("112,640.30");
        assertThat(german.amount(Money.of(112_640_30, "EUR"))).isEqualTo("112.640,30");
        assertThat(british.amount(Money.of(-2_750_00, "EUR"))).isEqualTo("\u22122,750.00");
        assertThat(british.amount(Money.of(0, "EUR"))).isEqualTo("0.00");
    }

    @Test
    void currenciesAreNeverAddedToOneAnother() {
        assertThat(british.sums(Stream.of(Money.of(5_00, "USD"), Money.of(100_00, "EUR"), Money.of(-1_50, "EUR"))))
                .isEqualTo("EUR 98.50 · USD 5.00");
        assertThat(british.sums(Stream.of())).isEmpty();
    }

    @Test
    void yenHaveNoDecimalsAndForecastsNever() {
        assertThat(british.amount(Money.of(1234, "JPY"))).isEqualTo("1,234");
        assertThat(british.whole(Money.of(612_400_49, "EUR"))).isEqualTo("612,400");
    }

    @Test
    void aChangeAlwaysCarriesItsSign() {
        assertThat(british.change(Money.of(65_200_00, "EUR"))).isEqualTo("+65,200");
        assertThat(british.change(Money.of(-31_700_00, "EUR"))).isEqualTo("\u221231,700");
    }

    @Test
    void aDayAsFarAsTheModelLooksIsToldAsThatDayOrLater() {
        LocalDate today = LocalDate.parse("2026-11-22");
        LocalDate may = LocalDate.parse("2027-05-11");
        assertThat(Figures.expected(may, true)).isEqualTo("after 11 May 2027");
        assertThat(Figures.expected(may, false)).isEqualTo("11 May 2027");
        assertThat(Figures.expected(null, false)).isEmpty();
        assertThat(Figures.expectedShort(may, true, today)).isEqualTo("after 11\u00a0May");
        assertThat(Figures.expectedShort(may, false, today)).isEqualTo("11\u00a0May");
        assertThat(Figures.expectedShort(LocalDate.parse("2027-11-22"), true, today))
                .isEqualTo("after Nov\u00a02027");
        assertThat(Figures.expectedShort(null, true, today)).isEmpty();
    }

    @Test
    void daysSayLateOrDue() {
        assertThat(Figures.days(65)).isEqualTo("65 d late");
        assertThat(Figures.days(0)).isEqualTo("due today");
        assertThat(Figures.days(-3)).isEqualTo("due in 3 d");
        assertThat(Figures.days(null)).isEmpty();
    }

    @Test
    void aDateOfAnotherYearSaysTheYear() {
        LocalDate today = LocalDate.parse("2026-11-17");
        assertThat(Figures.date(LocalDate.parse("2026-09-13"))).isEqualTo("13 Sep 2026");
        assertThat(Figures.shortDate(LocalDate.parse("2026-12-08"), today)).isEqualTo("8 Dec");
        assertThat(Figures.shortDate(LocalDate.parse("2024-12-08"), today)).isEqualTo("8 Dec 2024");
    }
}
