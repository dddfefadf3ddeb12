package cashtide.ml.features;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.function.IntPredicate;

/** A customer's latest settlements known before a moment, latest first. Reused from query to query. */
final class Recent {

    private static final double PRIOR_COUNT = 3;
    private static final double DECAY = Math.exp(-1 / 8.0);

    private final int[] positions;
    private final double[] delays;
    private final int[] calendarDelays;
    private final int[] paidDays;
    private int size;

    Recent(int capacity) {
        positions = new int[capacity];
        delays = new double[capacity];
        calendarDelays = new int[capacity];
        paidDays = new int[capacity];
    }

    void load(CustomerIndex customer, long moment, PaymentCalendar calendar) {
        int[] latest = customer.latestSettled(moment, positions.length);
        size = latest.length;
        for (int back = 0; back < size; back++) {
            int i = customer.settledInvoice[latest[back]];
            int paid = customer.settledDay[latest[back]];
            positions[back] = i;
            paidDays[back] = paid;
            calendarDelays[back] = paid - customer.dueDay[i];
            delays[back] = TenantIndex.clippedDelay(calendar.delay(customer.dueDay[i], paid));
        }
    }

    int size() {
        return size;
    }

    double delay(int back) {
        return delays[back];
    }

    int paidDay(int back) {
        return paidDays[back];
    }

    double sum(int latest) {
        double sum = 0;
        for (int back = 0; back < Math.min(latest, size); back++) {
            sum += delays[back];
        }
        return sum;
    }

    /** How many were paid more than this many calendar days after the due date. */
    int late(int days) {
        int late = 0;
        for (int back = 0; back < size; back++) {
            late += calendarDelays[back] > days ? 1 : 0;
        }
        return late;
    }

    double onDueDay() {
        int on = 0;
        for (int back = 0; back < size; back++) {
            on += delays[back] == 0 ? 1 : 0;
        }
        return (double) on / size;
    }

    /** Mean with weights that halve every five or six invoices, shrunk to the given mean. */
    double decayed(double mean) {
        double weight = 1;
        double sum = mean;
        double weights = 1;
        for (int back = 0; back < size; back++) {
            sum += weight * delays[back];
            weights += weight;
            weight *= DECAY;
        }
        return sum / weights;
    }

    double[] sortedDelays() {
        double[] sorted = Arrays.copyOf(delays, size);
        Arrays.sort(sorted);
        return sorted;
    }

    double deviation() {
        double mean = sum(size) / size;
        double squares = 0;
        for (int back = 0; back < size; back++) {
            squares += (delays[back] - mean) * (delays[back] - mean);
        }
        return Math.sqrt(squares / size);
    }

    /** Mean delay of those invoices (by position at the customer) that fit, shrunk to the given mean. */
    double shrunkMean(double mean, IntPredicate fits) {
        double sum = PRIOR_COUNT * mean;
        double count = PRIOR_COUNT;
        for (int back = 0; back < size; back++) {
            if (fits.test(positions[back])) {
                sum += delays[back];
                count++;
            }
        }
        return sum / count;
    }

    int distinctPaidDays() {
        int[] days = Arrays.copyOf(paidDays, size);
        Arrays.sort(days);
        int distinct = 1;
        for (int i = 1; i < days.length; i++) {
            distinct += days[i] != days[i - 1] ? 1 : 0;
        }
        return distinct;
    }

    /** The weekday of most payments, Monday 0; the earlier of two equal ones. */
    int usualWeekday() {
        int usual = 0;
        double best = -1;
        for (int weekday = 0; weekday < 7; weekday++) {
            double share = weekdayShare(weekday);
            if (share > best) {
                best = share;
                usual = weekday;
            }
        }
        return usual;
    }

    double weekdayShare(int weekday) {
        int on = 0;
        for (int back = 0; back < size; back++) {
            on += PaymentCalendar.weekday(paidDays[back]) == weekday ? 1 : 0;
        }
        return (double) on / size;
    }

    /** Share paid on the last three or first two days of a month. */
    double monthEndShare() {
        int on = 0;
        for (int back = 0; back < size; back++) {
            LocalDate paid = LocalDate.ofEpochDay(paidDays[back]);
            on += paid.getDayOfMonth() <= 2 || paid.getDayOfMonth() > paid.lengthOfMonth() - 3 ? 1 : 0;
        }
        return (double) on / size;
    }
}
