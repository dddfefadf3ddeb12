package cashtide.ml.features;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.function.IntUnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * When a customer pays that pays in runs: on one or two days of the month, or every other week. Runs of every week are left
 * to the weekdays of its payments.
 *
 * <p>A run whose day is no payment day is the next one that is; the last day of the month is the last that is.
 */
public final class PaymentRuns {

    /** Payment days that are looked back upon, each counted once however much was paid on it. */
    static final int LOOK_BACK = 24;

    private static final int DAYS_MIN = 6;
    /** Of the payment days this share keeps to the runs. */
    private static final double SHARE_MIN = 0.8;
    /** Two runs of a month are further apart than a week; else one that slips looks like two. */
    private static final int APART_MIN = 8;

    /** Of few payments on one weekday those of every week look like those of every other week. */
    private static final int FORTNIGHT_DAYS_MIN = 9;

    private static final int LAST_OF_MONTH = 31;
    /** Every month has it. */
    private static final int SURE_DAY = 28;
    /** How much likelier than chance, as a logarithm, beyond what trying so many calendars finds by chance. */
    private static final double SURE = 4 + Math.log(300);

    /** Days after which what is expected weighs a third for a run. */
    private static final double NEAR_DAYS = 2;
    /** Positions after the last that are looked at for runs: a month of days. */
    private static final int BEYOND = 31;

    private static final double MONTH_DAYS = 365.25 / 12;

    private final PaymentCalendar calendar;
    private final int first;
    private final int second;
    private final int fortnight;
    private final double share;

    /**
     * @param first day of the month, 31 for its last; 0 for a fortnight
     * @param second the same, or 0
     * @param fortnight a day of the runs counted from 1970-01-01, modulo 14; -1 for days of the month
     * @param share of what the customer pays that comes with the runs
     */
    private PaymentRuns(PaymentCalendar calendar, int first, int second, int fortnight, double share) {
        this.calendar = calendar;
        this.first = first;
        this.second = second;
        this.fortnight = fortnight;
        this.share = share;
    }

    /**
     * The runs that most of these days keep to; null when they could well be chance.
     *
     * @param days different days of payments, counted from 1970-01-01; at most the latest {@link #LOOK_BACK} of them
     */
    static @Nullable PaymentRuns of(int[] days, PaymentCalendar calendar) {
        if (days.length < DAYS_MIN) {
            return null;
        }
        int[] byDayOfMonth = new int[LAST_OF_MONTH + 1];
        int[] byFortnight = new int[14];
        for (int i = 0; i < days.length; i++) {
            byFortnight[Math.floorMod(days[i], 14)] |= 1 << i;
            int standsFor = daysOfMonth(days[i], calendar);
            for (int dayOfMonth = 1; dayOfMonth <= LAST_OF_MONTH; dayOfMonth++) {
                byDayOfMonth[dayOfMonth] |= (standsFor >>> dayOfMonth & 1) << i;
            }
        }
        PaymentRuns best = null;
        double bestSure = SURE;
        double perMonth = calendar.paymentDaysPerWeek() * MONTH_DAYS / 7;
        for (int one = 1; one <= LAST_OF_MONTH; one++) {
            for (int other = 0; other <= LAST_OF_MONTH; other = other == 0 ? one + APART_MIN : other + 1) {
                int kept = Integer.bitCount(byDayOfMonth[one] | byDayOfMonth[other]);
                double sure = sure(kept, days.length, (other == 0 ? 1 : 2) / perMonth);
                if (sure > bestSure) {
                    bestSure = sure;
                    best = new PaymentRuns(calendar, one, other, -1, share(kept, days.length));
                }
            }
        }
        for (int day = 0; day < 14 && days.length >= FORTNIGHT_DAYS_MIN; day++) {
            int kept = Integer.bitCount(byFortnight[day]);
            double sure = sure(kept, days.length, 0.5 / calendar.paymentDaysPerWeek());
            if (sure > bestSure) {
                bestSure = sure;
                best = new PaymentRuns(calendar, 0, 0, day, share(kept, days.length));
            }
        }
        return best;
    }

    /** The logarithm of how much likelier the days are by these runs than by chance; 0 when too few keep to them. */
    private static double sure(int kept, int days, double byChance) {
        double share = (double) kept / days;
        if (share < SHARE_MIN || share <= byChance) {
            return 0;
        }
        double others = kept == days ? 0 : (days - kept) * Math.log((1 - share) / (1 - byChance));
        return kept * Math.log(share / byChance) + others;
    }

    /** Somewhat less than seen: nobody keeps to a day for ever. */
    private static double share(int kept, int days) {
        return (kept + 0.5) / (days + 1);
    }

    /** The days of the month whose runs come on a day, as bits: its own, those that slip to it, and 31 for the last. */
    private static int daysOfMonth(int day, PaymentCalendar calendar) {
        int days = isLastOfMonth(day, calendar) ? 1 << LAST_OF_MONTH : 0;
        int slipped = day;
        do {
            int dayOfMonth = LocalDate.ofEpochDay(slipped).getDayOfMonth();
            days |= dayOfMonth <= SURE_DAY ? 1 << dayOfMonth : 0;
            slipped--;
        } while (!calendar.isPaymentDay(slipped));
        return days;
    }

    private static boolean isLastOfMonth(int day, PaymentCalendar calendar) {
        int next = day + 1;
        while (!calendar.isPaymentDay(next)) {
            next++;
        }
        return LocalDate.ofEpochDay(next).getMonth()
                != LocalDate.ofEpochDay(day).getMonth();
    }

    /** Whether there is a run on the day. */
    boolean runsOn(int epochDay) {
        if (!calendar.isPaymentDay(epochDay)) {
            return false;
        }
        if (fortnight >= 0) {
            return Math.floorMod(epochDay, 14) == fortnight;
        }
        int standsFor = daysOfMonth(epochDay, calendar);
        return (standsFor >>> first & 1) == 1 || (standsFor >>> second & 1) == 1;
    }

    /**
     * What is expected, with the share that comes in runs put on them. A customer's delays, taken over many due dates, are
     * spread over the days between its runs; of one due date those are possible that end on a run. So each run weighs what
     * is expected on its day and, the less the further they are, on the days around it.
     *
     * @param expected by position
     * @param dayOf the day of a position, ascending; also of {@link #BEYOND} positions after the last
     * @return of the same sum, less what belongs to runs after the last position
     */
    public double[] onto(double[] expected, IntUnaryOperator dayOf) {
        double[] near = near(expected, dayOf);
        double sum = 0;
        double weights = 0;
        for (int at = 0; at < near.length; at++) {
            near[at] = runsOn(dayOf.applyAsInt(at)) ? near[at] : 0;
            weights += near[at];
            sum += at < expected.length ? expected[at] : 0;
        }
        double[] shifted = expected.clone();
        for (int at = 0; at < expected.length && weights > 0; at++) {
            shifted[at] = (1 - share) * expected[at] + share * sum * near[at] / weights;
        }
        return shifted;
    }

    /** What is expected on a day and, fading with the distance, before and after it. */
    private static double[] near(double[] expected, IntUnaryOperator dayOf) {
        double[] near = new double[expected.length + BEYOND];
        double[] fading = new double[near.length];
        double before = 0;
        for (int at = 0; at < near.length; at++) {
            fading[at] = at == 0 ? 0 : Math.exp((dayOf.applyAsInt(at - 1) - dayOf.applyAsInt(at)) / NEAR_DAYS);
            before = before * fading[at] + (at < expected.length ? expected[at] : 0);
            near[at] = before;
        }
        double after = 0;
        for (int at = near.length - 2; at >= 0; at--) {
            after = (after + (at + 1 < expected.length ? expected[at + 1] : 0)) * fading[at + 1];
            near[at] += after;
        }
        return near;
    }

    /** In words: {@code on the 10th and the 25th}. */
    @Override
    public String toString() {
        if (fortnight >= 0) {
            return "every other week";
        }
        return "on " + ordinal(first) + (second > 0 ? " and " + ordinal(second) : "");
    }

    private static String ordinal(int day) {
        if (day == LAST_OF_MONTH) {
            return "the last day of the month";
        }
        String ending = day / 10 == 1
                ? "th"
                : switch (day % 10) {
                    case 1 -> "st";
                    case 2 -> "nd";
                    case 3 -> "rd";
                    default -> "th";
                };
        return "the " + day + ending;
    }

    /** The latest different days among these, ascending. */
    static int[] latest(int[] days) {
        int[] different = Arrays.stream(days).distinct().sorted().toArray();
        return Arrays.copyOfRange(different, Math.max(0, different.length - LOOK_BACK), different.length);
    }
}
