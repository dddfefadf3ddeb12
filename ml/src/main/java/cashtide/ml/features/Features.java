package cashtide.ml.features;

import static cashtide.ml.features.FeatureNames.*;

import cashtide.ml.facts.AsOf;
import cashtide.ml.facts.DisputeFact;
import cashtide.ml.facts.InvoiceFact;
import cashtide.ml.facts.InvoiceHistory;
import cashtide.ml.facts.PromiseFact;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The features of one invoice as of one moment. NaN is "not known". Delays are counted in payment days (see
 * {@link PaymentCalendar}), clipped, and shrunk to the tenant's where a customer has few.
 */
public final class Features {

    /** How many settled invoices a customer's statistics look back over. */
    static final int LOOK_BACK = 50;

    private static final int DUE_LOOK_BACK = 240;
    /** Settled invoices among which the days of payment runs are looked for. */
    private static final int RUNS_LOOK_BACK = 200;

    private static final double PRIOR_COUNT = 4;
    /** Further from the end of the month a day is like any other. */
    private static final int MONTH_END_DAYS = 5;

    private final TenantIndex tenant;
    private final PaymentCalendar calendar;
    private final Recent recent = new Recent(LOOK_BACK);
    private final Map<CustomerIndex, KnownRuns> runs = new HashMap<>();

    /** A customer's runs after so many settlements, of which so many were undone: most questions in a row are about the same. */
    private record KnownRuns(
            int settled,
            int undone,
            PaymentCalendar days,
            @Nullable PaymentRuns runs) {}

    /** Not thread-safe: one per thread over a shared index. */
    public Features(TenantIndex tenant) {
        this.tenant = tenant;
        this.calendar = tenant.calendar();
    }

    /** How many settled invoices of this customer were known before the moment. */
    public int evidence(InvoiceFact invoice, AsOf asOf) {
        return tenant.customer(invoice.customerKey()).settledBefore(CustomerIndex.micros(asOf.moment()));
    }

    /**
     * The customer's delays known before the moment, latest first, in payment days; at most {@link #LOOK_BACK}.
     */
    public int[] recentDelays(InvoiceFact invoice, AsOf asOf) {
        CustomerIndex customer = tenant.customer(invoice.customerKey());
        int[] delays = customer.latestSettled(CustomerIndex.micros(asOf.moment()), LOOK_BACK);
        for (int back = 0; back < delays.length; back++) {
            int at = delays[back];
            delays[back] = calendar.delay(customer.dueDay[customer.settledInvoice[at]], customer.settledDay[at]);
        }
        return delays;
    }

    /** The same in calendar days. */
    public int[] recentCalendarDelays(InvoiceFact invoice, AsOf asOf) {
        CustomerIndex customer = tenant.customer(invoice.customerKey());
        int[] delays = customer.latestSettled(CustomerIndex.micros(asOf.moment()), LOOK_BACK);
        for (int back = 0; back < delays.length; back++) {
            int at = delays[back];
            delays[back] = customer.settledDay[at] - customer.dueDay[customer.settledInvoice[at]];
        }
        return delays;
    }

    /** Payments by weekday among the customer's recent settlements, Monday first. */
    public int[] recentWeekdays(InvoiceFact invoice, AsOf asOf) {
        CustomerIndex customer = tenant.customer(invoice.customerKey());
        int[] weekdays = new int[7];
        for (int at : customer.latestSettled(CustomerIndex.micros(asOf.moment()), LOOK_BACK)) {
            weekdays[PaymentCalendar.weekday(customer.settledDay[at])]++;
        }
        return weekdays;
    }

    /** The customer's payment runs as its settlements known before the moment show them; null where it has none. */
    public @Nullable PaymentRuns runs(InvoiceFact invoice, AsOf asOf) {
        CustomerIndex customer = tenant.customer(invoice.customerKey());
        long moment = CustomerIndex.micros(asOf.moment());
        int settled = customer.everSettledBefore(moment);
        int undone = customer.undoneBefore(moment);
        PaymentCalendar days = tenant.calendars().in(invoice.currency());
        KnownRuns known = runs.get(customer);
        if (known == null
                || known.settled() != settled
                || known.undone() != undone
                || !known.days().equals(days)) {
            int[] paid = customer.latestSettled(moment, RUNS_LOOK_BACK);
            for (int back = 0; back < paid.length; back++) {
                paid[back] = customer.settledDay[paid[back]];
            }
            known = new KnownRuns(settled, undone, days, PaymentRuns.of(PaymentRuns.latest(paid), days));
            runs.put(customer, known);
        }
        return known.runs();
    }

    /** The vector in the order of {@link FeatureNames}. */
    public double[] of(InvoiceFact invoice, AsOf asOf) {
        double[] x = new double[FeatureNames.count()];
        Arrays.fill(x, Double.NaN);
        CustomerIndex customer = tenant.customer(invoice.customerKey());
        long moment = CustomerIndex.micros(asOf.moment());
        int day = PaymentCalendar.epochDay(asOf.day());
        int due = PaymentCalendar.epochDay(invoice.dueDate());
        int issue = PaymentCalendar.epochDay(invoice.invoiceDate());
        Priors priors = new Priors(tenant, customer, invoice, moment);
        priors.fill(x);
        fillCalendar(x, invoice, issue, due);
        fillSettled(x, customer, invoice, moment, day, priors);
        fillBalance(x, customer, moment);
        fillKnown(x, customer, invoice, moment, day, priors);
        fillInvoice(x, customer, invoice, asOf, issue, due, day);
        return x;
    }

    private void fillCalendar(double[] x, InvoiceFact invoice, int issue, int due) {
        PaymentCalendar days = tenant.calendars().in(invoice.currency());
        set(x, TERMS_DAYS, due - issue);
        set(x, PAYMENT_DAYS_TO_DUE, calendar.number(due) - calendar.number(issue));
        set(x, DUE_WEEKDAY, dueWeekday(invoice));
        set(x, ISSUE_WEEKDAY, PaymentCalendar.weekday(issue));
        LocalDate dueDate = invoice.dueDate();
        set(x, DUE_DAYS_TO_MONTH_END, Math.min(MONTH_END_DAYS, dueDate.lengthOfMonth() - dueDate.getDayOfMonth()));
        set(x, DUE_GAP_TO_PAYMENT_DAY, days.nextPaymentDay(due) - due);
    }

    private void fillSettled(
            double[] x, CustomerIndex customer, InvoiceFact invoice, long moment, int day, Priors priors) {
        int settled = customer.settledBefore(moment);
        set(x, SETTLED_COUNT, Math.log1p(Math.min(LOOK_BACK, settled)));
        recent.load(customer, moment, calendar);
        int n = recent.size();
        double delaySum = recent.sum(n);
        double mean = (delaySum + PRIOR_COUNT * priors.delay) / (n + PRIOR_COUNT);
        set(x, DELAY_MEAN, mean);
        set(x, LATE_RATIO, (recent.late(0) + PRIOR_COUNT * priors.late) / (n + PRIOR_COUNT));
        set(x, LATE_30_RATIO, (recent.late(30) + PRIOR_COUNT * priors.late30) / (n + PRIOR_COUNT));
        if (n == 0) {
            return;
        }
        set(x, DAYS_SINCE_PAYMENT, day - recent.paidDay(0));
        set(x, INVOICES_PER_PAYMENT_DAY, (double) n / recent.distinctPaidDays());
        set(x, DELAY_LAST, recent.delay(0));
        set(x, DELAY_MEAN_3, recent.sum(3) / Math.min(3, n));
        double mean10 = recent.sum(10) / Math.min(10, n);
        set(x, DELAY_MEAN_10, mean10);
        set(x, DELAY_TREND, mean10 - delaySum / n);
        set(x, DELAY_RECENT, recent.decayed(mean));
        double[] sorted = recent.sortedDelays();
        set(x, DELAY_MEDIAN, sorted[n / 2]);
        set(x, DELAY_P10, sorted[n / 10]);
        set(x, DELAY_P90, sorted[n - 1 - n / 10]);
        set(x, DELAY_SPREAD, recent.deviation());
        set(x, ON_DUE_DAY_RATIO, recent.onDueDay());
        int terms = invoice.termsDays();
        int dueWeekday = dueWeekday(invoice);
        double logAmount = Math.log(invoice.amount());
        int dayOfMonth = invoice.dueDate().getDayOfMonth();
        set(x, DELAY_SAME_TERMS, recent.shrunkMean(mean, i -> customer.dueDay[i] - customer.issueDay[i] == terms));
        set(x, DELAY_SAME_WEEKDAY, recent.shrunkMean(mean, i -> customer.dueWeekday[i] == dueWeekday));
        set(
                x,
                DELAY_SIMILAR_AMOUNT,
                recent.shrunkMean(mean, i -> Math.abs(Math.log(customer.amount[i]) - logAmount) < 0.5));
        set(
                x,
                DELAY_SAME_DAY_OF_MONTH,
                recent.shrunkMean(
                        mean,
                        i -> Math.abs(LocalDate.ofEpochDay(customer.dueDay[i]).getDayOfMonth() - dayOfMonth) <= 3));
        int run = recent.usualWeekday();
        set(x, RUN_WEEKDAY_SHARE, recent.weekdayShare(run));
        set(x, RUN_GAP_FROM_DUE, Math.floorMod(run - dueWeekday, 7));
        set(x, MONTH_END_SHARE, recent.monthEndShare());
    }

    private int dueWeekday(InvoiceFact invoice) {
        return tenant.calendars().in(invoice.currency()).likeWeekday(PaymentCalendar.epochDay(invoice.dueDate()));
    }

    /** What is known of invoices whether or not they are paid: no bias towards those paid early. */
    private void fillKnown(
            double[] x, CustomerIndex customer, InvoiceFact invoice, long moment, int day, Priors priors) {
        int known = customer.knownBefore(moment);
        if (known > 0) {
            set(x, DAYS_SINCE_INVOICE, day - customer.issueDay[known - 1]);
        }
        double[] amounts = new double[Math.min(known, LOOK_BACK)];
        int dueSeen = 0;
        int dueLate = 0;
        int weekdaySeen = 0;
        int weekdayLate = 0;
        double dueDelay = 0;
        int oldest = 0;
        int dueWeekday = dueWeekday(invoice);
        Alike alike = new Alike(invoice, dueWeekday, day);
        for (int back = 0; back < Math.min(known, DUE_LOOK_BACK); back++) {
            int i = known - 1 - back;
            if (back < amounts.length) {
                amounts[back] = customer.amount[i];
            }
            int settlement = customer.settlementOf(i, moment);
            if (settlement < 0 && customer.dueDay[i] < day) {
                oldest = Math.max(oldest, day - customer.dueDay[i]);
            }
            if (customer.dueDay[i] >= day) {
                continue;
            }
            int until = settlement < 0 ? day : customer.settledDay[settlement];
            int late = until > customer.dueDay[i] ? 1 : 0;
            double delay = TenantIndex.clippedDelay(calendar.delay(customer.dueDay[i], until));
            if (dueSeen < 20) {
                dueSeen++;
                dueLate += late;
                dueDelay += delay;
            }
            alike.add(customer, i, late, delay);
            if (customer.dueWeekday[i] == dueWeekday) {
                weekdaySeen++;
                weekdayLate += late;
            }
        }
        double all = x[DUE_LATE_RATIO_ALL.position()];
        double ratio20 = (dueLate + PRIOR_COUNT * priors.late) / (dueSeen + PRIOR_COUNT);
        set(x, DUE_LATE_RATIO_20, ratio20);
        set(
                x,
                DUE_LATE_RATIO_WEEKDAY,
                (weekdayLate + PRIOR_COUNT * (Double.isNaN(all) ? ratio20 : all)) / (weekdaySeen + PRIOR_COUNT));
        double usualDelay = (dueDelay + PRIOR_COUNT * priors.delay) / (dueSeen + PRIOR_COUNT);
        set(x, DUE_DELAY_20, usualDelay);
        set(x, DUE_LATE_RATIO_RECENT, alike.recentLateRatio(ratio20));
        set(x, ALIKE_LATE_RATIO, alike.lateRatio(Double.isNaN(all) ? ratio20 : (all + ratio20) / 2));
        set(x, ALIKE_DELAY, alike.delay(usualDelay));
        set(x, ALIKE_WEIGHT, alike.weight());
        set(x, OLDEST_DAYS_PAST_DUE, oldest);
        if (amounts.length > 0) {
            Arrays.sort(amounts);
            double median = amounts[amounts.length / 2];
            set(x, AMOUNT_TO_OWN_MEDIAN, Math.log(invoice.amount() / median));
            int count = customer.balance.countBefore(moment);
            set(x, OPEN_TO_USUAL, Math.log1p(Math.max(0, customer.balance.sum(count, 0)) / median));
        }
    }

    private static void fillBalance(double[] x, CustomerIndex customer, long moment) {
        int count = customer.balance.countBefore(moment);
        double open = customer.balance.sum(count, 0);
        set(x, OPEN_COUNT, Math.log1p(Math.max(0, customer.balance.sum(count, 1))));
        set(x, OVERDUE_COUNT, Math.log1p(Math.max(0, customer.balance.sum(count, 3))));
        set(x, OVERDUE_SHARE, open > 0.01 ? Math.min(1, Math.max(0, customer.balance.sum(count, 2)) / open) : 0);
        double due = customer.balance.sum(count, 4);
        if (due > 0) {
            set(x, DUE_LATE_RATIO_ALL, customer.balance.sum(count, 5) / due);
        }
        int judged = customer.promises.countBefore(moment);
        if (judged > 0) {
            set(x, PROMISES_BROKEN_RATIO, customer.promises.sum(judged, 1) / customer.promises.sum(judged, 0));
        }
    }

    private void fillInvoice(
            double[] x, CustomerIndex customer, InvoiceFact invoice, AsOf asOf, int issue, int due, int day) {
        long moment = CustomerIndex.micros(asOf.moment());
        set(x, AGE_DAYS, day - issue);
        set(x, DAYS_PAST_DUE, Math.max(0, day - 1 - due));
        int known = customer.knownBefore(moment);
        int disputed = 0;
        for (int back = 0; back < Math.min(known, DUE_LOOK_BACK); back++) {
            disputed += customer.disputedKnownAt[known - 1 - back] < moment ? 1 : 0;
        }
        set(x, DISPUTED_BEFORE_RATIO, disputed / (Math.min(known, DUE_LOOK_BACK) + PRIOR_COUNT));
        int contacts = CustomerIndex.firstAtOrAfter(customer.contactedKnownAt, moment);
        int recentContacts = 0;
        for (int i = contacts - 1; i >= 0 && customer.contactedDay[i] > day - 30; i--) {
            recentContacts++;
        }
        set(x, CONTACTS_30_DAYS, recentContacts);
        InvoiceHistory own = tenant.history().invoice(invoice.invoiceKey());
        set(x, PAID_SHARE, 0);
        set(x, DISPUTE_OPEN, 0);
        if (own == null || !own.knownAt(asOf)) {
            return;
        }
        set(x, PAID_SHARE, 1 - own.residualAt(asOf) / invoice.amount());
        DisputeFact dispute = own.openDispute(asOf);
        set(x, DISPUTE_OPEN, dispute == null ? 0 : Math.min(1, dispute.amount() / invoice.amount()));
        PromiseFact promise = own.standingPromise(asOf);
        if (promise != null) {
            set(x, DAYS_TO_PROMISE, PaymentCalendar.epochDay(promise.promisedOn()) - day);
        }
    }

    private static void set(double[] x, FeatureNames feature, double value) {
        x[feature.position()] = value;
    }
}
