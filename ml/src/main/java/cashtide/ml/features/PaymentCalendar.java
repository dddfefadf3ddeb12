package cashtide.ml.features;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The days on which customers pay, numbered through. Most businesses see no payment on Saturday and Sunday, nor at
 * Christmas; counted in payment days, an invoice due on Saturday and paid on Monday is one day late, as is one due on
 * Monday and paid on Tuesday. That takes the week out of the delay, which is otherwise half of its spread.
 *
 * <p>A payment day's number is the count of days with a payment weekday up to and including it; any other day has the
 * number before it. A date on which nobody pays is counted and belongs to the payment day after it: what
 * would be paid on it is paid then, and what would be paid later is not put off.
 */
public final class PaymentCalendar {

    /** Weekdays with less than this share of the payments aren't payment days. */
    private static final double PAYMENT_DAY_SHARE_MIN = 0.02;

    private static final int ALL_DAYS = 0b1111111;
    /** Before any payment is known. */
    public static final PaymentCalendar MONDAY_TO_FRIDAY = new PaymentCalendar(0b0011111);

    private final int weekdayMask;
    /** Those that would be payment days by their weekday, ascending. */
    private final int[] closedDays;

    /** @param weekdayMask bit 0 is Monday; at least one is set */
    public PaymentCalendar(int weekdayMask) {
        this(weekdayMask, new int[0]);
    }

    private PaymentCalendar(int weekdayMask, int[] closedDays) {
        if ((weekdayMask & ALL_DAYS) == 0 || (weekdayMask & ~ALL_DAYS) != 0) {
            throw new IllegalArgumentException("weekday mask: " + weekdayMask);
        }
        this.weekdayMask = weekdayMask;
        this.closedDays = closedDays;
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

    /** The same weekdays without these dates, on which nobody pays. */
    public PaymentCalendar closedOn(Collection<LocalDate> dates) {
        return new PaymentCalendar(
                weekdayMask,
                dates.stream()
                        .mapToInt(PaymentCalendar::epochDay)
                        .filter(this::isPaymentWeekday)
                        .sorted()
                        .distinct()
                        .toArray());
    }

    /** Monday 0 to Sunday 6, of a day counted from 1970-01-01, which was a Thursday. */
    public static int weekday(int epochDay) {
        return Math.floorMod(epochDay + 3, 7);
    }

    /** Bit 0 is Monday. */
    public int weekdayMask() {
        return weekdayMask;
    }

    /** The dates on which nobody pays though their weekday is one of payments, ascending. */
    public List<LocalDate> closed() {
        return Arrays.stream(closedDays).mapToObj(LocalDate::ofEpochDay).toList();
    }

    /** In a week without a closed date. */
    public int paymentDaysPerWeek() {
        return Integer.bitCount(weekdayMask);
    }

    public boolean isPaymentDay(int epochDay) {
        return isPaymentWeekday(epochDay) && Arrays.binarySearch(closedDays, epochDay) < 0;
    }

    /** Whether it would be one if no date were closed. */
    public boolean isPaymentWeekday(int epochDay) {
        return (weekdayMask >> weekday(epochDay) & 1) == 1;
    }

    /** The first payment day from this day on. */
    public int nextPaymentDay(int epochDay) {
        int day = epochDay;
        while (!isPaymentDay(day)) {
            day++;
        }
        return day;
    }

    /**
     * The weekday that the day is like, Monday 0: a closed Monday is like a Sunday, as what is due on it is paid the day
     * after; with a week in which every weekday is one of payments, its own.
     */
    int likeWeekday(int epochDay) {
        int weekday = weekday(epochDay);
        int gap = nextPaymentDay(epochDay) - epochDay;
        if (gap == 0 || !isPaymentWeekday(epochDay)) {
            return weekday;
        }
        int like = weekday;
        int nearest = 0;
        for (int other = 0; other < 7; other++) {
            int otherGap = 0;
            while ((weekdayMask >> (other + otherGap) % 7 & 1) == 0) {
                otherGap++;
            }
            if (otherGap > nearest && otherGap <= gap) {
                nearest = otherGap;
                like = other;
            }
        }
        return like;
    }

    /** The number of the day, or of the payment weekday before it. Delays of the past are counted in these. */
    public int number(int epochDay) {
        int week = Math.floorDiv(epochDay + 3, 7);
        int upToDay = weekdayMask & ((2 << weekday(epochDay)) - 1);
        return week * paymentDaysPerWeek() + Integer.bitCount(upToDay) - 1;
    }

    /** The highest number of which it is paid by the end of this day: that of the last payment day up to it. */
    public int numberPaidBy(int epochDay) {
        int day = epochDay;
        while (!isPaymentDay(day) && closedDays.length > 0) {
            day--;
        }
        return number(day);
    }

    /** The day with this number; where that is a closed date, the next payment day. */
    public int epochDay(int number) {
        return nextPaymentDay(dayByWeekday(number));
    }

    private int dayByWeekday(int number) {
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

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof PaymentCalendar calendar
                && weekdayMask == calendar.weekdayMask
                && Arrays.equals(closedDays, calendar.closedDays);
    }

    @Override
    public int hashCode() {
        return 31 * weekdayMask + Arrays.hashCode(closedDays);
    }

    @Override
    public String toString() {
        return "PaymentCalendar[weekdayMask=" + weekdayMask + ", closed=" + closed() + "]";
    }
}
