package cashtide.jobs.ingest;

import cashtide.jobs.FlinkCluster;
import cashtide.lake.FeedPosition;
import cashtide.lake.LakeSchemas;
import cashtide.lake.LakeSettings;
import cashtide.lake.RawFeed;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.runtime.typeutils.InternalTypeInfo;
import org.apache.iceberg.DistributionMode;
import org.apache.iceberg.flink.FlinkSchemaUtil;
import org.apache.iceberg.flink.sink.IcebergSink;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Starts the streaming job from the change log to {@code raw.change}. Where it begins is read from the raw table: since a
 * snapshot holds whole windows, the highest transaction in it is the position. So each start is a new Flink job, and a
 * checkpoint that was lost, or that ran ahead of the last commit, changes nothing. Checkpoints still make the commits, and
 * restore the job after a failure that the worker survives.
 */
public final class Ingest {

    /** Between two commits to the raw table while changes come in. */
    public static final Duration COMMIT_INTERVAL = Duration.ofSeconds(2);

    private static final Logger LOG = LoggerFactory.getLogger(Ingest.class);
    private static final long POLL_MILLIS = 200;
    private static final long XIDS_MAX = 20_000;

    private final DatabaseLogin relay;
    private final LakeSettings lake;

    /** @param relay login that may read the change log of all tenants */
    public Ingest(DatabaseLogin relay, LakeSettings lake) {
        this.relay = relay;
        this.lake = lake;
    }

    /**
     * Starts the job; it runs until it is cancelled.
     *
     * @throws HistoryChanged when the database is not the one the raw table was fed from, or lost part of what was read
     */
    public JobClient start(FlinkCluster cluster, RawFeed feed) throws Exception {
        FeedPosition newest = feed.newest();
        ClusterIdentity identity = checkHistory(feed, newest);
        long lo = newest == null ? 0 : newest.xidMax() + 1;
        StreamExecutionEnvironment env = cluster.streaming(COMMIT_INTERVAL);
        ChangeLogSource source =
                new ChangeLogSource(relay, new ChangeLogSource.LogPositionStart(lo), identity, POLL_MILLIS, XIDS_MAX);
        DataStream<RowData> changes = env.fromSource(
                        source,
                        WatermarkStrategy.noWatermarks(),
                        "change_log",
                        InternalTypeInfo.of(FlinkSchemaUtil.convert(LakeSchemas.RAW_CHANGE)))
                .uid("change_log");
        IcebergSink.forRowData(changes)
                .table(feed.table())
                .tableLoader(new RawTable(lake))
                .uidSuffix("raw-change")
                .distributionMode(DistributionMode.NONE)
                .append();
        JobClient job = env.executeAsync("ingest");
        LOG.info("ingest job {} starts at transaction {}", job.getJobID(), lo);
        return job;
    }

    private ClusterIdentity checkHistory(RawFeed feed, @org.jspecify.annotations.Nullable FeedPosition newest)
            throws SQLException {
        try (Connection connection = relay.connect("cashtide ingest check")) {
            ClusterIdentity identity = ClusterIdentity.of(connection);
            String origin = feed.origin();
            if (origin == null) {
                feed.rememberOrigin(identity.toString());
            } else if (!identity.equals(ClusterIdentity.parse(origin))) {
                throw new HistoryChanged("the database is " + identity + ", the lake was fed from " + origin);
            }
            if (newest != null && lost(connection, newest.xidMax())) {
                throw new HistoryChanged(
                        "transaction " + newest.xidMax() + ", which the lake has, is not in the database");
            }
            return identity;
        }
    }

    /** Whether a transaction that was read is gone although older ones are still there, or is still to come. */
    private static boolean lost(Connection connection, long xid) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement("""
                select not exists (select from change_log where xid = x.xid)
                   and exists (select from change_log where xid < x.xid)
                    or x.xid >= pg_snapshot_xmax(pg_current_snapshot())
                from (select ?::text::xid8 as xid) x""")) {
            query.setString(1, Long.toString(xid));
            try (ResultSet row = query.executeQuery()) {
                row.next();
                return row.getBoolean(1);
            }
        }
    }
}
