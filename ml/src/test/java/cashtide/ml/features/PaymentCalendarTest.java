package cashtide.ml.features;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

class PaymentCalendarTest {

    private static final int SATURDAY = 5;
    private static final int SUNDAY = 6;

    private static int day(String date) {
        return Math.toIntExact(LocalDate.parse(date).toEpochDay());
    }

    @Test
    void dueOnSaturdayAndPaidOnMondayIsOnePaymentDayLate() {
        assertThat(PaymentCalendar.MONDAY_TO_FRIDAY.delay(day("2026-11-21"), day("2026-11-23")))
                .isEqualTo(1);
        assertThat(PaymentCalendar.MONDAY_TO_FRIDAY.delay(day("2026-11-21"), day("2026-11-20")))
                .isZero();
        assertThat(PaymentCalendar.MONDAY_TO_FRIDAY.delay(day("2026-11-20"), day("2026-11-27")))
                .isEqualTo(5);
    }

    @Test
    void numbersOfPaymentDaysLeadBackToTheDay() {
        for (int mask = 1; mask < 128; mask++) {
            PaymentCalendar calendar = new PaymentCalendar(mask);
            for (int day = day("2019-12-20"); day < day("2020-01-20"); day++) {
                if (calendar.isPaymentDay(day)) {
                    assertThat(calendar.epochDay(calendar.number(day))).isEqualTo(day);
                }
            }
        }
    }

    @Test
    void whatWouldBePaidOnAClosedDateIsPaidOnTheNextPaymentDay() {
        PaymentCalendar calendar = PaymentCalendar.MONDAY_TO_FRIDAY.closedOn(
                List.of(LocalDate.of(2025, 12, 25), LocalDate.of(2025, 12, 26), LocalDate.of(2026, 12, 26)));
        assertThat(calendar.isPaymentDay(day("2025-12-25"))).isFalse();
        assertThat(calendar.isPaymentDay(day("2025-12-24"))).isTrue();
        // Thursday and Friday are closed, then comes the weekend: what would come on them comes on Monday.
        int eve = calendar.number(day("2025-12-24"));
        assertThat(calendar.numberPaidBy(day("2025-12-25"))).isEqualTo(eve);
        assertThat(calendar.numberPaidBy(day("2025-12-28"))).isEqualTo(eve);
        assertThat(List.of(calendar.epochDay(eve + 1), calendar.epochDay(eve + 2), calendar.epochDay(eve + 3)))
                .containsOnly(day("2025-12-29"));
        assertThat(calendar.epochDay(eve + 4)).as("nothing else is put off").isEqualTo(day("2025-12-30"));
        assertThat(calendar.closed())
                .as("a Saturday is closed anyhow")
                .containsExactly(LocalDate.of(2025, 12, 25), LocalDate.of(2025, 12, 26));
        for (int day = day("2025-01-01"); day < day("2027-01-01"); day++) {
            if (calendar.isPaymentDay(day)) {
                assertThat(calendar.epochDay(calendar.number(day))).isEqualTo(day);
            }
        }
    }

    @Test
    void aClosedDayIsLikeTheDayOfTheWeekendFromWhichItIsAsFarToTheNextPaymentDay() {
        PaymentCalendar calendar = PaymentCalendar.MONDAY_TO_FRIDAY.closedOn(
                List.of(LocalDate.of(2026, 5, 25), LocalDate.of(2026, 11, 26), LocalDate.of(2026, 11, 27)));
        assertThat(calendar.likeWeekday(day("2026-05-25"))).as("a Monday").isEqualTo(SUNDAY);
        assertThat(calendar.likeWeekday(day("2026-05-23"))).as("a Saturday").isEqualTo(SATURDAY);
        assertThat(calendar.likeWeekday(day("2026-11-26")))
                .as("a Thursday four days before the next payment day")
                .isEqualTo(SATURDAY);
        assertThat(calendar.likeWeekday(day("2026-11-25"))).as("a Wednesday").isEqualTo(2);
        PaymentCalendar everyDay = new PaymentCalendar(127).closedOn(List.of(LocalDate.of(2026, 5, 25)));
        assertThat(everyDay.likeWeekday(day("2026-05-25")))
                .as("no day of the week is like it")
                .isZero();
    }

    @Test
    void aWeekdayWithHardlyAnyPaymentIsNoPaymentDay() {
        assertThat(PaymentCalendar.of(new long[] {200, 200, 200, 200, 200, 3, 0}))
                .isEqualTo(PaymentCalendar.MONDAY_TO_FRIDAY);
        assertThat(PaymentCalendar.of(new long[] {200, 200, 200, 200, 200, 200, 200})
                        .paymentDaysPerWeek())
                .isEqualTo(7);
    }
}
