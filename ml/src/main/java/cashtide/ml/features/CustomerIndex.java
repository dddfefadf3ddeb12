package cashtide.ml.features;

import cashtide.ml.facts.ApplicationFact;
import cashtide.ml.facts.ContactFact;
import cashtide.ml.facts.CustomerHistory;
import cashtide.ml.facts.InvoiceFact;
import cashtide.ml.facts.InvoiceHistory;
import cashtide.ml.facts.PromiseFact;
import cashtide.ml.facts.Settlement;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

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
    /** What weekday the due day is like, see {@link PaymentCalendar#likeWeekday}. */
    final int[] dueWeekday;

    final double[] amount;
    final double[] logAmount;
    /**
     * Settlements of the invoice at a position are those from here to before that of the next position: mostly one or none,
     * more when payments were taken back.
     */
    final int[] firstSettlement;

    final long[] settledKnownAt;
    /** When the settlement was known to be undone, or {@link #NEVER}. */
    final long[] settledEndKnownAt;

    final int[] settledDay;
    final int[] settledInvoice;
    /** Settlements in the order in which they became known. */
    final int[] settledOrder;

    final long[] settledOrderKnownAt;
    /** When settlements were known to be undone, in order. */
    final long[] undoneKnownAt;

    final long[] disputedKnownAt;
    final long[] contactedKnownAt;
    final int[] contactedDay;
    /** Open amount, open count, overdue amount, overdue count, invoices due, invoices due and late. */
    final Sums balance;

    /** Promises that came due, and those of them that were broken. */
    final Sums promises;

    CustomerIndex(CustomerHistory history, ZoneId zone, PaymentCalendars calendars) {
        this.history = history;
        List<InvoiceHistory> invoices = history.invoices();
        size = invoices.size();
        knownAt = new long[size];
        issueDay = new int[size];
        dueDay = new int[size];
        dueWeekday = new int[size];
        amount = new double[size];
        logAmount = new double[size];
        firstSettlement = new int[size + 1];
        List<List<Settlement>> settlements =
                invoices.stream().map(InvoiceHistory::settlements).toList();
        int settled = settlements.stream().mapToInt(List::size).sum();
        settledKnownAt = new long[settled];
        settledEndKnownAt = new long[settled];
        settledDay = new int[settled];
        settledInvoice = new int[settled];
        disputedKnownAt = new long[size];
        List<double[]> balanceEvents = new ArrayList<>(size * 4);
        List<double[]> promiseEvents = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            InvoiceHistory one = invoices.get(i);
            InvoiceFact invoice = one.invoice();
            knownAt[i] = micros(invoice.knownAt());
            issueDay[i] = PaymentCalendar.epochDay(invoice.invoiceDate());
            dueDay[i] = PaymentCalendar.epochDay(invoice.dueDate());
            dueWeekday[i] = calendars.in(invoice.currency()).likeWeekday(dueDay[i]);
            amount[i] = invoice.amount();
            logAmount[i] = Math.log(amount[i]);
            firstSettlement[i + 1] = firstSettlement[i];
            for (Settlement settlement : settlements.get(i)) {
                int at = firstSettlement[i + 1]++;
                Instant end = settlement.endKnownAt();
                settledKnownAt[at] = micros(settlement.knownAt());
                settledEndKnownAt[at] = end == null ? NEVER : micros(end);
                settledDay[at] = PaymentCalendar.epochDay(settlement.paidOn());
                settledInvoice[at] = i;
            }
            disputedKnownAt[i] = one.disputes().stream()
                    .mapToLong(dispute -> micros(dispute.knownAt()))
                    .min()
                    .orElse(NEVER);
            addBalanceEvents(balanceEvents, one, i, zone);
            addPromiseEvents(promiseEvents, one, i, zone);
        }
        settledOrder = settledInOrder();
        settledOrderKnownAt =
                Arrays.stream(settledOrder).mapToLong(at -> settledKnownAt[at]).toArray();
        undoneKnownAt = Arrays.stream(settledEndKnownAt)
                .filter(end -> end != NEVER)
                .sorted()
                .toArray();
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

    /** How many settlements were known before the moment, those among them that were undone by then: a part of the order. */
    int everSettledBefore(long moment) {
        return firstAtOrAfter(settledOrderKnownAt, moment);
    }

    /** How many settlements were known to be undone before the moment. */
    int undoneBefore(long moment) {
        return firstAtOrAfter(undoneKnownAt, moment);
    }

    /** How many invoices counted as settled at the moment. */
    int settledBefore(long moment) {
        return everSettledBefore(moment) - undoneBefore(moment);
    }

    /** The settlements that stood at the moment, the latest known first; as many as there is room for. */
    int[] latestSettled(long moment, int max) {
        int[] latest = new int[Math.min(max, settledBefore(moment))];
        int found = 0;
        for (int at = everSettledBefore(moment) - 1; found < latest.length; at--) {
            if (settledEndKnownAt[settledOrder[at]] >= moment) {
                latest[found++] = settledOrder[at];
            }
        }
        return latest;
    }

    /** The settlement of an invoice that stood at the moment, or -1 when it was open. */
    int settlementOf(int invoice, long moment) {
        for (int at = firstSettlement[invoice]; at < firstSettlement[invoice + 1]; at++) {
            if (settledKnownAt[at] < moment && settledEndKnownAt[at] >= moment) {
                return at;
            }
        }
        return -1;
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
        for (int at = 0; at < settledKnownAt.length; at++) {
            settled.add(at);
        }
        settled.sort(
                Comparator.comparingLong((Integer at) -> settledKnownAt[at]).thenComparingInt(at -> at));
        return settled.stream().mapToInt(Integer::intValue).toArray();
    }

    private void addBalanceEvents(List<double[]> events, InvoiceHistory one, int i, ZoneId zone) {
        long overdueFrom =
                micros(one.invoice().dueDate().plusDays(1).atStartOfDay(zone).toInstant());
        long overdueKnownAt = Math.max(knownAt[i], overdueFrom);
        int whenDue = settlementOf(i, overdueKnownAt);
        int looksLate = whenDue < 0 || settledDay[whenDue] > dueDay[i] ? 1 : 0;
        events.add(new double[] {knownAt[i], amount[i], 1, 0, 0, 0, 0});
        events.add(new double[] {overdueKnownAt, 0, 0, amount[i], 1, 1, looksLate});
        for (ApplicationFact application : one.applications()) {
            double applied = Math.min(application.amount(), amount[i]);
            long at = micros(application.knownAt());
            addPaid(events, at, overdueKnownAt, -applied);
            Instant end = application.endKnownAt();
            if (end != null) {
                addPaid(events, Math.max(at, micros(end)), overdueKnownAt, applied);
            }
        }
        for (int at = firstSettlement[i]; at < firstSettlement[i + 1]; at++) {
            boolean late = settledDay[at] > dueDay[i];
            events.add(new double[] {settledKnownAt[at], 0, -1, 0, 0, 0, 0});
            // Paid in time, but the news came after the due date: until then the invoice looked late.
            double looked = settledKnownAt[at] < overdueKnownAt || late ? 0 : -1;
            events.add(new double[] {Math.max(settledKnownAt[at], overdueKnownAt), 0, 0, 0, -1, 0, looked});
            long end = settledEndKnownAt[at];
            if (end != NEVER) {
                events.add(new double[] {end, 0, 1, 0, 0, 0, 0});
                // It looked paid in time until the money was gone again.
                double looks = end < overdueKnownAt || late ? 0 : 1;
                events.add(new double[] {Math.max(end, overdueKnownAt), 0, 0, 0, 1, 0, looks});
            }
        }
    }

    private static void addPaid(List<double[]> events, long at, long overdueKnownAt, double amount) {
        events.add(new double[] {at, amount, 0, 0, 0, 0, 0});
        events.add(new double[] {Math.max(at, overdueKnownAt), 0, 0, amount, 0, 0, 0});
    }

    /** A promise is judged once, on its day, as its invoice looked then; one that was replaced by then is not. */
    private void addPromiseEvents(List<double[]> events, InvoiceHistory one, int i, ZoneId zone) {
        for (PromiseFact promise : one.promises()) {
            long judgedAt = Math.max(
                    micros(promise.knownAt()),
                    micros(promise.promisedOn().plusDays(1).atStartOfDay(zone).toInstant()));
            Instant end = promise.endKnownAt();
            if (end == null || micros(end) >= judgedAt) {
                events.add(new double[] {judgedAt, 1, settlementOf(i, judgedAt) >= 0 ? 0 : 1});
            }
        }
    }
}
