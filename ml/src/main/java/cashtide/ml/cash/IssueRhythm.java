package cashtide.ml.cash;

import cashtide.ml.facts.AsOf;
import cashtide.ml.facts.InvoiceHistory;
import java.time.LocalDate;
import java.util.List;

/**
 * How much is issued on a day to come. Some businesses issue by the day of the week, others once a month: the rhythm
 * that was nearer to the last weeks is taken.
 */
final class IssueRhythm {

    private static final int DAYS_PER_WEEK = 7;
    private static final int WEEKS_MAX = 26;
    private static final int WEEKS_COMPARED = 8;
    private static final int MONTHS_MAX = 3;
    /** A week's weight halves every six weeks: businesses grow and shrink. */
    private static final double DECAY = Math.pow(0.5, 1 / 6.0);

    private final LocalDate today;
    /** Amount issued so many days before today, yesterday first. */
    private final double[] issuedBefore;

    private final boolean monthly;

    private IssueRhythm(LocalDate today, double[] issuedBefore, boolean monthly) {
        this.today = today;
        this.issuedBefore = issuedBefore;
        this.monthly = monthly;
    }

    static IssueRhythm of(List<InvoiceHistory> invoices, AsOf asOf, int daysMin) {
        long today = asOf.day().toEpochDay();
        long first = today;
        for (InvoiceHistory one : invoices) {
            first = one.knownAt(asOf)
                    ? Math.min(first, one.invoice().invoiceDate().toEpochDay())
                    : first;
        }
        if (today - first < daysMin) {
            return new IssueRhythm(asOf.day(), new double[0], false);
        }
        double[] issued = new double[(int) Math.min(today - first, (long) WEEKS_MAX * DAYS_PER_WEEK)];
        for (InvoiceHistory one : invoices) {
            long back = today - one.invoice().invoiceDate().toEpochDay() - 1;
            if (one.knownAt(asOf) && back >= 0 && back < issued.length) {
                issued[(int) back] += one.invoice().amount();
            }
        }
        boolean monthly = off(asOf.day(), issued, true) < 0.8 * off(asOf.day(), issued, false);
        return new IssueRhythm(asOf.day(), issued, monthly);
    }

    boolean isUnknown() {
        return issuedBefore.length == 0;
    }

    double expectedOn(LocalDate day) {
        return monthly ? byDayOfMonth(day, 0) : byWeekday(day, 0);
    }

    /** How far a rhythm was off on the last weeks, each week seen from its beginning. */
    private static double off(LocalDate today, double[] issued, boolean monthly) {
        IssueRhythm rhythm = new IssueRhythm(today, issued, monthly);
        double off = 0;
        for (int week = 1; week <= WEEKS_COMPARED && (week + 4) * DAYS_PER_WEEK <= issued.length; week++) {
            int skip = week * DAYS_PER_WEEK;
            double apart = 0;
            for (int back = skip - 1; back >= skip - DAYS_PER_WEEK; back--) {
                LocalDate day = today.minusDays(back + 1L);
                apart += (monthly ? rhythm.byDayOfMonth(day, skip) : rhythm.byWeekday(day, skip)) - issued[back];
            }
            off += Math.abs(apart);
        }
        return off;
    }

    /** @param skip how many of the latest days are taken as not seen */
    private double byWeekday(LocalDate day, int skip) {
        int phase = Math.floorMod(today.toEpochDay() - 1 - day.toEpochDay(), DAYS_PER_WEEK);
        double sum = 0;
        double weights = 0;
        double weight = 1;
        for (int back = skip + Math.floorMod(phase - skip, DAYS_PER_WEEK);
                back < issuedBefore.length;
                back += DAYS_PER_WEEK) {
            sum += weight * issuedBefore[back];
            weights += weight;
            weight *= DECAY;
        }
        return weights > 0 ? sum / weights : 0;
    }

    private double byDayOfMonth(LocalDate day, int skip) {
        double sum = 0;
        int months = 0;
        for (int month = 1; months < MONTHS_MAX && month <= 2 * MONTHS_MAX; month++) {
            long back = today.toEpochDay() - 1 - day.minusMonths(month).toEpochDay();
            if (back >= issuedBefore.length) {
                break;
            }
            if (back >= skip) {
                sum += issuedBefore[(int) back];
                months++;
            }
        }
        return months > 0 ? sum / months : 0;
    }
}
