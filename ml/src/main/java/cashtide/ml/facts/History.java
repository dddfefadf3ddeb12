package cashtide.ml.facts;

import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * All facts of one tenant, by customer. Immutable. It holds the future as well as the past; whoever reads it says as of
 * when, and sees only what was known by then. The order in which facts were handed over makes no difference.
 */
public final class History {

    private final String tenant;
    private final ZoneId zone;
    private final Map<String, CustomerHistory> customers;
    private final Map<String, InvoiceHistory> invoices;

    private History(
            String tenant, ZoneId zone, Map<String, CustomerHistory> customers, Map<String, InvoiceHistory> invoices) {
        this.tenant = tenant;
        this.zone = zone;
        this.customers = customers;
        this.invoices = invoices;
    }

    public static Builder builder(String tenant, ZoneId zone) {
        return new Builder(tenant, zone);
    }

    public String tenant() {
        return tenant;
    }

    /** The time zone of the tenant's business days. */
    public ZoneId zone() {
        return zone;
    }

    /** In the order of their keys. */
    public Collection<CustomerHistory> customers() {
        return customers.values();
    }

    /** In the order of customer keys, then of becoming known. */
    public Collection<InvoiceHistory> invoices() {
        return invoices.values();
    }

    public @Nullable CustomerHistory customer(String customerKey) {
        return customers.get(customerKey);
    }

    public @Nullable InvoiceHistory invoice(String invoiceKey) {
        return invoices.get(invoiceKey);
    }

    /** The invoices that were known and not settled, in the order of {@link #invoices()}. */
    public List<InvoiceFact> openInvoices(AsOf asOf) {
        return invoices.values().stream()
                .filter(invoice -> invoice.openAt(asOf))
                .map(InvoiceHistory::invoice)
                .toList();
    }

    /** Collects facts in any order. Not thread-safe. */
    public static final class Builder {
        private final String tenant;
        private final ZoneId zone;
        private final Map<String, CustomerFact> customers = new TreeMap<>();
        private final Map<String, InvoiceFact> invoices = new LinkedHashMap<>();
        private final Map<String, List<ApplicationFact>> applications = new LinkedHashMap<>();
        private final Map<String, List<DisputeFact>> disputes = new LinkedHashMap<>();
        private final Map<String, List<PromiseFact>> promises = new LinkedHashMap<>();
        private final Map<String, List<ContactFact>> contacts = new LinkedHashMap<>();

        private Builder(String tenant, ZoneId zone) {
            this.tenant = tenant;
            this.zone = zone;
        }

        public Builder customer(CustomerFact fact) {
            customers.put(fact.customerKey(), fact);
            return this;
        }

        /** Fails when the invoice's key was handed over before. */
        public Builder invoice(InvoiceFact fact) {
            if (invoices.put(fact.invoiceKey(), fact) != null) {
                throw new IllegalArgumentException("two invoices have the key " + fact.invoiceKey());
            }
            return this;
        }

        public Builder application(ApplicationFact fact) {
            applications
                    .computeIfAbsent(fact.invoiceKey(), key -> new ArrayList<>(1))
                    .add(fact);
            return this;
        }

        public Builder dispute(DisputeFact fact) {
            disputes.computeIfAbsent(fact.invoiceKey(), key -> new ArrayList<>(1))
                    .add(fact);
            return this;
        }

        public Builder promise(PromiseFact fact) {
            promises.computeIfAbsent(fact.invoiceKey(), key -> new ArrayList<>(1))
                    .add(fact);
            return this;
        }

        public Builder contact(ContactFact fact) {
            contacts.computeIfAbsent(fact.customerKey(), key -> new ArrayList<>(1))
                    .add(fact);
            return this;
        }

        /**
         * Fails when an application, dispute or promise names an invoice that was not handed over. An invoice of an
         * unknown customer makes a customer without terms.
         */
        public History build() {
            for (Map<String, ?> named : List.of(applications, disputes, promises)) {
                for (String invoiceKey : named.keySet()) {
                    if (!invoices.containsKey(invoiceKey)) {
                        throw new IllegalArgumentException("a fact names the unknown invoice " + invoiceKey);
                    }
                }
            }
            Map<String, List<InvoiceHistory>> byCustomer = new TreeMap<>();
            for (InvoiceFact invoice : invoices.values()) {
                customers.computeIfAbsent(
                        invoice.customerKey(), key -> new CustomerFact(key, invoice.currency(), null, null, -1));
                byCustomer
                        .computeIfAbsent(invoice.customerKey(), key -> new ArrayList<>())
                        .add(withHistory(invoice));
            }
            Map<String, CustomerHistory> built = new LinkedHashMap<>();
            Map<String, InvoiceHistory> ordered = new LinkedHashMap<>();
            customers.forEach((key, customer) -> {
                List<InvoiceHistory> own = byCustomer.getOrDefault(key, new ArrayList<>());
                own.sort(Comparator.comparing(
                                (InvoiceHistory history) -> history.invoice().knownAt())
                        .thenComparing(history -> history.invoice().invoiceKey()));
                own.forEach(history -> ordered.put(history.invoice().invoiceKey(), history));
                List<ContactFact> made = new ArrayList<>(contacts.getOrDefault(key, List.of()));
                made.sort(Comparator.comparing(ContactFact::knownAt).thenComparing(ContactFact::channel));
                built.put(key, new CustomerHistory(customer, own, made));
            });
            return new History(tenant, zone, built, ordered);
        }

        private InvoiceHistory withHistory(InvoiceFact invoice) {
            String key = invoice.invoiceKey();
            List<ApplicationFact> applied = new ArrayList<>(applications.getOrDefault(key, List.of()));
            // Cash that came before its invoice is unapplied until the invoice is there.
            applied.replaceAll(application -> new ApplicationFact(
                    application.invoiceKey(),
                    application.kind(),
                    application.amount(),
                    application.paidOn(),
                    later(application.knownAt(), invoice.knownAt()),
                    application.endKnownAt()));
            applied.sort(Comparator.comparing(ApplicationFact::knownAt)
                    .thenComparing(ApplicationFact::paidOn)
                    .thenComparing(ApplicationFact::amount));
            List<DisputeFact> disputed = new ArrayList<>(disputes.getOrDefault(key, List.of()));
            disputed.sort(Comparator.comparing(DisputeFact::knownAt).thenComparing(DisputeFact::amount));
            List<PromiseFact> promised = new ArrayList<>(promises.getOrDefault(key, List.of()));
            promised.sort(Comparator.comparing(PromiseFact::knownAt).thenComparing(PromiseFact::promisedOn));
            return new InvoiceHistory(invoice, applied, disputed, promised);
        }

        private static Instant later(Instant one, Instant other) {
            return one.isAfter(other) ? one : other;
        }
    }
}
