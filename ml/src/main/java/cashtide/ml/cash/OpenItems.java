package cashtide.ml.cash;

import cashtide.ml.facts.ApplicationFact;
import cashtide.ml.facts.AsOf;
import cashtide.ml.facts.History;
import cashtide.ml.facts.InvoiceHistory;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The items open at a moment, and what they brought after it. */
final class OpenItems {

    private OpenItems() {}

    static List<OpenItem> at(History history, AsOf asOf) {
        List<OpenItem> open = new ArrayList<>();
        for (InvoiceHistory invoice : history.invoices()) {
            if (invoice.knownAt(asOf)) {
                double residual = invoice.residualAt(asOf);
                if (residual > 0) {
                    open.add(new OpenItem(invoice.invoice(), residual));
                }
            }
        }
        return open;
    }

    /**
     * The cash that items open at the moment brought, by currency and day from it on; only what stood at {@code seenAt}, so
     * that money which bounced and came again, or was moved to another item, counts once. What a customer paid beyond the
     * open amount is no cash of the item.
     */
    static Map<String, double[]> cashFrom(History history, AsOf asOf, int days, AsOf seenAt) {
        Map<String, double[]> cash = new TreeMap<>();
        for (InvoiceHistory invoice : history.invoices()) {
            if (!invoice.openAt(asOf)) {
                continue;
            }
            double left = invoice.residualAt(asOf);
            double[] byDay = cash.computeIfAbsent(invoice.invoice().currency(), currency -> new double[days]);
            for (ApplicationFact application : invoice.applications()) {
                long day = application.paidOn().toEpochDay() - asOf.day().toEpochDay();
                boolean after = !application.knownAt().isBefore(asOf.moment()) && application.standsAt(seenAt);
                double amount = after ? Math.min(left, application.amount()) : 0;
                left -= amount;
                if (application.kind() == ApplicationFact.Kind.CASH && day < days) {
                    byDay[(int) Math.max(0, day)] += amount;
                }
            }
        }
        return cash;
    }
}
