package cashtide.jobs.maintain;

import cashtide.contract.PublishedTable;
import cashtide.contract.PublishedTable.Feed;
import cashtide.contract.PublishedTables;
import cashtide.jobs.registry.ModelStore;
import cashtide.jobs.run.PublishDuty;
import cashtide.lake.FeedPosition;
import cashtide.lake.Lake;
import cashtide.lake.LakeSettings;
import cashtide.lake.RawFeed;
import cashtide.lake.TenantLake;
import cashtide.lake.TenantName;
import cashtide.lake.Upkeep;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import javax.sql.DataSource;
import org.apache.iceberg.Table;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Joins small files, forgets models that nobody goes back to and snapshots that nobody stands on, removes orphans, and
 * prunes the change log below what is published and kept long enough.
 */
public final class MaintainDuty {

    private static final Logger LOG = LoggerFactory.getLogger(MaintainDuty.class);
    /** Snapshots that a reader may have begun with. */
    private static final Duration SNAPSHOT_AGE = Duration.ofDays(1);
    /** Rows of the change log stay this long, though the lake has them: for a rebuild after a restore. */
    private static final Duration LOG_AGE = Duration.ofDays(30);

    private final LakeSettings settings;
    private final DataSource database;
    private final PublishDuty publish;
    private final InstantSource clock;

    public MaintainDuty(LakeSettings settings, DataSource database, PublishDuty publish, InstantSource clock) {
        this.settings = settings;
        this.database = database;
        this.publish = publish;
        this.clock = clock;
    }

    /** Does all of it, while nothing is published. Answers with what was done. */
    public String maintain() throws Exception {
        return publish.alone(() -> {
            Lake lake = Lake.open(settings);
            RawFeed feed = lake.feed();
            Instant old = clock.instant().minus(SNAPSHOT_AGE);
            FeedPosition published = feed.published();
            Upkeep raw = new Upkeep(feed.table());
            int joined = raw.compact(List.of("tenant_id", "entity", "entity_id"));
            raw.expire(old, published == null ? null : published.snapshotId());
            int orphans = raw.removeOrphans(clock.instant());
            List<String> models = new ModelStore(settings.warehouse()).prune(clock.instant());
            for (TenantName tenant : lake.tenants().values()) {
                TenantLake tables = lake.tenant(tenant);
                models.forEach(tables::letGo);
                for (PublishedTable table : PublishedTables.ALL) {
                    Table found = tables.find(table);
                    if (found != null) {
                        Upkeep upkeep = new Upkeep(found);
                        joined += table.fed() == Feed.DATA_PLANE && !table.equals(PublishedTables.FRESHNESS)
                                ? upkeep.compact(List.of())
                                : 0;
                        upkeep.expire(old, null);
                        orphans += upkeep.removeOrphans(clock.instant());
                    }
                }
                tables.nameNewestSnapshots(clock.instant());
            }
            int pruned = published == null ? 0 : prune(published.xidMax());
            String done = joined + " files joined, " + orphans + " orphans removed, " + pruned + " log rows pruned, "
                    + models.size() + " models forgotten";
            LOG.info("{}", done);
            return done;
        });
    }

    private int prune(long publishedXidMax) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement delete = connection.prepareStatement(
                        "delete from change_log where xid <= ?::text::xid8 and recorded_at < ?")) {
            delete.setString(1, Long.toString(publishedXidMax));
            delete.setObject(2, OffsetDateTime.ofInstant(clock.instant().minus(LOG_AGE), ZoneOffset.UTC));
            return delete.executeUpdate();
        }
    }
}
