package cashtide.bench;

import static org.assertj.core.api.Assertions.assertThat;

import cashtide.cashapp.UnappliedPayments;
import cashtide.fixture.Given;
import cashtide.fixture.TestDatabase;
import cashtide.kpi.AgeBy;
import cashtide.kpi.Aging;
import cashtide.kpi.AsOf;
import cashtide.local.BenchTable;
import cashtide.local.PgServer;
import cashtide.local.PgSettings;
import cashtide.local.Timings;
import cashtide.tenant.Actor;
import cashtide.tenant.TenantTx;
import cashtide.worklist.AccountHistory;
import cashtide.worklist.AccountId;
import cashtide.worklist.AccountQuery;
import cashtide.worklist.CustomerList;
import cashtide.worklist.OpenItemsQuery;
import cashtide.worklist.RefreshWorklist;
import cashtide.worklist.Standing;
import cashtide.worklist.WorklistFilter;
import cashtide.worklist.WorklistQuery;
import cashtide.worklist.WorklistTab;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** What a collector waits for at a million open items, beside the least SQL for the same rows in psql without row-level security. */
@EnabledIfSystemProperty(named = "cashtide.bench", matches = "true")
final class OpenItemsBench {

    private static final int TIMES = 20;
    private static final int PAGE = 50;
    private static final String PAGE_AIM = "p95 <= 150 ms";
    private static final LocalDate TODAY = LocalDate.parse(MillionItems.DAY);

    @TempDir
    private Path folder;

    private Given given;
    private Actor actor;
    /** What row-level security adds to the product's statements. */
    private String own;

    private Psql bare;
    private BenchTable table;

    @Test
    void queriesAtAMillionOpenItems() throws Exception {
        try (PgServer server = PgServer.start(PgSettings.durable(folder.resolve("pg"), 0));
                TestDatabase database = TestDatabase.on(server, "bench")) {
            given = Given.in(database);
            actor = given.tenant("million", MillionItems.DAY);
            own = "tenant_id = '" + actor.tenantId() + "'";
            MillionItems.fill(database, actor);
            table = new BenchTable("1,000,000 open items of 50,000 customers", "the bare SQL in psql");
            refreshWorklist();
            try (Connection superuser = database.superuser();
                    Statement statement = superuser.createStatement()) {
                statement.execute("vacuum analyze worklist_entry");
                bare = Psql.on(database);
                worklist();
                aging();
                openItems();
                customer();
                unappliedCash();
            }
            table.print();
        }
    }

    private void refreshWorklist() {
        for (String what : List.of("worklist computed anew", "worklist computed again")) {
            long start = System.nanoTime();
            RefreshWorklist.Changed changed = given.tenants().inLongTx(actor, tx -> new RefreshWorklist().all(tx));
            double seconds = (System.nanoTime() - start) / 1e9;
            table.row(what, String.format(Locale.ROOT, "%.1f s", seconds), changed.inserted() + " accounts", "", "");
        }
    }

    private void worklist() {
        WorklistQuery query = new WorklistQuery();
        WorklistFilter all = WorklistFilter.all();
        WorklistFilter todo = all.inTab(WorklistTab.TODO);
        String columns =
                "select w.*, c.number, c.name from worklist_entry w join customer c using (tenant_id) where c.id ="
                        + " w.customer_id and w." + own;
        String order = " order by rank_value desc, customer_id, currency";
        for (int offset : new int[] {0, 10_000, 40_000}) {
            compare(
                    "worklist page at " + offset,
                    tx -> query.page(tx, todo, offset, PAGE),
                    columns + " and tab = 'todo'" + order + " limit " + PAGE + " offset " + offset,
                    PAGE_AIM);
        }
        compare(
                "worklist, tab counts",
                tx -> query.tabCounts(tx, all),
                "select tab, count(*) from worklist_entry where " + own + " group by tab",
                "");
        compare(
                "worklist, totals",
                tx -> query.totals(tx, todo),
                "select currency, count(*), sum(overdue_minor), sum(open_minor) from worklist_entry where tab = 'todo'"
                        + " and " + own + " group by 1",
                "");
        compare(
                "worklist, search by name",
                tx -> query.page(tx, all.searching("customer 4711"), 0, PAGE),
                columns + " and lower(name) like '%customer 4711%'" + order + " limit " + PAGE,
                PAGE_AIM);
    }

    private void aging() {
        Aging aging = new Aging(given.tenants());
        AsOf today = AsOf.asItWas(TODAY);
        compare(
                "aging, totals",
                tx -> aging.totals(actor, today, AgeBy.DUE_DATE),
                "select currency, width_bucket('" + TODAY + "' - due_date, array[1, 31, 61, 91]) b, sum(open_minor)"
                        + " from open_item where open_minor <> 0 and " + own + " group by 1, 2",
                "");
        compare(
                "aging by customer, first page",
                tx -> aging.byCustomer(actor, today, AgeBy.DUE_DATE, Currency.getInstance("EUR"), "", 0, PAGE),
                "select customer_id, sum(open_minor) filter (where due_date < '" + TODAY
                        + "') from open_item where open_minor <> 0 and currency = 'EUR' and " + own
                        + " group by 1 order by 2 desc"
                        + " nulls last limit "
                        + PAGE,
                "");
    }

    private void openItems() {
        OpenItemsQuery query = new OpenItemsQuery();
        for (int offset : new int[] {0, 100_000, 900_000}) {
            compare(
                    "open items page at " + offset,
                    tx -> query.page(tx, OpenItemsQuery.Filter.of(Standing.today(tx)), offset, PAGE),
                    "select i.*, c.name from open_item i join customer c on c.id = i.customer_id where open_minor <> 0"
                            + " and i." + own + " order by due_date, i.id limit " + PAGE + " offset " + offset,
                    "");
        }
        compare(
                "open items, totals",
                tx -> query.totals(tx, OpenItemsQuery.Filter.of(Standing.today(tx))),
                "select currency, count(*), sum(open_minor), sum(disputed_minor) from open_item where open_minor <> 0"
                        + " and " + own + " group by 1",
                "");
    }

    private void customer() {
        AccountId account = new AccountId(UUID.fromString("00000000-0000-7000-8000-000000001267"), "EUR");
        String its = " where customer_id = '" + account.customerId() + "' and " + own;
        AccountQuery query = new AccountQuery();
        compare(
                "customer, figures",
                tx -> query.account(tx, account).orElseThrow(),
                "select sum(open_minor), min(due_date) from open_item" + its + " and open_minor <> 0",
                "");
        compare(
                "customer, open items",
                tx -> query.items(tx, account),
                "select * from open_item" + its + " and open_minor <> 0 order by due_date",
                "");
        compare(
                "customer, payments",
                tx -> new AccountHistory().payments(tx, account.customerId(), 20),
                "select * from payment" + its + " order by received_on desc limit 20",
                "");
        compare(
                "customer, punctuality",
                tx -> new AccountHistory().punctuality(tx, account.customerId()),
                "select * from open_item" + its + " and settled_on is not null order by settled_on desc limit 56",
                "");
        compare(
                "customer, timeline",
                tx -> new AccountHistory().timeline(tx, account.customerId(), 50),
                "select * from invoice" + its + " order by invoice_date desc limit 50",
                "");
        compare(
                "customers by name, page at 40,000",
                tx -> new CustomerList().page(tx, CustomerList.Filter.NONE, 40_000, PAGE),
                "select * from customer where " + own + " order by lower(name), number limit " + PAGE + " offset 40000",
                "");
    }

    private void unappliedCash() {
        UnappliedPayments query = new UnappliedPayments();
        for (int offset : new int[] {0, 5_000}) {
            compare(
                    "unapplied cash, page at " + offset,
                    tx -> query.page(tx, UnappliedPayments.Filter.NONE, offset, PAGE),
                    "select p.*, c.name from payment p left join customer c on c.id = p.customer_id where unapplied_minor > 0"
                            + " and p." + own + " order by received_on, p.number limit " + PAGE + " offset " + offset,
                    "");
        }
        compare(
                "unapplied cash, totals",
                tx -> query.totals(tx, UnappliedPayments.Filter.NONE),
                "select currency, sum(unapplied_minor), count(*) from payment where unapplied_minor > 0 and " + own
                        + " group by 1",
                "");
    }

    private void compare(String what, Function<TenantTx, Object> product, String sql, String aim) {
        assertThat(given.tenants().<Object>inTx(actor, product)).as(what).isNotNull();
        Timings own = Timings.of(TIMES, () -> given.tenants().<Object>inTx(actor, product));
        table.times(what, own, bare.times(TIMES, sql), aim);
    }
}
