package cashtide.ml.features;

import java.time.LocalDate;
import java.time.MonthDay;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Dates of the year on which nobody pays, from how many customers paid on each day of the past. Customers are counted and
 * not payments: one that pays forty invoices at once says as much of a day as one that pays a single one.
 *
 * <p>A date is closed when hardly anybody paid on it in any year beside what is usual on the same weekday in the weeks
 * around. Two years are needed, as a holiday that keeps to its weekday is on another date in the next year; one year does
 * for dates that are holidays by their date in many countries. Holidays that move, as Easter does, are not found.
 */
public final class ClosedDates {

    /** With less than this share of what is usual, a day counts as one on which nobody pays. */
    private static final double PAID_SHARE_MAX = 0.15;

    /** So many customers must usually pay on such a day, summed over the years: a thin day is empty by chance. */
    private static final double USUAL_MIN = 20;

    private static final double USUAL_OF_KNOWN_HOLIDAY_MIN = 10;
    private static final int CLOSED_MAX = 30;
    private static final int WEEKS_AROUND = 4;
    private static final int WEEKS_AROUND_MIN = 3;
    /** Payments of the last days before the cut are not all known. */
    private static final int LAST_DAYS_LEFT_OUT = 3;

    private static final Set<MonthDay> HOLIDAYS = Set.of(
            MonthDay.of(1, 1),
            MonthDay.of(5, 1),
            MonthDay.of(12, 24),
            MonthDay.of(12, 25),
            MonthDay.of(12, 26),
            MonthDay.of(12, 31));

    private final Map<Integer, Set<String>> payersByDay = new HashMap<>();

    /** @param customer of any tenant; named so that no two are the same */
    public void paid(LocalDate day, String customer) {
        payersByDay
                .computeIfAbsent(PaymentCalendar.epochDay(day), key -> new HashSet<>())
                .add(customer);
    }

    /** @param cut the day after the last one that was seen */
    public List<MonthDay> before(LocalDate cut, PaymentCalendar calendar) {
        int last = PaymentCalendar.epochDay(cut) - 1 - LAST_DAYS_LEFT_OUT;
        int first = payersByDay.keySet().stream().min(Integer::compare).orElse(last + 1);
        Map<MonthDay, double[]> byDate = new TreeMap<>();
        for (int day = first; day <= last; day++) {
            if (calendar.isPaymentWeekday(day)) {
                double usual = usual(day, first, last);
                if (usual > 0) {
                    double[] sums = byDate.computeIfAbsent(
                            MonthDay.from(LocalDate.ofEpochDay(day)), date -> new double[] {0, 0, 0});
                    sums[0] += usual;
                    sums[1] += payers(day);
                    sums[2]++;
                }
            }
        }
        List<MonthDay> closed = new ArrayList<>();
        byDate.forEach((date, sums) -> {
            boolean enough = HOLIDAYS.contains(date)
                    ? sums[0] >= USUAL_OF_KNOWN_HOLIDAY_MIN
                    : sums[0] >= USUAL_MIN && sums[2] >= 2;
            if (enough && sums[1] <= PAID_SHARE_MAX * sums[0]) {
                closed.add(date);
            }
        });
        // So many would not be holidays but a business that was paid in some months only.
        return closed.size() > CLOSED_MAX ? List.of() : closed;
    }

    /** The median of the same weekday in the weeks around; 0 where these are too few. */
    private double usual(int day, int first, int last) {
        int[] around = new int[2 * WEEKS_AROUND];
        int count = 0;
        for (int week = -WEEKS_AROUND; week <= WEEKS_AROUND; week++) {
            int other = day + 7 * week;
            if (week != 0 && other >= first && other <= last) {
                around[count++] = payers(other);
            }
        }
        if (count < WEEKS_AROUND_MIN) {
            return 0;
        }
        Arrays.sort(around, 0, count);
        return (around[(count - 1) / 2] + around[count / 2]) / 2.0;
    }

    private int payers(int day) {
        Set<String> payers = payersByDay.get(day);
        return payers == null ? 0 : payers.size();
    }
}
