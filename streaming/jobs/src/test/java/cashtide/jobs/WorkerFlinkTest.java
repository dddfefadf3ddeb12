package cashtide.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cashtide.contract.PublishedTables;
import cashtide.jobs.fixture.Await;
import cashtide.jobs.fixture.CoreDatabase;
import cashtide.jobs.fixture.LakeAuditor;
import cashtide.jobs.fixture.WorkerConfig;
import cashtide.jobs.ingest.DatabaseLogin;
import cashtide.jobs.registry.ModelCard;
import cashtide.jobs.registry.ModelStore;
import cashtide.lake.Lake;
import cashtide.lake.Moment;
import cashtide.lake.TenantName;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
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
            // A worker that was killed while it published left this behind.
            core.execute("insert into scheduled_tasks (task_name, task_instance, execution_time, picked, picked_by,"
                    + " last_heartbeat, version) values ('publish', 'recurring', now(), true, 'killed', now(), 1)");
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
                    plain.file(),
                    owner,
                    plain.scores(),
                    plain.worker(),
                    plain.lake(),
                    plain.checkpoints(),
                    plain.ready());
            assertThatThrownBy(() -> Worker.start(owning, Clock.systemUTC()))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("cashtide_owner must own no table");
        }
    }

    @Test
    @SuppressWarnings("try") // The worker works by itself.
    void scoresAndForecastsGoIntoTheLakeAndThroughTheInboxes() throws Exception {
        try (CoreDatabase core = CoreDatabase.create()) {
            UUID acme = core.tenant("acme");
            core.sandbox(acme, "2026-09-30");
            core.customers(acme, 2, 20);
            core.paidInvoices(acme, 1, 1500, "2026-09-30");
            long open = core.number("select count(*) from open_item where open_minor > 0");
            WorkerSettings settings = settings(core);
            try (Worker worker = Worker.start(settings, Clock.systemUTC())) {
                Await.until(
                        "both runs complete",
                        () -> core.number(
                                        "select count(distinct kind) from score_run where kind <> 'watch' and as_of = '2026-09-30'")
                                == 2);
                assertThat(core.number("select count(*) from score_inbox i join score_run r on r.id = i.run_id"
                                + " where r.kind = 'risk' and cardinality(week_probability) = 13"))
                        .isEqualTo(open);
                assertThat(core.number("select min(rows) from score_run where kind = 'risk'"))
                        .isEqualTo(open);
                assertThat(core.number("select count(*) from forecast_inbox where week_start = '2026-10-01'"))
                        .isPositive();
                assertThat(core.number("select count(*) from score_run where cut ->> 'raw_snapshot' is null"
                                + " or model not like 'own-2026-09-30-%' and not baseline_shown"
                                + " and not jsonb_exists(metrics, 'rehearsed')"))
                        .isZero();
                Await.until(
                        "the forecast says how good such forecasts were",
                        () -> core.number("select count(*) from score_run where kind = 'forecast'"
                                        + " and as_of = '2026-09-30' and (metrics -> 'EUR' ->> 'wape')::numeric > 0"
                                        + " and metrics -> 'EUR' ->> 'baseline_wape' is not null")
                                == 1);
                assertThat(core.number("select count(distinct as_of) from score_run r"
                                + " where jsonb_exists(metrics, 'rehearsed') and model like 'own-2026-06-10-%'"
                                + " and rows = (select count(*) from forecast_inbox f where f.run_id = r.id)"))
                        .as("a forecast for each of the sixteen weeks before, by a model of the time before them")
                        .isEqualTo(16);
                Await.until(
                        "reported",
                        () -> core.number("select count(*) from lake_freshness where scored_at is not null") == 1);
                Moment moment = Lake.open(settings.lake())
                        .tenant(new TenantName(acme, "acme"))
                        .newest();
                List<Object> scored = new ArrayList<>();
                moment.rows(PublishedTables.RISK_SCORES, List.of("invoice_id"), row -> scored.add(row.get(0)));
                assertThat(scored).hasSize((int) open);
                core.sandbox(acme, "2026-10-05");
                Await.until(
                        "scored again on the new day",
                        () -> core.number(
                                        "select count(distinct kind) from score_run where kind <> 'watch' and as_of = '2026-10-05'")
                                == 2);
                assertThat(new ModelStore(settings.lake().warehouse()).cards())
                        .extracting(ModelCard::cutDay)
                        .as("a model of last week is young enough")
                        .doesNotContain(LocalDate.parse("2026-10-05"));
            }
        }
    }

    private WorkerSettings settings(CoreDatabase core) throws Exception {
        return WorkerConfig.write(core, folder);
    }
}
