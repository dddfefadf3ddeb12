package cashtide.ml.features;

import cashtide.ml.facts.ApplicationFact;
import cashtide.ml.facts.ContactFact;
import cashtide.ml.facts.CustomerHistory;
import cashtide.ml.facts.DisputeFact;
import cashtide.ml.facts.InvoiceFact;
import cashtide.ml.facts.InvoiceHistory;
import cashtide.ml.facts.PromiseFact;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One customer's facts as arrays in the order in which they became known, so that "the last 50 before this moment" is a
 * binary search and a short walk. Moments are microseconds since 1970.
 */
final class CustomerIndex {

    static final long NEVER = Long.MAX_VALUE;

    final CustomerHistory history;
    final int size;
    final long[] knownAt;
    final int[] issueDay;
    final int[] dueDay;
    final double[] amount;
    final double[] logAmount;
    /** When the settlement was known, or {@link #NEVER}. */
    final long[] settledKnownAt;

    final int[] settledDay;
    /** Positions of settled invoices in the order in which the settlement became known. */
    final int[] settledOrder;

    final long[] settledOrderKnownAt;
    final long[] disputedKnownAt;
    final long[] contactedKnownAt;
    final int[] contactedDay;
    /** Open amount, open count, overdue amount, overdue count, invoices due, invoices due and late. */
    final Sums balance;

    /** Promises that came due, and those of them that were broken. */
    final Sums promises;

    CustomerIndex(CustomerHistory history, ZoneId zone) {
        this.history = history;
        List<InvoiceHistory> invoices = history.invoices();
        size = invoices.size();
        knownAt = new long[size];
        issueDay = new int[size];
        dueDay = new int[size];
        amount = new double[size];
        logAmount = new double[size];
        settledKnownAt = new long[size];
        settledDay = new int[size];
        disputedKnownAt = new long[size];
        List<double[]> balanceEvents = new ArrayList<>(size * 4);
        List<double[]> promiseEvents = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            InvoiceHistory one = invoices.get(i);
            InvoiceFact invoice = one.invoice();
            knownAt[i] = micros(invoice.knownAt());
            issueDay[i] = PaymentCalendar.epochDay(invoice.invoiceDate());
            dueDay[i] = PaymentCalendar.epochDay(invoice.dueDate());
            amount[i] = invoice.amount();
            logAmount[i] = Math.log(amount[i]);
            ApplicationFact settlement = one.settlement();
            settledKnownAt[i] = settlement == null ? NEVER : micros(settlement.knownAt());
            settledDay[i] = settlement == null ? Integer.MAX_VALUE : PaymentCalendar.epochDay(settlement.paidOn());
            disputedKnownAt[i] = one.disputes().stream()
                    .mapToLong(dispute -> micros(dispute.knownAt()))
                    .min()
                    .orElse(NEVER);
            addBalanceEvents(balanceEvents, one, i, zone);
            addPromiseEvents(promiseEvents, one, zone);
        }
        settledOrder = settledInOrder();
        settledOrderKnownAt =
                Arrays.stream(settledOrder).mapToLong(i -> settledKnownAt[i]).toArray();
        balance = Sums.of(balanceEvents.toArray(new double[0][]), 6);
        promises = Sums.of(promiseEvents.toArray(new double[0][]), 2);
        List<ContactFact> contacts = history.contacts();
        contactedKnownAt = contacts.stream()
                .mapToLong(contact -> micros(contact.knownAt()))
                .toArray();
        contactedDay = contacts.stream()
                .mapToInt(contact -> PaymentCalendar.epochDay(contact.contactedOn()))
                .toArray();
    }

    static long micros(Instant moment) {
        return moment.getEpochSecond() * 1_000_000 + moment.getNano() / 1_000;
    }

    /** How many invoices were known before the moment: they are those at positions below it. */
    int knownBefore(long moment) {
        return firstAtOrAfter(knownAt, moment);
    }

    /** How many settlements were known before the moment: they are those of {@link #settledOrder} below it. */
    int settledBefore(long moment) {
        return firstAtOrAfter(settledOrderKnownAt, moment);
    }

    static int firstAtOrAfter(long[] sorted, long moment) {
        int low = 0;
        int high = sorted.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (sorted[middle] < moment) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    private int[] settledInOrder() {
        List<Integer> settled = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            if (settledKnownAt[i] != NEVER) {
                settled.add(i);
            }
        }
        settled.sort(Comparator.comparingLong((Integer i) -> settledKnownAt[i]).thenComparingInt(i -> i));
        return settled.stream().mapToInt(Integer::intValue).toArray();
    }

    private void addBalanceEvents(List<double[]> events, InvoiceHistory one, int i, ZoneId zone) {
        long overdueFrom =
                micros(one.invoice().dueDate().plusDays(1).atStartOfDay(zone).toInstant());
        long overdueKnownAt = Math.max(knownAt[i], overdueFrom);
        boolean settledWhenDue = settledKnownAt[i] < overdueKnownAt;
        boolean late = settledDay[i] > dueDay[i];
        events.add(new double[] {knownAt[i], amount[i], 1, 0, 0, 0, 0});
        events.add(new double[] {overdueKnownAt, 0, 0, amount[i], 1, 1, !settledWhenDue || late ? 1 : 0});
        for (ApplicationFact application : one.applications()) {
            double applied = Math.min(application.amount(), amount[i]);
            long at = micros(application.knownAt());
            events.add(new double[] {at, -applied, 0, 0, 0, 0, 0});
            events.add(new double[] {Math.max(at, overdueKnownAt), 0, 0, -applied, 0, 0, 0});
        }
        if (settledKnownAt[i] != NEVER) {
            events.add(new double[] {settledKnownAt[i], 0, -1, 0, 0, 0, 0});
            // Paid in time, but the news came after the due date: until then the invoice looked late.
            double looked = settledWhenDue || late ? 0 : -1;
            events.add(new double[] {Math.max(settledKnownAt[i], overdueKnownAt), 0, 0, 0, -1, 0, looked});
        }
    }

    private void addPromiseEvents(List<double[]> events, InvoiceHistory one, ZoneId zone) {
        for (PromiseFact promise : one.promises()) {
            long judgedAt = Math.max(
                    micros(promise.knownAt()),
                    micros(promise.promisedOn().plusDays(1).atStartOfDay(zone).toInstant()));
            ApplicationFact settlement = one.settlement();
            boolean kept = settlement != null && micros(settlement.knownAt()) < judgedAt;
            events.add(new double[] {judgedAt, 1, kept ? 0 : 1});
        }
    }

    /** The customer's latest dispute of the invoice that was open at the moment, or null. */
    static @Nullable DisputeFact openDispute(InvoiceHistory invoice, cashtide.ml.facts.AsOf asOf) {
        DisputeFact open = null;
        for (DisputeFact dispute : invoice.disputes()) {
            if (dispute.openAt(asOf)) {
                open = dispute;
            }
        }
        return open;
    }
}
