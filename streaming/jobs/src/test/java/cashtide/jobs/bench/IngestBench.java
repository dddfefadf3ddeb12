package cashtide.jobs.bench;

import static org.assertj.core.api.Assertions.assertThat;

import cashtide.jobs.FlinkCluster;
import cashtide.jobs.fixture.Await;
import cashtide.jobs.fixture.CoreDatabase;
import cashtide.jobs.ingest.Ingest;
import cashtide.lake.Lake;
import cashtide.lake.LakeSettings;
import cashtide.local.BenchTable;
import cashtide.local.PgServer;
import cashtide.local.PgSettings;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.UUID;
import org.apache.flink.core.execution.JobClient;
import org.apache.iceberg.Snapshot;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** Events a second from the change log to a committed snapshot of raw, beside reading the same rows by plain JDBC. */
@EnabledIfSystemProperty(named = "cashtide.bench", matches = "true")
final class IngestBench {

    private static final int INVOICES = Integer.getInteger("cashtide.bench.invoices", 250_000);

    @TempDir
    private Path folder;

    @Test
    void changeLogToRaw() throws Exception {
        try (PgServer server = PgServer.start(PgSettings.durable(folder.resolve("pg"), 0));
                CoreDatabase core = CoreDatabase.create(server, "bench");
                FlinkCluster cluster = FlinkCluster.start(folder.resolve("checkpoints"))) {
            UUID tenant = core.tenant("acme");
            core.customers(tenant, 2, 1_000);
            LakeSettings settings = core.lake(folder);
            Lake lake = Lake.open(settings);
            core.invoices(tenant, 1_000_001, 1_000_100);
            JobClient job = new Ingest(core.login("cashtide_relay"), settings).start(cluster, lake.feed());
            Await.until("first commit", () -> records(lake) >= core.number("select count(*) from change_log"));
            long before = records(lake);
            long events;
            double jdbc;
            long start;
            // The job runs, but an open transaction holds its horizon back until all the events are there.
            try (Connection horizon = core.connect();
                    Statement statement = horizon.createStatement()) {
                horizon.setAutoCommit(false);
                statement.execute("select pg_current_xact_id()");
                Receivables.write(core, tenant, 1, INVOICES);
                events = core.number("select count(*) from change_log") - before;
                core.execute("checkpoint");
                jdbc = Math.max(read(core), read(core));
                start = System.nanoTime();
                horizon.rollback();
            }
            Await.until("all events in raw", () -> records(lake) - before >= events);
            long end = System.nanoTime();
            job.cancel().get();
            assertThat(records(lake) - before).isEqualTo(events);
            BenchTable table = new BenchTable(events + " events of the change log", "reading them by plain JDBC");
            table.rate("to committed raw, running", events * 1e9 / (end - start), jdbc, ">= 60,000/s");
            table.print();
        }
    }

    private static long records(Lake lake) {
        Snapshot current = lake.raw().currentSnapshot();
        return current == null ? 0 : Long.parseLong(current.summary().get("total-records"));
    }

    private static double read(CoreDatabase core) throws SQLException {
        long start = System.nanoTime();
        long rows = 0;
        try (Connection connection = core.login("cashtide_relay").connect("bench");
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.setFetchSize(5_000);
            try (ResultSet row = statement.executeQuery(
                    "select tenant_id::text, entity, entity_id::text, entity_version, id,"
                            + " xid::text::bigint, op, known_at, recorded_at, payload::text from change_log order by xid, id")) {
                while (row.next()) {
                    assertThat(row.getString(10)).isNotEmpty();
                    rows++;
                }
            }
        }
        return rows * 1e9 / (System.nanoTime() - start);
    }
}
