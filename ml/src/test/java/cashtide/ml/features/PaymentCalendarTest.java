package cashtide.ml.features;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;

class PaymentCalendarTest {

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
    void aWeekdayWithHardlyAnyPaymentIsNoPaymentDay() {
        assertThat(PaymentCalendar.of(new long[] {200, 200, 200, 200, 200, 3, 0}))
                .isEqualTo(PaymentCalendar.MONDAY_TO_FRIDAY);
        assertThat(PaymentCalendar.of(new long[] {200, 200, 200, 200, 200, 200, 200})
                        .paymentDaysPerWeek())
                .isEqualTo(7);
    }
}
