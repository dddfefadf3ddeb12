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
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An older dump of the core is restored beside a lake that has seen more: docs/operations.md, rehearsed. */
class RestoreFlinkTest {

    @TempDir
    Path folder;

    @Test
    @SuppressWarnings("try") // The workers work by themselves.
    void anOlderDumpIsNoticedAndTheRebuildMakesTheLakeTrueAgain() throws Exception {
        try (CoreDatabase core = CoreDatabase.create()) {
            TenantName acme = new TenantName(core.tenant("acme"), "acme");
            TenantName borealis = new TenantName(core.tenant("borealis"), "borealis");
            core.invoices(acme.id(), 1, 60);
            core.invoices(borealis.id(), 1, 10);
            WorkerSettings settings = WorkerConfig.write(core, folder);
            LakeAuditor auditor = new LakeAuditor(core, Lake.open(settings.lake()));
            try (Worker worker = Worker.start(settings, Clock.systemUTC())) {
                awaitPublished(auditor, List.of(acme, borealis));
            }
            // What is published and older than the log's retention is pruned, as the maintenance does.
            core.execute("delete from change_log");
            core.customers(acme.id(), 2, 3);
            core.dump();
            core.invoices(acme.id(), 61, 90);
            try (Worker worker = Worker.start(settings, Clock.systemUTC())) {
                awaitPublished(auditor, List.of(acme, borealis));
            }
            core.restore();
            core.customers(acme.id(), 4, 5);
            try (Worker worker = Worker.start(settings, Clock.systemUTC())) {
                Await.until(
                        "noticed and shown to both tenants",
                        () -> core.number("select count(distinct tenant_id) from data_plane_run where kind = 'rebuild'"
                                        + " and status = 'failed' and message like 'LAKE_HISTORY_CHANGED%rebuild%'")
                                == 2);
                assertThat(auditor.publishedAgainstCore(acme))
                        .as("nothing is read on")
                        .anyMatch(difference -> difference.contains("only in the lake"));
                core.execute("insert into data_plane_run (tenant_id, kind, requested_by) values ('" + acme.id()
                        + "', 'rebuild', 'test')");
                Await.until(
                        "rebuilt",
                        () -> core.number(
                                        "select count(*) from data_plane_run where kind = 'rebuild' and status = 'done'")
                                == 1);
                assertThat(auditor.publishedAgainstCore(acme)).isEmpty();
                assertThat(auditor.publishedAgainstCore(borealis)).isEmpty();
                core.invoices(acme.id(), 61, 70);
                awaitPublished(auditor, List.of(acme, borealis));
            }
        }
    }

    private static void awaitPublished(LakeAuditor auditor, List<TenantName> tenants) throws Exception {
        for (TenantName tenant : tenants) {
            Await.until("published: " + tenant.alias(), () -> auditor.publishedAgainstCore(tenant)
                    .isEmpty());
        }
    }
}
