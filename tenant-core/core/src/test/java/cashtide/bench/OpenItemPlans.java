package cashtide.bench;

import cashtide.fixture.Given;
import cashtide.fixture.TestDatabase;
import cashtide.invoice.OpenItemFilter;
import cashtide.invoice.OpenItemSort;
import cashtide.invoice.OpenItems;
import cashtide.kpi.AgeBy;
import cashtide.kpi.Aging;
import cashtide.kpi.AsOf;
import cashtide.tenant.Actor;
import java.sql.Connection;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Currency;
import java.util.concurrent.Callable;

/** Prints how long the hot queries take at a million open items, and the plans to read: for ADR 23, not for the build. */
public final class OpenItemPlans {

    private static final String FILL = """
            set session_replication_role = replica;
            insert into customer (tenant_id, id, number, name, currency, known_at)
            select '%1$s', ('00000000-0000-7000-8000-' || lpad(to_hex(n), 12, '0'))::uuid, 'C' || n, 'Customer ' || n, 'EUR', now()
            from generate_series(1, 20000) n;
            insert into open_item (tenant_id, id, invoice_id, kind, number, customer_id, invoice_date, due_date, currency,
              amount_minor, open_minor, known_at)
            select '%1$s', uuidv7(), uuidv7(), 'invoice', 'R' || n,
              ('00000000-0000-7000-8000-' || lpad(to_hex(1 + (n * 7919) %% 20000), 12, '0'))::uuid,
              date '2026-03-31' - (n %% 200) - 30, date '2026-03-31' - (n %% 200), 'EUR', 100 + n, 100 + n, now()
            from generate_series(1, 1000000) n;
            vacuum analyze open_item;
            analyze customer""";

    private OpenItemPlans() {}

    public static void main(String[] arguments) throws Exception {
        try (TestDatabase database = TestDatabase.fresh()) {
            Given given = Given.in(database);
            Actor actor = given.tenant("million", "2026-03-31");
            try (Connection superuser = database.superuser();
                    Statement statement = superuser.createStatement()) {
                for (String step : FILL.formatted(actor.tenantId()).split(";")) {
                    statement.execute(step);
                }
            }
            OpenItems items = new OpenItems(given.tenants());
            Aging aging = new Aging(given.tenants());
            AsOf today = AsOf.asItWas(LocalDate.parse("2026-03-31"));
            for (int offset : new int[] {0, 100_000, 900_000}) {
                time(
                        "page by due date at " + offset,
                        () -> items.page(
                                actor,
                                OpenItemFilter.open(),
                                OpenItemSort.DUE_DATE,
                                OpenItems.Direction.ASCENDING,
                                offset,
                                50));
            }
            time(
                    "page by open amount",
                    () -> items.page(
                            actor, OpenItemFilter.open(), OpenItemSort.OPEN, OpenItems.Direction.DESCENDING, 0, 50));
            time("count", () -> items.count(actor, OpenItemFilter.open()));
            time("aging totals", () -> aging.totals(actor, today, AgeBy.DUE_DATE));
            time(
                    "aging by customer",
                    () -> aging.byCustomer(actor, today, AgeBy.DUE_DATE, Currency.getInstance("EUR"), 0, 50));
            for (String query : new String[] {
                "select id from open_item where open_minor <> 0 order by due_date, id offset 100000 limit 50",
                "select currency, sum(open_minor) filter (where due_date < '2026-03-31') from open_item where"
                        + " open_minor <> 0 group by currency"
            }) {
                given.tenants().run(actor, tx -> tx.sql()
                        .fetch("explain (analyze, buffers, costs off) " + query)
                        .forEach(row -> System.out.println(row.get(0))));
            }
        }
    }

    private static void time(String what, Callable<?> query) throws Exception {
        long[] millis = new long[20];
        for (int i = 0; i < millis.length; i++) {
            long start = System.nanoTime();
            query.call();
            millis[i] = (System.nanoTime() - start) / 1_000_000;
        }
        Arrays.sort(millis);
        System.out.println(what + ": p50 " + millis[10] + " ms, p95 " + millis[18] + " ms");
    }
}
