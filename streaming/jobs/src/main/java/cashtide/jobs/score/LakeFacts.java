package cashtide.jobs.score;

import static cashtide.contract.PublishedTables.ACTIVITIES;
import static cashtide.contract.PublishedTables.CUSTOMERS;
import static cashtide.contract.PublishedTables.DISPUTES;
import static cashtide.contract.PublishedTables.INVOICES;
import static cashtide.contract.PublishedTables.OPEN_ITEMS;
import static cashtide.contract.PublishedTables.PAYMENTS;
import static cashtide.contract.PublishedTables.PAYMENT_APPLICATIONS;
import static cashtide.contract.PublishedTables.PROMISES;
import static cashtide.contract.PublishedTables.TENANTS;

import cashtide.contract.PublishedTable;
import cashtide.lake.Moment;
import cashtide.ml.facts.ApplicationFact;
import cashtide.ml.facts.AsOf;
import cashtide.ml.facts.ContactFact;
import cashtide.ml.facts.CustomerFact;
import cashtide.ml.facts.DisputeFact;
import cashtide.ml.facts.History;
import cashtide.ml.facts.InvoiceFact;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.apache.iceberg.data.Record;
import org.jspecify.annotations.Nullable;

/** Reads a tenant's published tables of one moment as facts. Amounts become floating point here and nowhere before. */
final class LakeFacts {

    private static final List<PublishedTable> TABLES =
            List.of(TENANTS, CUSTOMERS, INVOICES, PAYMENTS, PAYMENT_APPLICATIONS, DISPUTES, PROMISES, ACTIVITIES);

    private final Moment moment;
    private final Map<String, InvoiceFact> invoices = new HashMap<>();
    private final List<ApplicationFact> applications = new ArrayList<>();
    /** Ids of customers and codes of currencies, once each: most rows bring one that another brought before. */
    private final Map<String, String> shared = new HashMap<>();

    private LakeFacts(Moment moment) {
        this.moment = moment;
    }

    /**
     * The tenant's facts.
     *
     * @param now decides the business date of a tenant that is no sandbox
     * @return null when the tenant's own row is not published yet
     */
    static @Nullable TenantFacts read(Moment moment, Instant now) {
        return new LakeFacts(moment).read(now);
    }

    /** Snapshots of the tables that facts are read from, by name: as long as they are the same, so are the facts. */
    static Map<String, Long> snapshots(Moment moment) {
        Map<String, Long> snapshots = new HashMap<>();
        for (PublishedTable table : TABLES) {
            Long snapshot = moment.snapshots().get(table.name());
            if (snapshot != null) {
                snapshots.put(table.name(), snapshot);
            }
        }
        return Map.copyOf(snapshots);
    }

    /** Whether an invoice was settled by the end of the day, so that there is something to learn from. */
    static boolean anySettled(Moment moment, LocalDate by) {
        Set<String> others = new HashSet<>();
        moment.rows(INVOICES, List.of("id", "kind", "voided_on"), row -> {
            if (!"invoice".equals(row.get(1)) || row.get(2) != null) {
                others.add(text(row, 0));
            }
        });
        boolean[] found = new boolean[1];
        moment.rows(OPEN_ITEMS, List.of("invoice_id", "settled_on"), row -> {
            LocalDate settled = date(row, 1);
            found[0] |= settled != null && !settled.isAfter(by) && !others.contains(text(row, 0));
        });
        return found[0];
    }

    private @Nullable TenantFacts read(Instant now) {
        List<Record> tenants = new ArrayList<>();
        moment.rows(TENANTS, List.of("time_zone", "sandbox", "business_date"), tenants::add);
        if (tenants.isEmpty()) {
            return null;
        }
        Record tenant = tenants.getFirst();
        ZoneId zone = ZoneId.of(text(tenant, 0));
        LocalDate sandboxDay = date(tenant, 2);
        LocalDate day = sandboxDay == null ? LocalDate.ofInstant(now, zone) : sandboxDay;
        History.Builder history = History.builder(moment.lake().tenant().id().toString(), zone);
        customers(history);
        invoices(history);
        applications(history);
        disputes(history, zone);
        new PromisedInvoices(invoices.values(), applications, zone).add(history, moment, PROMISES);
        contacts(history);
        Map<String, String> customerOf = new HashMap<>();
        invoices.forEach((id, invoice) -> customerOf.put(id, invoice.customerKey()));
        return new TenantFacts(history.build(), day, Map.copyOf(customerOf), moment.cut());
    }

    private void customers(History.Builder history) {
        List<String> columns = List.of("id", "currency", "segment", "country", "terms_days");
        moment.rows(CUSTOMERS, columns, row -> {
            Integer terms = (Integer) row.get(4);
            history.customer(new CustomerFact(
                    text(row, 0), text(row, 1), (String) row.get(2), (String) row.get(3), terms == null ? -1 : terms));
        });
    }

    private void invoices(History.Builder history) {
        List<String> columns = List.of(
                "id",
                "customer_id",
                "number",
                "invoice_date",
                "due_date",
                "currency",
                "amount",
                "known_at",
                "kind",
                "voided_on");
        moment.rows(INVOICES, columns, row -> {
            if (!"invoice".equals(row.get(8)) || row.get(9) != null) {
                return;
            }
            InvoiceFact invoice = new InvoiceFact(
                    text(row, 0),
                    shared(text(row, 1)),
                    text(row, 2),
                    (LocalDate) row.get(3),
                    (LocalDate) row.get(4),
                    shared(text(row, 5)),
                    amount(row, 6),
                    instant(row, 7));
            invoices.put(invoice.invoiceKey(), invoice);
            history.invoice(invoice);
        });
    }

    /**
     * An application that was taken back counted until that was known. Payments of an undone import are left out, as its
     * invoices are: they were never facts, and came again from another file.
     */
    private void applications(History.Builder history) {
        Map<String, LocalDate> receivedOn = new HashMap<>();
        Set<String> undone = new HashSet<>();
        moment.rows(PAYMENTS, List.of("id", "received_on", "number", "reversed_on"), row -> {
            receivedOn.put(text(row, 0), (LocalDate) row.get(1));
            if (isUndone(row)) {
                undone.add(text(row, 0));
            }
        });
        Map<String, Instant> takenBack = new HashMap<>();
        moment.rows(PAYMENT_APPLICATIONS, List.of("reverses_id", "known_at"), row -> {
            if (row.get(0) != null) {
                takenBack.put(text(row, 0), instant(row, 1));
            }
        });
        List<String> columns = List.of(
                "id", "payment_id", "invoice_id", "applied_on", "amount", "discount", "known_at", "reverses_id");
        moment.rows(PAYMENT_APPLICATIONS, columns, row -> {
            InvoiceFact invoice = invoices.get(text(row, 2));
            String payment = (String) row.get(1);
            if (row.get(7) == null && invoice != null && (payment == null || !undone.contains(payment))) {
                application(row, invoice.invoiceKey(), receivedOn, takenBack.get(text(row, 0)));
            }
        });
        applications.forEach(history::application);
    }

    /**
     * Whether an import was undone that had brought a payment: its number then ends with its own id.
     *
     * @param row the payment's id first, its number at 2, its reversal at 3
     */
    static boolean isUndone(Record row) {
        return row.get(3) != null && text(row, 2).endsWith(" (undone " + text(row, 0) + ")");
    }

    private void application(
            Record row, String invoice, Map<String, LocalDate> receivedOn, @Nullable Instant takenBackAt) {
        String payment = (String) row.get(1);
        LocalDate applied = (LocalDate) row.get(3);
        boolean cash = payment != null;
        LocalDate paidOn = cash ? receivedOn.getOrDefault(payment, applied) : applied;
        ApplicationFact.Kind kind = cash ? ApplicationFact.Kind.CASH : ApplicationFact.Kind.CREDIT;
        Instant knownAt = instant(row, 6);
        if (amount(row, 4) > 0) {
            applications.add(new ApplicationFact(invoice, kind, amount(row, 4), paidOn, knownAt, takenBackAt));
        }
        if (amount(row, 5) > 0) {
            // The discount closes the rest of the item, and is no cash.
            applications.add(new ApplicationFact(
                    invoice, ApplicationFact.Kind.WRITE_OFF, amount(row, 5), paidOn, knownAt, takenBackAt));
        }
    }

    private void disputes(History.Builder history, ZoneId zone) {
        List<String> columns = List.of("invoice_id", "amount", "opened_on", "known_at", "closed_on");
        moment.rows(DISPUTES, columns, row -> {
            if (invoices.containsKey(text(row, 0))) {
                LocalDate closed = (LocalDate) row.get(4);
                history.dispute(new DisputeFact(
                        text(row, 0),
                        amount(row, 1),
                        (LocalDate) row.get(2),
                        instant(row, 3),
                        closed,
                        closed == null ? null : AsOf.knownDuring(closed, zone)));
            }
        });
    }

    private void contacts(History.Builder history) {
        moment.rows(ACTIVITIES, List.of("customer_id", "channel", "happened_on", "known_at", "direction"), row -> {
            if ("out".equals(row.get(4)) && !"note".equals(row.get(1))) {
                history.contact(new ContactFact(text(row, 0), text(row, 1), (LocalDate) row.get(2), instant(row, 3)));
            }
        });
    }

    private String shared(String text) {
        return shared.computeIfAbsent(text, Function.identity());
    }

    static String text(Record row, int at) {
        return (String) row.get(at);
    }

    static double amount(Record row, int at) {
        return ((BigDecimal) row.get(at)).doubleValue();
    }

    static Instant instant(Record row, int at) {
        return ((OffsetDateTime) row.get(at)).toInstant();
    }

    private static @Nullable LocalDate date(Record row, int at) {
        return (LocalDate) row.get(at);
    }
}
