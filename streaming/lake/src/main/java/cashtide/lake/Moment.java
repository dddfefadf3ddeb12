package cashtide.lake;

import cashtide.contract.PublishedTable;
import cashtide.contract.PublishedTables;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.iceberg.FileScanTask;
import org.apache.iceberg.Schema;
import org.apache.iceberg.SnapshotSummary;
import org.apache.iceberg.Table;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.expressions.Expressions;
import org.apache.iceberg.io.CloseableIterable;
import org.jspecify.annotations.Nullable;

/**
 * All of a tenant's tables as they were together at one cut of the change feed.
 *
 * @param cut position in the raw feed
 * @param snapshots snapshot of each table that had rows, by table name
 * @param publishedUntil the newest change in it was recorded then; null when unknown
 * @param publishedAt when it was published
 */
public record Moment(
        TenantLake lake,
        String cut,
        Map<String, Long> snapshots,
        @Nullable Instant publishedUntil,
        Instant publishedAt) {

    public Moment {
        snapshots = Map.copyOf(snapshots);
    }

    static @Nullable Moment newest(TenantLake lake) {
        Table freshness = lake.find(PublishedTables.FRESHNESS);
        if (freshness == null || freshness.currentSnapshot() == null) {
            return null;
        }
        Map<String, Long> snapshots = new HashMap<>();
        Record[] last = new Record[1];
        scan(freshness, freshness.currentSnapshot().snapshotId(), freshness.schema(), row -> {
            last[0] = row;
            Long snapshot = (Long) row.getField("snapshot_id");
            if (snapshot != null) {
                snapshots.put((String) row.getField("table_name"), snapshot);
            }
        });
        Record row = last[0];
        if (row == null) {
            return null;
        }
        OffsetDateTime until = (OffsetDateTime) row.getField("published_until");
        return new Moment(
                lake,
                (String) row.getField("cut"),
                snapshots,
                until == null ? null : until.toInstant(),
                ((OffsetDateTime) row.getField("published_at")).toInstant());
    }

    /** Hands every row of a table at this moment to the consumer, with these columns only, in their order. */
    public void rows(PublishedTable table, List<String> columns, Consumer<Record> consumer) {
        Long snapshot = snapshots.get(table.name());
        Table found = snapshot == null ? null : lake.find(table);
        if (snapshot == null || found == null) {
            return;
        }
        Schema wanted = new Schema(
                columns.stream().map(column -> found.schema().findField(column)).toList());
        scan(found, snapshot, wanted, consumer);
    }

    /** How many rows a table has at this moment, from its metadata. */
    public long count(PublishedTable table) {
        Long snapshot = snapshots.get(table.name());
        Table found = snapshot == null ? null : lake.find(table);
        return snapshot == null || found == null
                ? 0
                : Long.parseLong(
                        found.snapshot(snapshot).summary().getOrDefault(SnapshotSummary.TOTAL_RECORDS_PROP, "0"));
    }

    private static void scan(Table table, long snapshot, Schema schema, Consumer<Record> consumer) {
        try (CloseableIterable<FileScanTask> files =
                table.newScan().useSnapshot(snapshot).planFiles()) {
            for (FileScanTask file : files) {
                if (!file.deletes().isEmpty()) {
                    throw new IllegalStateException(table.name() + " has delete files; published tables never have");
                }
                DataFiles.read(table.io(), file.file(), schema, Expressions.alwaysTrue(), consumer);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
