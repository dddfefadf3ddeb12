package cashtide.jobs.ingest;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.flink.api.connector.source.ReaderOutput;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.core.io.InputStatus;
import org.apache.flink.runtime.execution.SuppressRestartsException;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.data.StringData;
import org.apache.flink.table.data.TimestampData;
import org.jspecify.annotations.Nullable;

/**
 * Reads the change log in windows of finished transactions. Identity values are given at insert and appear at commit, so
 * the last id says nothing; a transaction below {@code pg_snapshot_xmin} is over, and all its rows are there.
 *
 * <p>A window is emitted within one call, and Flink takes checkpoints between calls: so no checkpoint, and no snapshot of
 * the raw table, ever holds half a transaction. A checkpoint waits for the window to end.
 */
final class ChangeLogReader implements SourceReader<RowData, LogPosition> {

    private static final int FETCH_ROWS = 5_000;

    // The first finished transaction at or after lo, so that long stretches without a change cost one look at the
    // index.
    private static final String NEXT_WINDOW = """
            select s.xmin::text::bigint,
                   (select c.xid::text::bigint from change_log c
                    where c.xid >= ?::text::xid8 and c.xid < s.xmin order by c.xid limit 1),
                   s.xmax::text::bigint
            from (select pg_snapshot_xmin(w) as xmin, pg_snapshot_xmax(w) as xmax from pg_current_snapshot() w) s""";

    private static final String ROWS = """
            select tenant_id::text, entity, entity_id::text, entity_version, id, xid::text::bigint, op, known_at,
                   recorded_at, payload::text
            from change_log where xid >= ?::text::xid8 and xid < ?::text::xid8 order by xid, id""";

    private final ChangeLogSource source;
    private @Nullable LogPosition position;
    private @Nullable Connection connection;
    private CompletableFuture<Void> available = new CompletableFuture<>();

    ChangeLogReader(ChangeLogSource source) {
        this.source = source;
    }

    @Override
    public void start() {}

    @Override
    public void addSplits(List<LogPosition> splits) {
        position = splits.getFirst();
        available.complete(null);
    }

    @Override
    public void notifyNoMoreSplits() {}

    @Override
    public List<LogPosition> snapshotState(long checkpoint) {
        return position == null ? List.of() : List.of(position);
    }

    @Override
    public CompletableFuture<Void> isAvailable() {
        return available;
    }

    @Override
    public InputStatus pollNext(ReaderOutput<RowData> output) throws SQLException {
        LogPosition at = position;
        if (at == null) {
            return InputStatus.NOTHING_AVAILABLE;
        }
        Connection current = connected(at);
        long first;
        long hi;
        long xmin;
        try (PreparedStatement window = current.prepareStatement(NEXT_WINDOW)) {
            window.setString(1, Long.toString(at.lo()));
            try (ResultSet row = window.executeQuery()) {
                row.next();
                xmin = row.getLong(1);
                first = row.getLong(2);
                boolean nothing = row.wasNull();
                if (row.getLong(3) < at.lo()) {
                    throw historyChanged("transaction ids went back, from " + at.lo() + " to " + row.getLong(3));
                }
                hi = nothing ? xmin : Math.min(xmin, first + source.xidsMax());
                current.commit();
                if (nothing) {
                    // An idle position moves along with the server; it never moves back when xmin does not.
                    position = new LogPosition(Math.max(at.lo(), hi));
                    return pause();
                }
            }
        }
        emit(current, first, hi, output);
        position = new LogPosition(hi);
        return hi < xmin ? InputStatus.MORE_AVAILABLE : pause();
    }

    @Override
    public void close() throws SQLException {
        if (connection != null) {
            connection.close();
        }
    }

    private void emit(Connection current, long lo, long hi, ReaderOutput<RowData> output) throws SQLException {
        try (PreparedStatement rows = current.prepareStatement(ROWS)) {
            rows.setFetchSize(FETCH_ROWS);
            rows.setString(1, Long.toString(lo));
            rows.setString(2, Long.toString(hi));
            try (ResultSet row = rows.executeQuery()) {
                while (row.next()) {
                    output.collect(row(row));
                }
            }
        }
        current.commit();
    }

    private Connection connected(LogPosition at) throws SQLException {
        Connection current = connection;
        if (current == null) {
            current = source.login().connect("cashtide ingest");
            connection = current;
            current.setAutoCommit(false);
            current.setReadOnly(true);
            ClusterIdentity identity = ClusterIdentity.of(current);
            current.commit();
            if (!identity.equals(source.expected())) {
                throw historyChanged("the database is " + identity + ", the lake was fed from " + source.expected()
                        + " up to transaction " + at.lo());
            }
        }
        return current;
    }

    private InputStatus pause() {
        available = CompletableFuture.runAsync(
                () -> {}, CompletableFuture.delayedExecutor(source.pollMillis(), TimeUnit.MILLISECONDS));
        return InputStatus.NOTHING_AVAILABLE;
    }

    private static SuppressRestartsException historyChanged(String what) {
        return new SuppressRestartsException(new HistoryChanged(what));
    }

    private static RowData row(ResultSet row) throws SQLException {
        return GenericRowData.of(
                StringData.fromString(row.getString(1)),
                StringData.fromString(row.getString(2)),
                StringData.fromString(row.getString(3)),
                row.getLong(4),
                row.getLong(5),
                row.getLong(6),
                StringData.fromString(row.getString(7)),
                moment(row, 8),
                moment(row, 9),
                StringData.fromString(row.getString(10)));
    }

    private static TimestampData moment(ResultSet row, int column) throws SQLException {
        return TimestampData.fromInstant(
                row.getObject(column, OffsetDateTime.class).toInstant());
    }
}
