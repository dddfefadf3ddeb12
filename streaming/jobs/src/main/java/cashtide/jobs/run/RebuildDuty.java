package cashtide.jobs.run;

import cashtide.jobs.ingest.IngestSupervisor;
import cashtide.lake.FeedPosition;
import cashtide.lake.Lake;
import cashtide.lake.LakeSettings;
import cashtide.lake.PublishTenant;
import cashtide.lake.RawFeed;
import cashtide.lake.TenantName;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes published tables anew from the raw feed. When ingest was halted because the database's history changed, the raw
 * feed itself is set aside first and read again from the change log, and every tenant is made anew.
 */
public final class RebuildDuty {

    private static final Logger LOG = LoggerFactory.getLogger(RebuildDuty.class);
    private static final Duration CATCH_UP_MAX = Duration.ofHours(2);

    private final LakeSettings settings;
    private final DataSource database;
    private final IngestSupervisor ingest;
    private final PublishDuty publish;
    private final DataPlaneRuns runs;
    private final InstantSource clock;

    public RebuildDuty(
            LakeSettings settings,
            DataSource database,
            IngestSupervisor ingest,
            PublishDuty publish,
            DataPlaneRuns runs,
            InstantSource clock) {
        this.settings = settings;
        this.database = database;
        this.ingest = ingest;
        this.publish = publish;
        this.runs = runs;
        this.clock = clock;
    }

    /**
     * Rebuilds for one request.
     *
     * @return what was done, for the person who asked
     */
    public String rebuild(RunRequest run) throws Exception {
        return publish.alone(() -> {
            Lake lake = Lake.open(settings);
            boolean restored = ingest.halted() != null;
            if (restored) {
                runs.progress(run, 0.05, "Setting the old raw feed aside");
                readAgain(lake, run);
            }
            RawFeed feed = lake.feed();
            feed.followRollback();
            FeedPosition to = restored ? feed.newest() : feed.published();
            if (to == null) {
                return "There was nothing to rebuild yet";
            }
            List<TenantName> tenants = new ArrayList<>(lake.tenants().values());
            if (!restored) {
                tenants.removeIf(tenant -> !tenant.id().equals(run.tenantId()));
            }
            long changes = 0;
            for (int i = 0; i < tenants.size(); i++) {
                runs.progress(
                        run,
                        0.5 + 0.5 * i / tenants.size(),
                        "Publishing " + tenants.get(i).alias());
                changes += new PublishTenant(feed, lake.tenant(tenants.get(i)), to)
                        .rebuild(feed.files(null, to.snapshotId()), clock.instant());
            }
            if (restored) {
                feed.markPublished(to);
            }
            return "Rebuilt " + tenants.size() + " tenants from " + changes + " changes";
        });
    }

    private void readAgain(Lake lake, RunRequest run) throws Exception {
        ingest.stop();
        String aside = lake.setRawAside(String.valueOf(clock.instant().getEpochSecond()));
        LOG.warn("the raw feed of the former history is kept as {}", aside);
        // The log forgets what is older than its retention; of that the present state is all there is.
        runs.progress(run, 0.1, "Logging what the change log no longer has");
        long logged = number("select missing_state_to_log()");
        LOG.info("{} rows were logged anew", logged);
        long target = number("select coalesce(max(xid)::text::bigint, 0) from change_log");
        ingest.resume();
        ingest.check();
        Instant end = clock.instant().plus(CATCH_UP_MAX);
        for (; ; ) {
            FeedPosition newest = lake.feed().newest();
            if ((newest == null ? 0 : newest.xidMax()) >= target) {
                return;
            }
            if (ingest.halted() != null || clock.instant().isAfter(end)) {
                throw new IllegalStateException("the change log could not be read again: " + ingest.halted());
            }
            runs.progress(run, 0.3, "Reading the change log again");
            TimeUnit.SECONDS.sleep(1);
        }
    }

    private long number(String sql) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        }
    }
}
