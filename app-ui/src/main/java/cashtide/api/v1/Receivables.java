package cashtide.api.v1;

import cashtide.api.ApiRefusal;
import cashtide.customer.CustomerId;
import cashtide.customer.Customers;
import cashtide.invoice.OpenItemFilter;
import cashtide.invoice.OpenItemRow;
import cashtide.invoice.OpenItemSort;
import cashtide.invoice.OpenItems;
import cashtide.tenant.Actor;
import cashtide.tenant.Tenants;
import cashtide.worklist.RefreshWorklist;
import org.springframework.stereotype.Component;

/** Finds what the callers name by the numbers that they know. */
@Component
final class Receivables {

    private static final int LOOKED_AT = 500;

    private final Tenants tenants;
    private final Customers customers;
    private final OpenItems openItems;
    private final RefreshWorklist worklist = new RefreshWorklist();

    Receivables(Tenants tenants) {
        this.tenants = tenants;
        this.customers = new Customers(tenants);
        this.openItems = new OpenItems(tenants);
    }

    CustomerId customer(Actor actor, String number) {
        CustomerId found = customers.withNumber(actor, number);
        if (found == null) {
            throw new ApiRefusal(404, "CUSTOMER_NOT_FOUND", "There is no customer " + number + ".");
        }
        return found;
    }

    /** An instalment of an invoice, from 1; found among what begins with the same number. */
    OpenItemRow item(Actor actor, String invoiceNumber, int instalment) {
        OpenItemFilter filter = new OpenItemFilter(OpenItemFilter.Status.ALL, invoiceNumber, null, null);
        return openItems.page(actor, filter, OpenItemSort.NUMBER, OpenItems.Direction.ASCENDING, 0, LOOKED_AT).stream()
                .filter(row -> row.number().equals(invoiceNumber) && row.instalment() == instalment)
                .findFirst()
                .orElseThrow(
                        () -> new ApiRefusal(404, "INVOICE_NOT_FOUND", "There is no invoice " + invoiceNumber + "."));
    }

    /** What was entered about a customer shows on the worklist at once. */
    void ranked(Actor actor, CustomerId customer) {
        tenants.run(actor, tx -> worklist.customer(tx, customer.value()));
    }
}
