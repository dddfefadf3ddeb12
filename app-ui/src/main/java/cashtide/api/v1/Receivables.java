package cashtide.api.v1;

import cashtide.api.ApiRefusal;
import cashtide.customer.CustomerId;
import cashtide.customer.Customers;
import cashtide.dispute.DisputeId;
import cashtide.dispute.Disputes;
import cashtide.invoice.OpenItemRow;
import cashtide.invoice.OpenItems;
import cashtide.tenant.Actor;
import cashtide.tenant.Tenants;
import cashtide.worklist.RefreshWorklist;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Finds what the callers name by the numbers that they know. */
@Component
final class Receivables {

    private final Tenants tenants;
    private final Customers customers;
    private final OpenItems openItems;
    private final RefreshWorklist worklist = new RefreshWorklist();

    Receivables(Tenants tenants) {
        this.tenants = tenants;
        this.customers = new Customers(tenants);
        this.openItems = new OpenItems(tenants);
    }

    CustomerId customer(Actor actor, @Nullable String customerNumber) {
        String number = ApiRefusal.present("customerNumber", customerNumber);
        CustomerId found = isText(number) ? customers.withNumber(actor, number) : null;
        if (found == null) {
            throw new ApiRefusal(404, "CUSTOMER_NOT_FOUND", "There is no customer " + number + ".");
        }
        return found;
    }

    /** An instalment of an invoice, from 1; the first where left out. */
    OpenItemRow item(Actor actor, @Nullable String invoiceNumber, @Nullable Integer instalment) {
        String number = ApiRefusal.present("invoiceNumber", invoiceNumber);
        OpenItemRow found =
                isText(number) ? openItems.numbered(actor, number, Objects.requireNonNullElse(instalment, 1)) : null;
        if (found == null) {
            throw new ApiRefusal(404, "INVOICE_NOT_FOUND", "There is no invoice " + number + ".");
        }
        return found;
    }

    /** PostgreSQL holds no text with a NUL in it, and takes none to look for. */
    static boolean isText(String number) {
        return number.indexOf('\0') < 0;
    }

    /** As {@link #ranked(Actor, CustomerId)}, for the customer of a dispute. */
    void ranked(Actor actor, DisputeId dispute) {
        tenants.run(actor, tx -> Disputes.customer(tx, dispute)
                .ifPresent(customer -> worklist.customer(tx, customer.value())));
    }

    /** What was entered about a customer shows on the worklist at once. */
    void ranked(Actor actor, CustomerId customer) {
        tenants.run(actor, tx -> worklist.customer(tx, customer.value()));
    }
}
