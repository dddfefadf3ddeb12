package cashtide.jobs.bench;

import static org.assertj.core.api.Assertions.assertThat;

import cashtide.jobs.FlinkCluster;
import cashtide.jobs.Worker;
import cashtide.jobs.WorkerSettings;
import cashtide.jobs.fixture.Await;
import cashtide.jobs.fixture.CoreDatabase;
import cashtide.jobs.fixture.LakeAuditor;
import cashtide.jobs.fixture.WorkerConfig;
import cashtide.jobs.ingest.Ingest;
import cashtide.jobs.publish.Publisher;
import cashtide.lake.FeedPosition;
import cashtide.lake.Lake;
import cashtide.lake.RawFeed;
import cashtide.lake.TenantName;
import cashtide.local.BenchTable;
import cashtide.local.PgServer;
import cashtide.local.PgSettings;
import cashtide.local.Timings;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.flink.core.execution.JobClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * Rows a second from raw to a tenant's tables, and how long a change takes from its commit to raw and to the published
 * tables, with the worker as it runs.
 */
@EnabledIfSystemProperty(named = "cashtide.bench", matches = "true")
final class PublishBench {

    /** As many as the demo's largest tenant has, and so many that the change log has a million rows. */
    private static final int[] SIZES = {
        Integer.getInteger("cashtide.bench.demo", 20_000), Integer.getInteger("cashtide.bench.invoices", 250_000)
    };

    private static final int CHANGES = 20;

    @TempDir
    private Path folder;

    @Test
    void rawToPublished() throws Exception {
        try (PgServer server = PgServer.start(PgSettings.durable(folder.resolve("pg"), 0));
                CoreDatabase core = CoreDatabase.create(server, "bench")) {
            UUID tenant = core.tenant("acme");
            core.customers(tenant, 2, 1_000);
            BenchTable table = new BenchTable("raw to published", "reading the tenant's rows of raw");
            WorkerSettings settings = WorkerConfig.write(core, folder);
            Lake lake = Lake.open(settings.lake());
            for (int i = 0; i < SIZES.length; i++) {
                Receivables.write(core, tenant, i == 0 ? 1 : SIZES[i - 1] + 1, SIZES[i]);
                publish(core, settings, lake, tenant, table);
                latency(core, settings, lake, table);
            }
            TenantName acme = new TenantName(tenant, "acme");
            assertThat(new LakeAuditor(core, lake).publishedAgainstCore(acme)).isEmpty();
            table.print();
        }
    }

    private static void publish(CoreDatabase core, WorkerSettings settings, Lake lake, UUID tenant, BenchTable table)
            throws Exception {
        try (FlinkCluster cluster = FlinkCluster.start(settings.checkpoints())) {
            JobClient job = new Ingest(settings.relay(), settings.lake()).start(cluster, lake.feed());
            long target = xidMax(core);
            Await.until("all in raw", () -> raw(lake) >= target);
            job.cancel().get();
            double read = rawRowsPerSecond(lake, tenant);
            Publisher publisher = new Publisher(settings.lake(), cluster);
            long rows = 0;
            long start = System.nanoTime();
            while (publisher.step() instanceof Publisher.Outcome.Published step) {
                rows += step.changes();
            }
            table.rate(
                    String.format(Locale.ROOT, "publish %,d changes", rows),
                    rows * 1e9 / (System.nanoTime() - start),
                    read,
                    "");
        }
    }

    @SuppressWarnings("try") // The worker works by itself.
    private static void latency(CoreDatabase core, WorkerSettings settings, Lake lake, BenchTable table)
            throws Exception {
        long[] toRaw = new long[CHANGES];
        long[] toPublished = new long[CHANGES];
        try (Worker worker = Worker.start(settings, Clock.systemUTC())) {
            for (int i = 0; i < CHANGES; i++) {
                core.execute("update open_item set disputed_minor = " + i + " where number = 'R" + (100 + i) + "'");
                long committed = System.nanoTime();
                long xid = xidMax(core);
                Await.until("in raw", () -> raw(lake) >= xid);
                toRaw[i] = System.nanoTime() - committed;
                Await.until("published", () -> published(lake) >= xid);
                toPublished[i] = System.nanoTime() - committed;
            }
        }
        table.row("  commit to raw", Timings.ofNanos(toRaw).toString(), "", "", "p95 <= 10 s");
        table.row("  commit to published", Timings.ofNanos(toPublished).toString(), "", "", "p95 <= 60 s");
    }

    private static double rawRowsPerSecond(Lake lake, UUID tenant) {
        RawFeed feed = lake.feed();
        AtomicLong rows = new AtomicLong();
        long start = System.nanoTime();
        feed.changes(feed.allFiles(), tenant.toString(), change -> rows.incrementAndGet());
        return rows.get() * 1e9 / (System.nanoTime() - start);
    }

    private static long xidMax(CoreDatabase core) {
        return core.number("select max(xid)::text::bigint from change_log");
    }

    private static long raw(Lake lake) {
        FeedPosition newest = lake.feed().newest();
        return newest == null ? 0 : newest.xidMax();
    }

    private static long published(Lake lake) {
        FeedPosition published = lake.feed().published();
        return published == null ? 0 : published.xidMax();
    }
}
