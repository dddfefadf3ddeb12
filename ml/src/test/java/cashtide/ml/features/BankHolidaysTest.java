package cashtide.ml.features;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Against the lists that the Federal Reserve, Payments Canada, the ECB and the Bank of England published. */
class BankHolidaysTest {

    private static List<String> workingDays(String currency, int year) {
        return BankHolidays.of(currency, year, year).stream()
                .filter(day -> day.getDayOfWeek() != DayOfWeek.SATURDAY && day.getDayOfWeek() != DayOfWeek.SUNDAY)
                .map(day -> day.toString().substring(5))
                .toList();
    }

    @Test
    void dollarsDoNotSettleOnTheHolidaysOfTheFederalReserve() {
        assertThat(workingDays("USD", 2019))
                .containsExactly(
                        "01-01", "01-21", "02-18", "05-27", "07-04", "09-02", "10-14", "11-11", "11-28", "12-25");
        assertThat(workingDays("USD", 2022))
                .as("New Year is a Saturday and lost, Juneteenth and Christmas are Sundays and made up for")
                .containsExactly(
                        "01-17", "02-21", "05-30", "06-20", "07-04", "09-05", "10-10", "11-11", "11-24", "12-26");
    }

    @Test
    void canadianDollarsHaveTheirOwn() {
        assertThat(workingDays("CAD", 2019))
                .containsExactly("01-01", "04-19", "05-20", "07-01", "09-02", "10-14", "11-11", "12-25", "12-26");
        assertThat(workingDays("CAD", 2023))
                .as("New Year is a Sunday, 30 September and 11 November are Saturdays")
                .containsExactly(
                        "01-02", "04-07", "05-22", "07-03", "09-04", "10-02", "10-09", "11-13", "12-25", "12-26");
    }

    @Test
    void eurosThoseOfTargetAndPoundsThoseOfEngland() {
        assertThat(workingDays("EUR", 2024)).containsExactly("01-01", "03-29", "04-01", "05-01", "12-25", "12-26");
        assertThat(workingDays("GBP", 2024))
                .containsExactly("01-01", "03-29", "04-01", "05-06", "05-27", "08-26", "12-25", "12-26");
    }

    @Test
    void otherCurrenciesThoseOfTheirCountry() {
        assertThat(BankHolidays.of("CHF", 2024, 2024)).contains(LocalDate.of(2024, 8, 1));
        assertThat(BankHolidays.of("XAU", 2024, 2024)).as("gold has no country").isEmpty();
        assertThat(BankHolidays.of("", 2024, 2024)).isEmpty();
    }
}
