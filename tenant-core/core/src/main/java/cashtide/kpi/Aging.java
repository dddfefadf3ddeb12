package cashtide.kpi;

import cashtide.customer.CustomerId;
import cashtide.tenant.Actor;
import cashtide.tenant.TenantTx;
import cashtide.tenant.Tenants;
import java.util.Currency;
import java.util.List;
import java.util.UUID;
import org.jooq.Record;
import org.jspecify.annotations.Nullable;

/**
 * Receivables by age on any day: as it was, or as we knew it then. Items are aged by instalment and with what was open of
 * them on that day, from the applications up to it, not by today's residual.
 */
public final class Aging {

    private final Tenants tenants;

    public Aging(Tenants tenants) {
        this.tenants = tenants;
    }

    /** A customer's receivables in one currency. */
    public record CustomerRow(CustomerId customer, String number, String name, AgedBalance balance) {}

    /** The tenant's receivables, one row per currency in which there are any. */
    public List<AgedBalance> totals(Actor actor, AsOf asOf, AgeBy by) {
        return tenants.inTx(actor, tx -> totals(tx, asOf, by, null));
    }

    /** A customer's receivables, one row per currency in which there are any. */
    public List<AgedBalance> ofCustomer(Actor actor, CustomerId customer, AsOf asOf, AgeBy by) {
        return tenants.inTx(actor, tx -> totals(tx, asOf, by, customer));
    }

    /**
     * Customers in one currency, the largest overdue sum first; those who owe nothing and have no credit are left out.
     *
     * @param search a part of the name or the number; blank for all
     */
    public List<CustomerRow> byCustomer(
            Actor actor, AsOf asOf, AgeBy by, Currency currency, String search, int offset, int limit) {
        return tenants.inTx(actor, tx -> {
            keepGroupsInMemory(tx);
            AgingSql.Query query = AgingSql.byCustomer(tx, asOf, by, currency, search, offset, limit);
            return tx.sql()
                    .fetch(query.text(), query.values())
                    .map(row -> new CustomerRow(
                            new CustomerId(row.get("customer_id", UUID.class)),
                            row.get("number", String.class),
                            row.get("name", String.class),
                            balance(row)));
        });
    }

    /** How many {@link #byCustomer} would find without a limit. */
    public int countCustomers(Actor actor, AsOf asOf, AgeBy by, Currency currency, String search) {
        return tenants.<Integer>inTx(actor, tx -> {
            keepGroupsInMemory(tx);
            AgingSql.Query query = AgingSql.countCustomers(tx, asOf, by, currency, search);
            return tx.sql().fetchSingle(query.text(), query.values()).get(0, int.class);
        });
    }

    /** Fifty thousand customers' sums take 17 MB; by default they would be spilled to disk and read again, at twice the time. */
    private static void keepGroupsInMemory(TenantTx tx) {
        tx.sql().execute("set local work_mem = '16MB'");
    }

    static List<AgedBalance> totals(TenantTx tx, AsOf asOf, AgeBy by, @Nullable CustomerId customer) {
        AgingSql.Query query = AgingSql.totals(tx, asOf, by, customer);
        return tx.sql().fetch(query.text(), query.values()).map(Aging::balance);
    }

    private static AgedBalance balance(Record row) {
        return new AgedBalance(
                Currency.getInstance(row.get("currency", String.class)),
                row.get("d_current", long.class),
                row.get("d_1_30", long.class),
                row.get("d_31_60", long.class),
                row.get("d_61_90", long.class),
                row.get("d_over_90", long.class),
                row.get("credits", long.class),
                row.get("unapplied", long.class),
                row.get("disputed", long.class));
    }
}
