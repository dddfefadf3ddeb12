package cashtide.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import cashtide.jobs.fixture.Await;
import cashtide.jobs.fixture.CoreDatabase;
import cashtide.jobs.fixture.LakeAuditor;
import cashtide.jobs.fixture.Writers;
import cashtide.jobs.ingest.Ingest;
import cashtide.lake.Lake;
import cashtide.lake.LakeSettings;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.util.List;
import java.util.UUID;
import org.apache.flink.core.execution.JobClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Ids are given at insert and appear at commit; the reader may not lose what commits late. */
class ChangeLogHorizonFlinkTest {

    private static final int EVENTS_MIN = Integer.getInteger("cashtide.events", 10_000);

    @TempDir
    Path folder;

    @Test
    @SuppressWarnings("try") // The writers work by themselves.
    void nothingIsSkippedWhileThirtyTwoWritersStallAndOneTransactionStaysOpen() throws Exception {
        try (CoreDatabase core = CoreDatabase.create();
                FlinkCluster cluster = FlinkCluster.start(folder.resolve("checkpoints"));
                Connection slow = core.connect();
                Statement statement = slow.createStatement()) {
            List<UUID> tenants = List.of(core.tenant("acme"), core.tenant("borealis"));
            LakeSettings settings = core.lake(folder);
            Lake lake = Lake.open(settings);
            JobClient job = new Ingest(core.login("cashtide_relay"), settings).start(cluster, lake.feed());
            slow.setAutoCommit(false);
            String late = "insert into customer (tenant_id, id, number, name, currency, known_at) values ('"
                    + tenants.getFirst() + "', uuidv7(), '%s', 'Late', 'EUR', now())";
            long before;
            try (Writers writers = new Writers(core, tenants, 32, 42, 200)) {
                Await.until("some events", () -> core.number("select count(*) from change_log") > EVENTS_MIN / 10);
                statement.execute(late.formatted("LATE-1"));
                before = core.number("select max(id) from change_log");
                Await.until("most events", () -> core.number("select count(*) from change_log") > EVENTS_MIN);
                statement.execute(late.formatted("LATE-2"));
                slow.commit();
            }
            LakeAuditor auditor = new LakeAuditor(core, lake);
            Await.until(
                    "raw has what the log has", () -> auditor.rawAgainstLog().isEmpty());
            job.cancel().get();
            assertThat(core.number("select count(*) from change_log where payload ->> 'number' like 'LATE-%'"))
                    .isEqualTo(2);
            assertThat(core.number("select count(*) from change_log where id > " + before))
                    .as("changes that committed while the slow transaction was open")
                    .isGreaterThan(EVENTS_MIN / 2);
            assertThat(core.number(
                            "select count(*) from (select count(*) c, min(entity_version) a, max(entity_version) b"
                                    + " from change_log group by entity, entity_id having count(*) <> max(entity_version)"
                                    + " or min(entity_version) <> 1) gaps"))
                    .as("rows whose versions have gaps")
                    .isZero();
        }
    }
}
