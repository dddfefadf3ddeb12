package cashtide.jobs.bench;

import cashtide.jobs.fixture.CoreDatabase;
import java.util.UUID;

/** Fills a tenant with invoices, their items and journal lines, in transactions as large as an import's chunk of work. */
final class Receivables {

    private static final int PER_TRANSACTION = 5_000;

    private Receivables() {}

    /** Invoices R{first} to R{last}; each makes four events of the change log. */
    static void write(CoreDatabase core, UUID tenant, int first, int last) {
        for (int from = first; from <= last; from += PER_TRANSACTION) {
            core.invoices(tenant, from, Math.min(last, from + PER_TRANSACTION - 1));
        }
    }
}
