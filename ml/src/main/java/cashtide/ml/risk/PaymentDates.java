package cashtide.ml.risk;

import cashtide.ml.features.PaymentCalendar;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/**
 * When an invoice (or what is open of it) will be paid: a probability for each payment day. The one distribution from
 * which every figure of a score and of a forecast is read.
 */
public final class PaymentDates {

    private static final int OPEN_FOR_EVER_DAYS = 91;

    private final PaymentCalendar calendar;
    private final int dueDay;
    private final int dueNumber;
    private final double[] mass;
    private final int earliestDay;

    /** @param mass by delay in payment days from {@link DelayBuckets#MIN} on; sums to 1 */
    PaymentDates(PaymentCalendar calendar, int dueDay, double[] mass) {
        this(calendar, dueDay, mass, Integer.MIN_VALUE);
    }

    private PaymentDates(PaymentCalendar calendar, int dueDay, double[] mass, int earliestDay) {
        this.earliestDay = earliestDay;
        this.calendar = calendar;
        this.dueDay = dueDay;
        this.dueNumber = calendar.numberPaidBy(dueDay);
        this.mass = mass;
    }

    /** Of the same invoice, from another distribution. */
    PaymentDates with(double[] others) {
        return new PaymentDates(calendar, dueDay, others);
    }

    private int dayAt(int at) {
        return Math.max(earliestDay, calendar.epochDay(dueNumber + at + DelayBuckets.MIN));
    }

    /**
     * Given that nothing was paid before this day. Where the model thought that impossible, what is left is its view of
     * the very late.
     */
    PaymentDates notBefore(int epochDay) {
        double[] open = mass.clone();
        double left = 0;
        int firstOpen = Math.max(0, calendar.numberPaidBy(epochDay - 1) + 1 - dueNumber - DelayBuckets.MIN);
        if (firstOpen == 0) {
            return this;
        }
        for (int at = 0; at < open.length; at++) {
            if (at < firstOpen) {
                open[at] = 0;
            } else {
                left += open[at];
            }
        }
        if (firstOpen >= open.length) {
            // Open for longer than the model looks: no sooner than a quarter from now, if ever.
            open[open.length - 1] = 1;
            return new PaymentDates(calendar, dueDay, open, epochDay + OPEN_FOR_EVER_DAYS);
        }
        if (left < 1e-9) {
            return veryLate(firstOpen, open.length, epochDay);
        }
        for (int at = firstOpen; at < open.length; at++) {
            open[at] /= left;
        }
        return new PaymentDates(calendar, dueDay, open, epochDay);
    }

    /** With this probability paid by that day, on the last payment day that is no later; else as before. */
    PaymentDates promised(int epochDay, double probability) {
        double[] mixed = mass.clone();
        for (int at = 0; at < mixed.length; at++) {
            mixed[at] *= 1 - probability;
        }
        int at = calendar.numberPaidBy(epochDay) - dueNumber - DelayBuckets.MIN;
        mixed[Math.clamp(at, 0, mixed.length - 1)] += probability;
        return new PaymentDates(calendar, dueDay, mixed, earliestDay);
    }

    /** The same invoice, paid as late as others were, of which it is known that they were not paid before that day. */
    PaymentDates as(int[] delays, int epochDay) {
        double[] others = new double[mass.length];
        for (int delay : delays) {
            others[delay - DelayBuckets.MIN] += 1.0 / delays.length;
        }
        return new PaymentDates(calendar, dueDay, others).notBefore(epochDay);
    }

    /** This for one part of the invoice and the other for a share of it, unless one of them says "not soon" already. */
    PaymentDates mixed(PaymentDates other, double share) {
        if (isBeyond() || other.isBeyond()) {
            return this;
        }
        double[] mixed = new double[mass.length];
        for (int at = 0; at < mixed.length; at++) {
            mixed[at] = (1 - share) * mass[at] + share * other.mass[at];
        }
        return new PaymentDates(calendar, dueDay, mixed, earliestDay);
    }

    private boolean isBeyond() {
        return earliestDay > calendar.epochDay(dueNumber + mass.length - 1 + DelayBuckets.MIN);
    }

    /** Open for longer than anything seen: a long, flat tail. */
    private PaymentDates veryLate(int firstOpen, int length, int epochDay) {
        double[] open = new double[length];
        double sum = 0;
        for (int at = firstOpen; at < length; at++) {
            open[at] = Math.exp(-(at - firstOpen) / 40.0);
            sum += open[at];
        }
        for (int at = firstOpen; at < length; at++) {
            open[at] /= sum;
        }
        return new PaymentDates(calendar, dueDay, open, epochDay);
    }

    /** Probability of being paid more than this many calendar days after the due date. */
    public double lateBeyond(int days) {
        return Math.max(0, Math.min(1, 1 - paidBy(dueDay + days)));
    }

    /** Probability of being paid on this day, counted from 1970-01-01, or before it. */
    public double paidBy(int epochDay) {
        if (epochDay < earliestDay) {
            return 0;
        }
        int last = calendar.numberPaidBy(epochDay) - dueNumber - DelayBuckets.MIN;
        double sum = 0;
        for (int at = 0; at <= Math.min(last, mass.length - 1); at++) {
            sum += mass[at];
        }
        return Math.min(1, sum);
    }

    /** The first day by which it is paid with at least this probability. */
    public LocalDate quantile(double probability) {
        double sum = 0;
        for (int at = 0; at < mass.length; at++) {
            sum += mass[at];
            if (sum >= probability) {
                return LocalDate.ofEpochDay(dayAt(at));
            }
        }
        return LocalDate.ofEpochDay(dayAt(mass.length - 1));
    }

    /** Probability of being paid in each of so many weeks from this day on; what was before it counts as the first. */
    public List<Double> byWeek(int fromEpochDay, int weeks) {
        double[] byDay = byDay(fromEpochDay, weeks * 7);
        List<Double> byWeek = new ArrayList<>(weeks);
        for (int week = 0; week < weeks; week++) {
            double sum = 0;
            for (int day = week * 7; day < week * 7 + 7; day++) {
                sum += byDay[day];
            }
            byWeek.add(Math.min(1, sum));
        }
        return byWeek;
    }

    /** Expected calendar days from the due date to the payment; below zero is early. */
    public double expectedDaysLate() {
        double expected = 0;
        for (int at = 0; at < mass.length; at++) {
            if (mass[at] > 0) {
                expected += mass[at] * (dayAt(at) - dueDay);
            }
        }
        return expected;
    }

    /** Probability of being paid on each of the days from this one on; what was before it counts as the first day. */
    public double[] byDay(int fromEpochDay, int days) {
        double[] byDay = new double[days];
        for (int at = 0; at < mass.length; at++) {
            int day = dayAt(at) - fromEpochDay;
            if (day >= days) {
                break;
            }
            byDay[Math.max(0, day)] += mass[at];
        }
        return byDay;
    }

    double[] mass() {
        return mass;
    }

    int dueDay() {
        return dueDay;
    }
}
