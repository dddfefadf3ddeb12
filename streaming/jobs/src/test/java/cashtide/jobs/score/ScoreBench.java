package cashtide.jobs.score;

import static org.assertj.core.api.Assertions.assertThat;

import cashtide.jobs.FlinkCluster;
import cashtide.jobs.WorkerSettings;
import cashtide.jobs.fixture.Await;
import cashtide.jobs.fixture.CoreDatabase;
import cashtide.jobs.fixture.WorkerConfig;
import cashtide.jobs.ingest.Ingest;
import cashtide.jobs.publish.Publisher;
import cashtide.jobs.registry.ModelCard;
import cashtide.jobs.registry.ModelStore;
import cashtide.lake.Lake;
import cashtide.lake.TenantName;
import cashtide.local.BenchTable;
import cashtide.local.PgServer;
import cashtide.local.PgSettings;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.UUID;
import org.apache.flink.core.execution.JobClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** Scored invoices a second, from the published tables to the inboxes, beside reading the facts alone; and the training. */
@EnabledIfSystemProperty(named = "cashtide.bench", matches = "true")
final class ScoreBench {

    private static final int INVOICES = Integer.getInteger("cashtide.bench.scored", 40_000);
    private static final String DAY = "2026-09-30";

    @TempDir
    private Path folder;

    @Test
    void publishedToScores() throws Exception {
        try (PgServer server = PgServer.start(PgSettings.durable(folder.resolve("pg"), 0));
                CoreDatabase core = CoreDatabase.create(server, "bench")) {
            UUID tenant = core.tenant("acme");
            core.sandbox(tenant, DAY);
            core.customers(tenant, 2, 400);
            core.paidInvoices(tenant, 1, INVOICES, DAY);
            WorkerSettings settings = WorkerConfig.write(core, folder);
            Lake lake = Lake.open(settings.lake());
            fill(core, settings, lake);
            TenantName acme = new TenantName(tenant, "acme");
            long start = System.nanoTime();
            assertThat(LakeFacts.read(
                            Objects.requireNonNull(lake.tenant(acme).newest()),
                            Clock.systemUTC().instant()))
                    .isNotNull();
            double readSeconds = (System.nanoTime() - start) / 1e9;
            start = System.nanoTime();
            ModelCard card = Train.train(
                            lake,
                            new ModelStore(settings.lake().warehouse()),
                            LocalDate.parse(DAY),
                            tenant,
                            Clock.systemUTC(),
                            (step, share) -> {})
                    .getFirst();
            double trainSeconds = (System.nanoTime() - start) / 1e9;
            ScoreTask task = new ScoreTask(settings.lake(), settings.scores(), List.of(acme), true);
            task.map(0);
            start = System.nanoTime();
            long scored = task.map(0);
            double seconds = (System.nanoTime() - start) / 1e9;
            assertThat(scored).isEqualTo(core.number("select count(*) from open_item where open_minor > 0"));
            new BenchTable(
                            String.format(
                                    Locale.ROOT,
                                    "scores and forecast, %,d invoices of which %,d open",
                                    INVOICES,
                                    scored),
                            "reading the facts alone")
                    .rate("invoices read, open ones scored", INVOICES / seconds, INVOICES / readSeconds, "")
                    .rate("open invoices scored", scored / seconds, "")
                    .row(
                            "training, " + card.rows() + " rows",
                            String.format(Locale.ROOT, "%.1f s", trainSeconds),
                            "",
                            "",
                            "")
                    .print();
        }
    }

    private static void fill(CoreDatabase core, WorkerSettings settings, Lake lake) throws Exception {
        try (FlinkCluster cluster = FlinkCluster.start(settings.checkpoints())) {
            JobClient job = new Ingest(settings.relay(), settings.lake()).start(cluster, lake.feed());
            long xid = core.number("select max(xid)::text::bigint from change_log");
            Await.until("all in raw", () -> {
                var newest = lake.feed().newest();
                return newest != null && newest.xidMax() >= xid;
            });
            job.cancel().get();
            Publisher publisher = new Publisher(settings.lake(), cluster);
            while (publisher.step() instanceof Publisher.Outcome.Published) {
                // One step per call.
            }
        }
    }
}
