package cashtide.ml.features;

import java.time.DayOfWeek;
import java.time.LocalDate;

/**
 * The days of the week on which customers pay, numbered through. Most businesses see no payment on Saturday and Sunday;
 * counted in payment days, an invoice due on Saturday and paid on Monday is one day late, as is one due on Monday and
 * paid on Tuesday. That takes the week out of the delay, which is otherwise half of its spread.
 *
 * <p>A payment day's number is the count of payment days up to and including it; any other day has the number of the
 * payment day before it.
 *
 * @param weekdayMask bit 0 is Monday; at least one is set
 */
public record PaymentCalendar(int weekdayMask) {

    /** Weekdays with less than this share of the payments aren't payment days. */
    private static final double PAYMENT_DAY_SHARE_MIN = 0.02;

    private static final int ALL_DAYS = 0b1111111;
    /** Before any payment is known. */
    public static final PaymentCalendar MONDAY_TO_FRIDAY = new PaymentCalendar(0b0011111);

    public PaymentCalendar {
        if ((weekdayMask & ALL_DAYS) == 0 || (weekdayMask & ~ALL_DAYS) != 0) {
            throw new IllegalArgumentException("weekday mask: " + weekdayMask);
        }
    }

    /** From counts of payments by weekday, Monday first. With fewer than 50 payments: Monday to Friday. */
    public static PaymentCalendar of(long[] paymentsByWeekday) {
        long all = 0;
        for (long payments : paymentsByWeekday) {
            all += payments;
        }
        if (all < 50) {
            return MONDAY_TO_FRIDAY;
        }
        int mask = 0;
        for (int weekday = 0; weekday < 7; weekday++) {
            if (paymentsByWeekday[weekday] >= all * PAYMENT_DAY_SHARE_MIN) {
                mask |= 1 << weekday;
            }
        }
        return new PaymentCalendar(mask);
    }

    /** Monday 0 to Sunday 6, of a day counted from 1970-01-01, which was a Thursday. */
    public static int weekday(int epochDay) {
        return Math.floorMod(epochDay + 3, 7);
    }

    public int paymentDaysPerWeek() {
        return Integer.bitCount(weekdayMask);
    }

    public boolean isPaymentDay(int epochDay) {
        return (weekdayMask >> weekday(epochDay) & 1) == 1;
    }

    public boolean isPaymentDay(DayOfWeek day) {
        return (weekdayMask >> (day.getValue() - 1) & 1) == 1;
    }

    /** The number of the day, or of the payment day before it. */
    public int number(int epochDay) {
        int week = Math.floorDiv(epochDay + 3, 7);
        int upToDay = weekdayMask & ((2 << weekday(epochDay)) - 1);
        return week * paymentDaysPerWeek() + Integer.bitCount(upToDay) - 1;
    }

    /** The day with this number. */
    public int epochDay(int number) {
        int perWeek = paymentDaysPerWeek();
        int week = Math.floorDiv(number, perWeek);
        int rank = Math.floorMod(number, perWeek);
        int mask = weekdayMask;
        for (int skipped = 0; skipped < rank; skipped++) {
            mask &= mask - 1;
        }
        return week * 7 - 3 + Integer.numberOfTrailingZeros(mask);
    }

    /** Payment days from the due date to the payment: above zero is late. */
    public int delay(int dueDay, int paidDay) {
        return number(paidDay) - number(dueDay);
    }

    static int epochDay(LocalDate date) {
        return Math.toIntExact(date.toEpochDay());
    }
}
