package cashtide.local.demo;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.random.RandomGenerator;

/**
 * An invented customer and its habits.
 *
 * @param daysLate what it usually takes beyond the due date; negative for an early payer
 * @param spread standard deviation of that, in days
 * @param slowing days by which it becomes later in a year
 * @param run when it pays
 * @param stoppedOn from when on it pays nothing, or {@link LocalDate#MAX}
 * @param partShare share of its invoices that it pays in two parts
 * @param disputeShare share of its invoices that it disputes
 */
record DemoCustomer(
        String number,
        String name,
        String country,
        String segment,
        String currency,
        DemoProfile.Terms terms,
        double invoicesPerMonth,
        double medianAmountMinor,
        double daysLate,
        double spread,
        double slowing,
        Run run,
        LocalDate stoppedOn,
        double partShare,
        double disputeShare) {

    private static final int DAYS_TO_NOTICE = 60;

    /** When a customer's payments leave: on any working day, on one weekday, or on two days of the month. */
    enum Run {
        ANY_DAY,
        TUESDAY,
        THURSDAY,
        TENTH_AND_TWENTY_FIFTH,
        MONTH_END;

        /** The first day at or after {@code day} on which this payer pays. */
        LocalDate next(LocalDate day) {
            LocalDate candidate = day;
            while (!paysOn(candidate)) {
                candidate = candidate.plusDays(1);
            }
            return candidate;
        }

        private boolean paysOn(LocalDate day) {
            boolean weekend = day.getDayOfWeek().getValue() > 5;
            return switch (this) {
                case ANY_DAY -> !weekend;
                case TUESDAY -> day.getDayOfWeek() == DayOfWeek.TUESDAY;
                case THURSDAY -> day.getDayOfWeek() == DayOfWeek.THURSDAY;
                case TENTH_AND_TWENTY_FIFTH -> !weekend && (sinceWorkday(day, 10) || sinceWorkday(day, 25));
                case MONTH_END -> !weekend && lastWorkday(day).equals(day);
            };
        }

        /** Whether the day is the first working day at or after that day of its month. */
        private static boolean sinceWorkday(LocalDate day, int dayOfMonth) {
            LocalDate first = day.withDayOfMonth(dayOfMonth);
            while (first.getDayOfWeek().getValue() > 5) {
                first = first.plusDays(1);
            }
            return first.equals(day);
        }

        private static LocalDate lastWorkday(LocalDate day) {
            LocalDate last = day.withDayOfMonth(day.lengthOfMonth());
            while (last.getDayOfWeek().getValue() > 5) {
                last = last.minusDays(1);
            }
            return last;
        }
    }

    /** Whether it is still supplied: some weeks after it stopped paying it no longer is. */
    boolean isSupplied(LocalDate day) {
        return stoppedOn.equals(LocalDate.MAX) || day.isBefore(stoppedOn.plusDays(DAYS_TO_NOTICE));
    }

    /** The day on which an invoice that was due then is paid; {@link LocalDate#MAX} when it never is. */
    LocalDate paysOn(LocalDate due, LocalDate issued, LocalDate asOf, boolean disputed, RandomGenerator random) {
        double yearsToAsOf = (asOf.toEpochDay() - due.toEpochDay()) / 365.0;
        double late = daysLate + spread * random.nextGaussian() - slowing * Math.max(0, yearsToAsOf);
        if (random.nextDouble() < 0.05) {
            late += 10 + 30 * random.nextDouble();
        }
        if (disputed) {
            late += 20 + 30 * random.nextDouble();
        }
        LocalDate wanted = due.plusDays(Math.round(late));
        LocalDate earliest = issued.plusDays(2);
        LocalDate paid = run.next(wanted.isBefore(earliest) ? earliest : wanted);
        return paid.isBefore(stoppedOn) ? paid : LocalDate.MAX;
    }
}
