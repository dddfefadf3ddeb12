package cashtide.ml.features;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.MonthDay;
import java.util.List;
import java.util.function.ToIntFunction;
import org.junit.jupiter.api.Test;

class ClosedDatesTest {

    private static final LocalDate FIRST = LocalDate.of(2024, 1, 8);

    /** Dates that are closed of a business with so many payers on each working day from 8 January 2024. */
    private static List<MonthDay> closed(LocalDate cut, ToIntFunction<LocalDate> payersOn) {
        ClosedDates dates = new ClosedDates();
        for (LocalDate day = FIRST; day.isBefore(cut); day = day.plusDays(1)) {
            int payers = day.getDayOfWeek().getValue() > 5 ? 0 : payersOn.applyAsInt(day);
            for (int payer = 0; payer < payers; payer++) {
                dates.paid(day, "C" + payer);
            }
        }
        return dates.before(cut, PaymentCalendar.MONDAY_TO_FRIDAY);
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
                dates.paid(day, "C1");
            }
        }
        assertThat(dates.before(cut, PaymentCalendar.MONDAY_TO_FRIDAY)).isEmpty();
    }

    @Test
    void nothingIsClosedWhereNothingWasPaid() {
        assertThat(new ClosedDates().before(FIRST, PaymentCalendar.MONDAY_TO_FRIDAY))
                .isEmpty();
    }
}
