package cashtide.ml.cash;

import cashtide.ml.facts.ApplicationFact;
import cashtide.ml.facts.AsOf;
import cashtide.ml.facts.History;
import cashtide.ml.facts.InvoiceHistory;
import cashtide.ml.features.PaymentCalendar;
import java.util.Arrays;

/**
 * Aging roll-rates: of the amount that was open so many days before or after its due date, the share that was paid in
 * the first week after, in the second, and so on, over the half year before the as-of day.
 */
final class RollRates {

    /** Upper ends of the classes of days past due; the last is open. */
    private static final int[] CLASS_ENDS = {-31, -22, -15, -8, -4, -1, 3, 7, 14, 30, 60, 90, Integer.MAX_VALUE};

    private static final int LOOK_BACK_WEEKS = 26;

    private final double[][] byClassAndWeek;
    private final int days;

    private RollRates(double[][] byClassAndWeek, int days) {
        this.byClassAndWeek = byClassAndWeek;
        this.days = days;
    }

    static RollRates of(History history, AsOf asOf, int days) {
        int weeks = (days + 6) / 7;
        int today = Math.toIntExact(asOf.day().toEpochDay());
        double[][] open = new double[CLASS_ENDS.length][weeks];
        double[][] paid = new double[CLASS_ENDS.length][weeks];
        for (InvoiceHistory one : history.invoices()) {
            if (one.knownAt(asOf)) {
                add(one, asOf, today, weeks, open, paid);
            }
        }
        double[][] rates = new double[CLASS_ENDS.length][weeks];
        for (int at = 0; at < rates.length; at++) {
            double left = 1;
            for (int week = 0; week < weeks; week++) {
                double rate = open[at][week] > 0 ? paid[at][week] / open[at][week] : 0;
                rates[at][week] = Math.min(left, rate);
                left -= rates[at][week];
            }
        }
        return new RollRates(rates, days);
    }

    private static void add(InvoiceHistory one, AsOf asOf, int today, int weeks, double[][] open, double[][] paid) {
        int issued = Math.toIntExact(one.invoice().invoiceDate().toEpochDay());
        int due = Math.toIntExact(one.invoice().dueDate().toEpochDay());
        double left = one.invoice().amount();
        for (ApplicationFact application : one.applications()) {
            if (!application.knownAt().isBefore(asOf.moment()) || left <= 0) {
                break;
            }
            if (!application.standsAt(asOf)) {
                continue;
            }
            double amount = Math.min(left, application.amount());
            left -= amount;
            int paidDay = Math.toIntExact(application.paidOn().toEpochDay());
            addTranche(
                    issued,
                    due,
                    amount,
                    paidDay,
                    application.kind() == ApplicationFact.Kind.CASH,
                    today,
                    weeks,
                    open,
                    paid);
        }
        if (left > 0) {
            addTranche(issued, due, left, Integer.MAX_VALUE, false, today, weeks, open, paid);
        }
    }

    private static void addTranche(
            int issued,
            int due,
            double amount,
            int paidDay,
            boolean cash,
            int today,
            int weeks,
            double[][] open,
            double[][] paid) {
        for (int back = 1; back <= LOOK_BACK_WEEKS; back++) {
            int then = today - 7 * back;
            if (issued >= then) {
                return;
            }
            if (paidDay < then) {
                continue;
            }
            int at = classOf(then - 1 - due);
            for (int week = 0; week < Math.min(back, weeks); week++) {
                open[at][week] += amount;
                boolean inWeek = paidDay >= then + 7 * week && paidDay < then + 7 * (week + 1);
                paid[at][week] += inWeek && cash ? amount : 0;
            }
        }
    }

    private static int classOf(int daysPastDue) {
        int at = 0;
        while (CLASS_ENDS[at] < daysPastDue) {
            at++;
        }
        return at;
    }

    /** Each week's rate shared out evenly over its payment days; of a closed date on the next. */
    double[] byDay(int dueDay, AsOf asOf, PaymentCalendar calendar) {
        int today = Math.toIntExact(asOf.day().toEpochDay());
        double[] byWeek = byClassAndWeek[classOf(today - 1 - dueDay)];
        double[] byDay = new double[days];
        double carried = 0;
        for (int day = 0; day < days; day++) {
            if (calendar.isPaymentWeekday(today + day)) {
                carried += byWeek[day / 7] / calendar.paymentDaysPerWeek();
            }
            if (calendar.isPaymentDay(today + day)) {
                byDay[day] = carried;
                carried = 0;
            }
        }
        return byDay;
    }

    @Override
    public String toString() {
        return Arrays.deepToString(byClassAndWeek);
    }
}
