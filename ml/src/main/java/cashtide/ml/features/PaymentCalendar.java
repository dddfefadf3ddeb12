package cashtide.ml.features;

import java.time.LocalDate;
import java.time.MonthDay;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
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
    private static final int FIRST_YEAR = 1970;
    private static final int LAST_YEAR = 2199;
    /** So that a payment day is never far. */
    private static final int CLOSED_MAX = 60;
    /** Before any payment is known. */
    public static final PaymentCalendar MONDAY_TO_FRIDAY = new PaymentCalendar(0b0011111);

    private final int weekdayMask;
    private final List<MonthDay> closed;
    /** The closed days that would be payment days by their weekday, ascending. */
    private final int[] closedDays;

    /** @param weekdayMask bit 0 is Monday; at least one is set */
    public PaymentCalendar(int weekdayMask) {
        this(weekdayMask, List.of());
    }

    /**
     * @param weekdayMask bit 0 is Monday; at least one is set
     * @param closed dates on which nobody pays, in every year
     */
    public PaymentCalendar(int weekdayMask, Collection<MonthDay> closed) {
        if ((weekdayMask & ALL_DAYS) == 0 || (weekdayMask & ~ALL_DAYS) != 0) {
            throw new IllegalArgumentException("weekday mask: " + weekdayMask);
        }
        if (closed.size() > CLOSED_MAX) {
            throw new IllegalArgumentException("closed dates: " + closed.size());
        }
        this.weekdayMask = weekdayMask;
        this.closed = List.copyOf(new TreeSet<>(closed));
        this.closedDays = closedDays(weekdayMask, this.closed);
    }

    private static int[] closedDays(int weekdayMask, List<MonthDay> closed) {
        int[] days = new int[(LAST_YEAR - FIRST_YEAR + 1) * closed.size()];
        int count = 0;
        for (int year = FIRST_YEAR; year <= LAST_YEAR; year++) {
            for (MonthDay date : closed) {
                int day = date.isValidYear(year) ? epochDay(date.atYear(year)) : Integer.MIN_VALUE;
                if (day != Integer.MIN_VALUE && (weekdayMask >> weekday(day) & 1) == 1) {
                    days[count++] = day;
                }
            }
        }
        return Arrays.copyOf(days, count);
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

    /** The same weekdays without the dates on which nobody pays. */
    public PaymentCalendar closedOn(Collection<MonthDay> dates) {
        return dates.isEmpty() && closed.isEmpty() ? this : new PaymentCalendar(weekdayMask, dates);
    }

    /** Monday 0 to Sunday 6, of a day counted from 1970-01-01, which was a Thursday. */
    public static int weekday(int epochDay) {
        return Math.floorMod(epochDay + 3, 7);
    }

    /** Bit 0 is Monday. */
    public int weekdayMask() {
        return weekdayMask;
    }

    /** Dates on which nobody pays in any year, ascending. */
    public List<MonthDay> closed() {
        return closed;
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
        int day = dayByWeekday(number);
        while (!isPaymentDay(day)) {
            day++;
        }
        return day;
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
                && closed.equals(calendar.closed);
    }

    @Override
    public int hashCode() {
        return 31 * weekdayMask + closed.hashCode();
    }

    @Override
    public String toString() {
        return "PaymentCalendar[weekdayMask=" + weekdayMask + ", closed=" + closed + "]";
    }
}
