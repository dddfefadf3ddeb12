package cashtide.ml.features;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.MonthDay;
import java.util.List;
import java.util.Set;
import java.util.function.ToIntFunction;
import org.junit.jupiter.api.Test;

class ClosedDatesTest {

    private static final LocalDate FIRST = LocalDate.of(2024, 1, 8);
    private static final String CURRENCY_WITHOUT_TABLE = "XAU";

    /** Dates that are closed of a business with so many payers on each working day from 8 January 2024. */
    private static List<MonthDay> closed(LocalDate cut, ToIntFunction<LocalDate> payersOn) {
        ClosedDates dates = new ClosedDates();
        for (LocalDate day = FIRST; day.isBefore(cut); day = day.plusDays(1)) {
            int payers = day.getDayOfWeek().getValue() > 5 ? 0 : payersOn.applyAsInt(day);
            for (int payer = 0; payer < payers; payer++) {
                dates.paid(day, CURRENCY_WITHOUT_TABLE, "C" + payer);
            }
        }
        return datesOf(dates.before(cut, PaymentCalendar.MONDAY_TO_FRIDAY));
    }

    private static List<MonthDay> datesOf(PaymentCalendars calendars) {
        return calendars.usual().closed().stream()
                .map(MonthDay::from)
                .distinct()
                .sorted()
                .toList();
    }

    private static boolean is(LocalDate day, int month, int dayOfMonth) {
        return MonthDay.from(day).equals(MonthDay.of(month, dayOfMonth));
    }

    @Test
    void oneChristmasWithoutPaymentsIsEnough() {
        LocalDate cut = LocalDate.of(2025, 3, 1);
        assertThat(closed(cut, day -> is(day, 12, 25) ? 0 : 10)).containsExactly(MonthDay.of(12, 25));
        assertThat(closed(cut, day -> is(day, 12, 25) ? 2 : 10)).isEmpty();
        assertThat(closed(cut, day -> is(day, 12, 25) ? 0 : 9)).as("too thin").isEmpty();
    }

    @Test
    void anotherDateIsClosedWhenItWasSoInTwoYears() {
        ToIntFunction<LocalDate> assumption = day -> is(day, 8, 15) ? 0 : 10;
        assertThat(closed(LocalDate.of(2025, 3, 1), assumption)).isEmpty();
        assertThat(closed(LocalDate.of(2025, 11, 1), assumption)).containsExactly(MonthDay.of(8, 15));
    }

    @Test
    void aHolidayThatKeepsToItsWeekdayClosesNoDate() {
        // The first Monday of September: 2 September 2024 and 1 September 2025.
        assertThat(closed(
                        LocalDate.of(2025, 12, 1),
                        day -> day.getMonthValue() == 9
                                        && day.getDayOfMonth() <= 7
                                        && day.getDayOfWeek().getValue() == 1
                                ? 0
                                : 40))
                .isEmpty();
    }

    @Test
    void aSlowDayIsNoHoliday() {
        assertThat(closed(LocalDate.of(2025, 12, 31), day -> is(day, 8, 15) || is(day, 12, 25) ? 4 : 20))
                .isEmpty();
        assertThat(closed(LocalDate.of(2025, 12, 31), day -> is(day, 8, 15) || is(day, 12, 25) ? 3 : 20))
                .containsExactly(MonthDay.of(8, 15), MonthDay.of(12, 25));
    }

    @Test
    void aCustomerCountsOnceHoweverMuchItPays() {
        ClosedDates dates = new ClosedDates();
        LocalDate cut = LocalDate.of(2025, 3, 1);
        for (LocalDate day = FIRST; day.isBefore(cut); day = day.plusDays(1)) {
            for (int payment = 0; payment < 30 && !is(day, 12, 25); payment++) {
                dates.paid(day, CURRENCY_WITHOUT_TABLE, "C1");
            }
        }
        assertThat(datesOf(dates.before(cut, PaymentCalendar.MONDAY_TO_FRIDAY))).isEmpty();
    }

    @Test
    void nothingIsClosedWhereNothingWasPaid() {
        assertThat(new ClosedDates().before(FIRST, PaymentCalendar.MONDAY_TO_FRIDAY))
                .isEqualTo(PaymentCalendars.MONDAY_TO_FRIDAY);
    }

    /** The calendar of dollars after so many customers paid on each working day, and so many on bank holidays. */
    private static PaymentCalendar dollars(int payers, int onHolidays) {
        Set<LocalDate> holidays = BankHolidays.of("USD", 2024, 2024);
        ClosedDates dates = new ClosedDates();
        LocalDate cut = LocalDate.of(2024, 7, 31);
        for (LocalDate day = FIRST; day.isBefore(cut); day = day.plusDays(1)) {
            int paid = holidays.contains(day) ? onHolidays : payers;
            for (int payer = 0; payer < paid && day.getDayOfWeek().getValue() <= 5; payer++) {
                dates.paid(day, "USD", "C" + payer);
            }
        }
        return dates.before(cut, PaymentCalendar.MONDAY_TO_FRIDAY).in("USD");
    }

    @Test
    void bankHolidaysOfTheCurrencyAreClosedUnlessCustomersPaidOnThem() {
        LocalDate thanksgiving = LocalDate.of(2024, 11, 28);
        assertThat(dollars(20, 0).closed()).as("never seen yet").contains(thanksgiving);
        assertThat(dollars(20, 2).closed()).as("hardly anybody").contains(thanksgiving);
        assertThat(dollars(20, 20).closed()).isEmpty();
        assertThat(dollars(20, 10).closed()).as("half of the usual").isEmpty();
        assertThat(dollars(2, 1).closed())
                .as("a handful of payments prove little")
                .contains(thanksgiving);
    }

    @Test
    void eachCurrencyHasItsOwnBankHolidays() {
        ClosedDates dates = new ClosedDates();
        for (String currency : List.of("USD", "CAD", "EUR", CURRENCY_WITHOUT_TABLE)) {
            dates.paid(FIRST, currency, "C");
        }
        PaymentCalendars calendars = dates.before(LocalDate.of(2024, 3, 1), PaymentCalendar.MONDAY_TO_FRIDAY);
        int goodFriday = PaymentCalendar.epochDay(LocalDate.of(2024, 3, 29));
        assertThat(calendars.in("USD").isPaymentDay(goodFriday)).isTrue();
        assertThat(calendars.in("CAD").isPaymentDay(goodFriday)).isFalse();
        assertThat(calendars.in("EUR").isPaymentDay(goodFriday)).isFalse();
        assertThat(calendars.in(CURRENCY_WITHOUT_TABLE).isPaymentDay(goodFriday))
                .isTrue();
        assertThat(calendars.in("GBP").isPaymentDay(goodFriday))
                .as("a currency never seen")
                .isTrue();
    }

    @Test
    void aPaymentOfAMistypedYearIsNotLookedAt() {
        ClosedDates dates = new ClosedDates();
        dates.paid(LocalDate.of(201, 5, 4), "USD", "C");
        dates.paid(FIRST, "USD", "C");
        assertThat(dates.before(LocalDate.of(2024, 3, 1), PaymentCalendar.MONDAY_TO_FRIDAY)
                        .in("USD")
                        .closed())
                .first()
                .isEqualTo(LocalDate.of(2024, 1, 1));
    }

    @Test
    void theTwentyNinthOfFebruaryIsClosedOnlyWhereThereIsOne() {
        ClosedDates dates = new ClosedDates();
        for (LocalDate day = LocalDate.of(2020, 1, 1); day.getYear() < 2025; day = day.plusDays(1)) {
            for (int payer = 0; payer < 20 && !is(day, 2, 29); payer++) {
                dates.paid(day, CURRENCY_WITHOUT_TABLE, "C" + payer);
            }
        }
        assertThat(dates.before(LocalDate.of(2025, 1, 1), new PaymentCalendar(127))
                        .usual()
                        .closed())
                .containsExactly(LocalDate.of(2020, 2, 29), LocalDate.of(2024, 2, 29), LocalDate.of(2028, 2, 29));
    }
}
