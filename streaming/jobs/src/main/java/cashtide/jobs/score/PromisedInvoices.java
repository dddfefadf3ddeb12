package cashtide.jobs.score;

import cashtide.contract.PublishedTable;
import cashtide.lake.Moment;
import cashtide.ml.facts.ApplicationFact;
import cashtide.ml.facts.AsOf;
import cashtide.ml.facts.History;
import cashtide.ml.facts.InvoiceFact;
import cashtide.ml.facts.PromiseFact;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.iceberg.data.Record;
import org.jspecify.annotations.Nullable;

/** Spreads a customer's promise over the invoices it is about: those due first, as far as the promised amount reaches. */
final class PromisedInvoices {

    private static final double CENT = 0.005;

    private final ZoneId zone;
    private final Map<String, List<InvoiceFact>> byCustomer = new HashMap<>();
    private final Map<String, List<ApplicationFact>> byInvoice = new HashMap<>();

    PromisedInvoices(Collection<InvoiceFact> invoices, List<ApplicationFact> applications, ZoneId zone) {
        this.zone = zone;
        for (InvoiceFact invoice : invoices) {
            byCustomer
                    .computeIfAbsent(invoice.customerKey() + invoice.currency(), key -> new ArrayList<>())
                    .add(invoice);
        }
        byCustomer
                .values()
                .forEach(list ->
                        list.sort(Comparator.comparing(InvoiceFact::dueDate).thenComparing(InvoiceFact::invoiceKey)));
        for (ApplicationFact application : applications) {
            byInvoice
                    .computeIfAbsent(application.invoiceKey(), key -> new ArrayList<>(1))
                    .add(application);
        }
    }

    void add(History.Builder history, Moment moment, PublishedTable promises) {
        List<String> columns = List.of(
                "customer_id", "currency", "amount", "made_on", "promised_on", "known_at", "status", "decided_on");
        moment.rows(promises, columns, row -> spread(history, row));
    }

    /** From the evening on which another promise took its place it says nothing any more; until then it stood. */
    private @Nullable Instant replacedAt(Record row) {
        LocalDate decided = (LocalDate) row.get(7);
        return "replaced".equals(row.get(6)) && decided != null ? AsOf.knownDuring(decided, zone) : null;
    }

    private void spread(History.Builder history, Record row) {
        Instant knownAt = LakeFacts.instant(row, 5);
        double left = LakeFacts.amount(row, 2);
        String account = LakeFacts.text(row, 0) + LakeFacts.text(row, 1);
        for (InvoiceFact invoice : byCustomer.getOrDefault(account, List.of())) {
            if (left < CENT) {
                return;
            }
            double open = invoice.knownAt().isAfter(knownAt) ? 0 : openAt(invoice, knownAt);
            if (open >= CENT) {
                double promised = Math.min(open, left);
                left -= promised;
                history.promise(new PromiseFact(
                        invoice.invoiceKey(),
                        promised,
                        (LocalDate) row.get(3),
                        (LocalDate) row.get(4),
                        knownAt,
                        replacedAt(row)));
            }
        }
    }

    private double openAt(InvoiceFact invoice, Instant moment) {
        AsOf asOf = AsOf.now(moment, zone);
        double open = invoice.amount();
        for (ApplicationFact application : byInvoice.getOrDefault(invoice.invoiceKey(), List.of())) {
            if (application.standsAt(asOf)) {
                open -= application.amount();
            }
        }
        return open;
    }
}
