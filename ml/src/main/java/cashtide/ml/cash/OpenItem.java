package cashtide.ml.cash;

import cashtide.ml.facts.InvoiceFact;

/** What is open of an invoice on the day of a forecast. */
record OpenItem(InvoiceFact invoice, double residual) {

    int dueDay() {
        return Math.toIntExact(invoice.dueDate().toEpochDay());
    }
}
