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
import java.util.TreeSet;

/**
 * Days on which nobody pays, from how many customers paid on each day of the past. Customers are counted and not payments:
 * one that pays forty invoices at once says as much of a day as one that pays a single one.
 *
 * <p>The {@link BankHolidays} of a currency are closed unless customers did pay on those of the past. A date of the year
 * is closed when hardly anybody paid on it in any year beside what is usual on the same weekday in the weeks
 * around. Two years are needed, as a holiday that keeps to its weekday is on another date in the next year; one year does
 * for dates that are holidays by their date in many countries.
 */
public final class ClosedDates {

    /** With less than this share of what is usual, a day counts as one on which nobody pays. */
    private static final double PAID_SHARE_MAX = 0.15;

    /** So many customers must usually pay on such a day, summed over the years: a thin day is empty by chance. */
    private static final double USUAL_MIN = 20;

    private static final double USUAL_OF_KNOWN_HOLIDAY_MIN = 10;
    private static final int CLOSED_MAX = 30;

    /** With more than this share of what is usual paid on a currency's bank holidays, they are days like any other. */
    private static final double PAID_ON_HOLIDAYS_MAX = 0.3;
    /** How many customers the tables are worth, before any is seen to pay or not to pay on such a day. */
    private static final double HOLIDAYS_PRIOR_COUNT = 10;

    /** A model is not used for longer after its cut, with the weeks that it looks ahead. */
    private static final int YEARS_AHEAD = 3;
    /** Payments of longer ago, such as of a mistyped year, are not looked at. */
    private static final int YEARS_BACK = 30;

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

    private final Payers payers = new Payers();
    private final Map<String, Payers> payersByCurrency = new TreeMap<>();

    /** Different customers by day. */
    private static final class Payers {
        private final Map<Integer, Set<String>> byDay = new HashMap<>();

        void add(int day, String customer) {
            byDay.computeIfAbsent(day, key -> new HashSet<>()).add(customer);
        }

        int on(int day) {
            Set<String> payers = byDay.get(day);
            return payers == null ? 0 : payers.size();
        }
    }

    /** The days that were seen, whatever was paid on them. */
    private record Seen(int first, int last) {}

    /** @param customer of any tenant; named so that no two are the same */
    public void paid(LocalDate date, String currency, String customer) {
        int day = PaymentCalendar.epochDay(date);
        payers.add(day, customer);
        payersByCurrency.computeIfAbsent(currency, key -> new Payers()).add(day, customer);
    }

    /**
     * The calendars of the currencies in which was paid.
     *
     * @param cut the day after the last one that was seen
     * @param weekdays on which is paid
     */
    public PaymentCalendars before(LocalDate cut, PaymentCalendar weekdays) {
        int last = PaymentCalendar.epochDay(cut) - 1 - LAST_DAYS_LEFT_OUT;
        int longAgo = PaymentCalendar.epochDay(cut.minusYears(YEARS_BACK));
        int first = payers.byDay.keySet().stream()
                .filter(day -> day >= longAgo)
                .min(Integer::compare)
                .orElse(last + 1);
        Seen seen = new Seen(first, last);
        int firstYear = LocalDate.ofEpochDay(Math.min(first, last)).getYear();
        int lastYear = cut.getYear() + YEARS_AHEAD;
        Set<LocalDate> everywhere = new TreeSet<>();
        for (MonthDay date : dates(seen, weekdays)) {
            for (int year = firstYear; year <= lastYear; year++) {
                if (date.isValidYear(year)) {
                    everywhere.add(date.atYear(year));
                }
            }
        }
        Map<String, PaymentCalendar> byCurrency = new TreeMap<>();
        payersByCurrency.forEach((currency, own) -> {
            Set<LocalDate> closed = new TreeSet<>(everywhere);
            Set<LocalDate> holidays = BankHolidays.of(currency, firstYear, lastYear);
            if (areKept(holidays, own, seen, weekdays)) {
                closed.addAll(holidays);
            }
            byCurrency.put(currency, weekdays.closedOn(closed));
        });
        return new PaymentCalendars(weekdays.closedOn(everywhere), byCurrency);
    }

    private static boolean areKept(Set<LocalDate> holidays, Payers own, Seen seen, PaymentCalendar weekdays) {
        double usual = HOLIDAYS_PRIOR_COUNT;
        double paid = 0;
        for (LocalDate holiday : holidays) {
            int day = PaymentCalendar.epochDay(holiday);
            if (weekdays.isPaymentWeekday(day) && day >= seen.first() && day <= seen.last()) {
                usual += usual(own, day, seen);
                paid += own.on(day);
            }
        }
        return paid <= PAID_ON_HOLIDAYS_MAX * usual;
    }

    /** The dates of any year. */
    private List<MonthDay> dates(Seen seen, PaymentCalendar weekdays) {
        Map<MonthDay, double[]> byDate = new TreeMap<>();
        for (int day = seen.first(); day <= seen.last(); day++) {
            if (weekdays.isPaymentWeekday(day)) {
                double usual = usual(payers, day, seen);
                if (usual > 0) {
                    double[] sums = byDate.computeIfAbsent(
                            MonthDay.from(LocalDate.ofEpochDay(day)), date -> new double[] {0, 0, 0});
                    sums[0] += usual;
                    sums[1] += payers.on(day);
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
    private static double usual(Payers payers, int day, Seen seen) {
        int[] around = new int[2 * WEEKS_AROUND];
        int count = 0;
        for (int week = -WEEKS_AROUND; week <= WEEKS_AROUND; week++) {
            int other = day + 7 * week;
            if (week != 0 && other >= seen.first() && other <= seen.last()) {
                around[count++] = payers.on(other);
            }
        }
        if (count < WEEKS_AROUND_MIN) {
            return 0;
        }
        Arrays.sort(around, 0, count);
        return (around[(count - 1) / 2] + around[count / 2]) / 2.0;
    }
}
