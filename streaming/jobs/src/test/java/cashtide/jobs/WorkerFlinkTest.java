package cashtide.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cashtide.jobs.fixture.Await;
import cashtide.jobs.fixture.CoreDatabase;
import cashtide.jobs.fixture.LakeAuditor;
import cashtide.jobs.ingest.DatabaseLogin;
import cashtide.lake.Lake;
import cashtide.lake.TenantName;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorkerFlinkTest {

    @TempDir
    Path folder;

    @Test
    @SuppressWarnings("try") // The worker works by itself.
    void theWorkerPublishesServesRequestsAndReportsFreshness() throws Exception {
        try (CoreDatabase core = CoreDatabase.create()) {
            UUID acme = core.tenant("acme");
            core.invoices(acme, 1, 200);
            WorkerSettings settings = settings(core);
            try (Worker worker = Worker.start(settings, Clock.systemUTC())) {
                assertThat(settings.ready())
                        .content()
                        .isEqualTo(String.valueOf(ProcessHandle.current().pid()));
                LakeAuditor auditor = new LakeAuditor(core, Lake.open(settings.lake()));
                TenantName tenant = new TenantName(acme, "acme");
                Await.until(
                        "published", () -> auditor.publishedAgainstCore(tenant).isEmpty());
                core.execute("delete from customer where number = 'C1' and not exists (select from invoice)");
                core.customers(acme, 2, 4);
                core.execute("insert into data_plane_run (tenant_id, kind, requested_by) values ('" + acme
                        + "', 'rebuild', 'test')");
                Await.until(
                        "rebuilt",
                        () -> core.number("select count(*) from data_plane_run where status = 'done' and progress = 1")
                                == 1);
                Await.until("published again", () -> auditor.publishedAgainstCore(tenant)
                        .isEmpty());
                Await.until(
                        "reported",
                        () -> core.number("select count(*) from lake_freshness where published_at is not null"
                                        + " and published_until > (select max(recorded_at) from change_log)")
                                == 1);
            }
            assertThat(settings.ready()).doesNotExist();
        }
    }

    @Test
    void theWorkerRefusesALoginThatOwnsTables() throws Exception {
        try (CoreDatabase core = CoreDatabase.create()) {
            WorkerSettings plain = settings(core);
            DatabaseLogin owner = core.login("cashtide_owner");
            WorkerSettings owning = new WorkerSettings(
                    owner, plain.scores(), plain.worker(), plain.lake(), plain.checkpoints(), plain.ready());
            assertThatThrownBy(() -> Worker.start(owning, Clock.systemUTC()))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("cashtide_owner must own no table");
        }
    }

    private WorkerSettings settings(CoreDatabase core) throws Exception {
        Path config = folder.resolve("worker.properties");
        Path ready = folder.resolve("worker.pid");
        Files.writeString(config, """
                cashtide.db.url=%s
                cashtide.db.relay.password=%s
                cashtide.db.scores.password=%s
                cashtide.db.worker.password=%s
                cashtide.lake.catalog.url=%s
                cashtide.lake.catalog.password=%s
                cashtide.lake.warehouse=%s
                cashtide.flink.checkpoints=%s
                cashtide.worker.ready=%s
                """.formatted(
                        core.database().jdbcUrl(),
                        core.database().password("cashtide_relay"),
                        core.database().password("cashtide_scores"),
                        core.database().password("cashtide_worker"),
                        core.lake(folder).catalogUrl(),
                        core.lake(folder).password(),
                        core.lake(folder).warehouse(),
                        folder.resolve("checkpoints"),
                        ready));
        return WorkerSettings.read(config);
    }
}
