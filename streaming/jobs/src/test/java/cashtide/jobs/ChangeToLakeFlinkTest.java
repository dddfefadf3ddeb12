package cashtide.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cashtide.jobs.fixture.Await;
import cashtide.jobs.fixture.CoreDatabase;
import cashtide.jobs.fixture.LakeAuditor;
import cashtide.jobs.ingest.HistoryChanged;
import cashtide.jobs.ingest.Ingest;
import cashtide.jobs.publish.Publisher;
import cashtide.lake.Lake;
import cashtide.lake.LakeSettings;
import cashtide.lake.TenantName;
import java.nio.file.Path;
import java.util.UUID;
import org.apache.flink.core.execution.JobClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChangeToLakeFlinkTest {

    @TempDir
    Path folder;

    private CoreDatabase core;
    private LakeSettings settings;
    private Lake lake;
    private FlinkCluster cluster;

    @BeforeEach
    void start() throws Exception {
        core = CoreDatabase.create();
        settings = core.lake(folder);
        lake = Lake.open(settings);
        cluster = FlinkCluster.start(folder.resolve("checkpoints"));
    }

    @AfterEach
    void stop() throws Exception {
        cluster.close();
        core.close();
    }

    @Test
    void whatIsCommittedInTheCoreArrivesInTheTenantsTables() throws Exception {
        UUID acme = core.tenant("acme");
        UUID borealis = core.tenant("borealis");
        core.invoices(acme, 1, 500);
        core.invoices(borealis, 1, 20);
        ingestAll();
        publishAll();
        core.execute("update open_item set open_minor = 0, settled_on = current_date where number < 'R3'");
        core.customers(acme, 2, 5);
        core.execute("delete from customer where number in ('C3', 'C4')");
        core.invoices(acme, 501, 510);
        ingestAll();
        publishAll();
        LakeAuditor auditor = new LakeAuditor(core, lake);
        assertThat(auditor.rawAgainstLog()).isEmpty();
        assertThat(auditor.publishedAgainstCore(new TenantName(acme, "acme"))).isEmpty();
        assertThat(auditor.publishedAgainstCore(new TenantName(borealis, "borealis")))
                .isEmpty();
    }

    @Test
    void aSecondStartGoesOnWhereTheRawTableEnds() throws Exception {
        UUID acme = core.tenant("acme");
        core.invoices(acme, 1, 50);
        ingestAll();
        core.invoices(acme, 51, 100);
        ingestAll();
        assertThat(new LakeAuditor(core, lake).rawAgainstLog()).isEmpty();
    }

    @Test
    void aDatabaseThatLostWhatTheLakeHasIsNotReadOn() throws Exception {
        UUID acme = core.tenant("acme");
        core.invoices(acme, 1, 5);
        ingestAll();
        core.execute("delete from change_log where xid = (select max(xid) from change_log)");
        assertThatThrownBy(this::ingestAll)
                .isInstanceOf(HistoryChanged.class)
                .hasMessageContaining("LAKE_HISTORY_CHANGED")
                .hasMessageContaining("Ask for a rebuild");
    }

    private void ingestAll() throws Exception {
        JobClient job = new Ingest(core.login("cashtide_relay"), settings).start(cluster, lake.feed());
        long rows = core.number("select count(*) from change_log");
        Await.until("all changes in raw", () -> {
            var current = lake.raw().currentSnapshot();
            return current != null && Long.parseLong(current.summary().get("total-records")) >= rows;
        });
        job.cancel().get();
    }

    private void publishAll() throws Exception {
        Publisher publisher = new Publisher(settings, cluster);
        while (!(publisher.step() instanceof Publisher.Outcome.UpToDate)) {
            // One step per call.
        }
    }
}
