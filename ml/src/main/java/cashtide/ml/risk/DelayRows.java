package cashtide.ml.risk;

import cashtide.ml.facts.ApplicationFact;
import cashtide.ml.facts.AsOf;
import cashtide.ml.facts.History;
import cashtide.ml.facts.InvoiceFact;
import cashtide.ml.facts.InvoiceHistory;
import cashtide.ml.features.ClosedDates;
import cashtide.ml.features.Features;
import cashtide.ml.features.PaymentCalendar;
import cashtide.ml.features.PaymentCalendars;
import cashtide.ml.features.TenantIndex;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/** Rows to learn from and rows to score. */
final class DelayRows {

    private DelayRows() {}

    /** The weekdays of payments known before the cut, without the days on which nobody pays. */
    static PaymentCalendars calendars(List<History> tenants, AsOf cut) {
        long[] weekdays = new long[7];
        ClosedDates closed = new ClosedDates();
        for (History tenant : tenants) {
            for (InvoiceHistory invoice : tenant.invoices()) {
                for (ApplicationFact application : invoice.applications()) {
                    if (isCash(application) && application.standsAt(cut)) {
                        weekdays[application.paidOn().getDayOfWeek().getValue() - 1]++;
                        closed.paid(
                                application.paidOn(),
                                invoice.invoice().currency(),
                                tenant.tenant() + ' ' + invoice.invoice().customerKey());
                    }
                }
            }
        }
        return closed.before(cut.day(), PaymentCalendar.of(weekdays));
    }

    /**
     * The mature invoices with what was known of their payment at the cut. Mature is what was due some days before the cut,
     * whatever became of it: to take what is paid by the cut would teach that customers pay fast. A payment that was known
     * at the cut to have bounced is none: what it had paid is open, or paid by what came after it. One that bounces later
     * counts, as nobody can know it yet.
     *
     * @param matureDays how long before the cut an invoice must have been due
     */
    static List<Outcome> mature(History tenant, PaymentCalendar calendar, AsOf cut, int matureDays) {
        List<Outcome> outcomes = new ArrayList<>();
        int today = calendar.number(day(cut.day()) - 1) + 1;
        for (InvoiceHistory one : tenant.invoices()) {
            InvoiceFact invoice = one.invoice();
            if (!isMature(one, cut, matureDays)) {
                continue;
            }
            int due = day(invoice.dueDate());
            List<Outcome.Tranche> tranches = new ArrayList<>(1);
            double left = invoice.amount();
            boolean open = one.residualAt(cut) > 0;
            for (ApplicationFact application : one.applications()) {
                if (!application.standsAt(cut)) {
                    continue;
                }
                double applied = Math.min(left, application.amount());
                left -= applied;
                if (isCash(application) && applied > 0) {
                    int delay = DelayBuckets.clip(calendar.delay(due, day(application.paidOn())));
                    tranches.add(new Outcome.Tranche(delay, applied / invoice.amount()));
                }
            }
            double openShare = open ? left / invoice.amount() : 0;
            if (tranches.isEmpty() && openShare == 0) {
                continue; // Credited or written off altogether: it says nothing about how the customer pays.
            }
            outcomes.add(new Outcome(invoice, tranches, openShare, DelayBuckets.clip(today - calendar.number(due))));
        }
        return outcomes;
    }

    /** Invoices to learn from, scored as of their issue. */
    static List<DelayRow> toLearnFrom(TenantIndex tenant, List<Outcome> outcomes) {
        Features features = new Features(tenant);
        List<DelayRow> rows = new ArrayList<>(outcomes.size());
        for (Outcome one : outcomes) {
            AsOf issued =
                    AsOf.startOf(one.invoice().invoiceDate(), tenant.history().zone());
            rows.add(row(features, one, issued));
        }
        return rows;
    }

    /** Whether it was due so many days before the cut, paid or not. */
    static boolean isMature(InvoiceHistory one, AsOf cut, int matureDays) {
        return one.knownAt(cut) && one.invoice().dueDate().isBefore(cut.day().minusDays(matureDays));
    }

    /** The rows to score invoices with, as of one moment. */
    static DelayRow toScore(Features features, InvoiceFact invoice, AsOf asOf) {
        return row(features, Outcome.unknown(invoice), asOf);
    }

    private static DelayRow row(Features features, Outcome outcome, AsOf asOf) {
        InvoiceFact invoice = outcome.invoice();
        double[] x = features.of(invoice, asOf);
        float[] narrow = new float[x.length];
        for (int i = 0; i < x.length; i++) {
            narrow[i] = (float) x[i];
        }
        return new DelayRow(
                outcome,
                narrow,
                features.recentDelays(invoice, asOf),
                features.recentWeekdays(invoice, asOf),
                features.runs(invoice, asOf),
                features.evidence(invoice, asOf));
    }

    static boolean isCash(ApplicationFact application) {
        return application.kind() == ApplicationFact.Kind.CASH;
    }

    static int day(LocalDate date) {
        return Math.toIntExact(date.toEpochDay());
    }
}
