package cashtide.ml.facts;

import java.util.List;

/** One customer with all invoices, in the order in which they became known. */
public record CustomerHistory(CustomerFact customer, List<InvoiceHistory> invoices, List<ContactFact> contacts) {

    public CustomerHistory {
        invoices = List.copyOf(invoices);
        contacts = List.copyOf(contacts);
    }
}
