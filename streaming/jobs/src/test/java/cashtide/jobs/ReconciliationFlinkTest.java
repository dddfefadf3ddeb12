package cashtide.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import cashtide.jobs.fixture.Await;
import cashtide.jobs.fixture.CoreDatabase;
import cashtide.jobs.fixture.LakeAuditor;
import cashtide.jobs.fixture.WorkerConfig;
import cashtide.lake.Lake;
import cashtide.lake.TenantName;
import java.nio.file.Path;
import java.time.Clock;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The lake's totals equal the core's, also after maintenance; and a wrong total is seen. */
class ReconciliationFlinkTest {

    private static final String TAKE = """
        insert into control_total (tenant_id, id, taken_on, measure, currency, amount_minor, row_count)
        select tenant_id, uuidv7(), current_date, measure, currency, amount + %2$d, n from (
          select tenant_id, 'invoices' as measure, currency, sum(amount_minor) as amount, count(*) as n from invoice group by 1, 2, 3
          union all select tenant_id, 'open_items_open', currency, sum(open_minor), count(*) from open_item group by 1, 2, 3
          union all select tenant_id, 'payments', currency, sum(amount_minor), count(*) from payment group by 1, 2, 3
          union all select tenant_id, 'payments_unapplied', currency, sum(unapplied_minor), count(*) from payment group by 1, 2, 3
          union all select tenant_id, 'payment_applications', currency, sum(amount_minor + discount_minor), count(*) from payment_application group by 1, 2, 3
          union all select tenant_id, 'ledger_debits', currency, sum(amount_minor), count(*) from journal_line where amount_minor > 0 group by 1, 2, 3
        ) t where tenant_id = '%1$s'\
        """;

    @TempDir
    Path folder;

    @Test
    @SuppressWarnings("try") // The worker works by itself.
    void everyTotalAgreesAndAWrongOneIsShown() throws Exception {
        try (CoreDatabase core = CoreDatabase.create()) {
            UUID acme = core.tenant("acme");
            core.sandbox(acme, "2026-09-30");
            core.invoices(acme, 1, 100);
            core.paidInvoices(acme, 1, 200, "2026-09-30");
            core.execute(TAKE.formatted(acme, 0));
            // Later changes are not part of these totals.
            core.execute("update open_item set open_minor = 0, settled_on = current_date where number = 'R7'");
            core.invoices(acme, 101, 120);
            WorkerSettings settings = WorkerConfig.write(core, folder);
            try (Worker worker = Worker.start(settings, Clock.systemUTC())) {
                LakeAuditor auditor = new LakeAuditor(core, Lake.open(settings.lake()));
                TenantName tenant = new TenantName(acme, "acme");
                Await.until(
                        "published", () -> auditor.publishedAgainstCore(tenant).isEmpty());
                request(core, acme, "reconcile");
                assertThat(core.number("select jsonb_array_length(reconciliation) from lake_freshness"))
                        .isEqualTo(6);
                assertThat(core.number("select count(*) from lake_freshness, jsonb_array_elements(reconciliation) d"
                                + " where (d ->> 'difference')::numeric <> 0"))
                        .isZero();
                for (int i = 0; i < 8; i++) {
                    core.customers(acme, 10 + i, 10 + i);
                    long rows = core.number("select count(*) from change_log");
                    Await.until("in raw", () -> rows(settings) >= rows);
                }
                request(core, acme, "maintain");
                assertThat(core.number("select count(*) from data_plane_run where kind = 'maintain'"
                                + " and message not like '0 files joined%'"))
                        .isEqualTo(1);
                core.customers(acme, 100, 101);
                core.execute(TAKE.formatted(acme, 5));
                // Nobody waits for them: what was committed before the request is compared.
                request(core, acme, "reconcile");
                assertThat(core.number("select count(*) from lake_freshness, jsonb_array_elements(reconciliation) d"
                                + " where (d ->> 'difference')::numeric = -0.05"))
                        .isEqualTo(6);
                assertThat(core.number("select count(*) from data_plane_run where kind = 'reconcile'"
                                + " and message like '6 of 6 totals differ'"))
                        .isEqualTo(1);
                Await.until(
                        "published", () -> auditor.publishedAgainstCore(tenant).isEmpty());
                assertThat(auditor.rawAgainstLog()).isEmpty();
            }
        }
    }

    private static long rows(WorkerSettings settings) {
        return Long.parseLong(
                Lake.open(settings.lake()).raw().currentSnapshot().summary().getOrDefault("total-records", "0"));
    }

    private static void request(CoreDatabase core, UUID tenant, String kind) throws Exception {
        String id = UUID.randomUUID().toString();
        core.execute("insert into data_plane_run (tenant_id, id, kind, requested_by) values ('" + tenant + "', '" + id
                + "', '" + kind + "', 'test')");
        Await.until(
                kind + " done",
                () -> core.number("select count(*) from data_plane_run where status = 'done' and id = '" + id + "'")
                        == 1);
    }
}
