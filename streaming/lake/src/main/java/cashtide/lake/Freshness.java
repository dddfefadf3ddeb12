package cashtide.lake;

import cashtide.contract.PublishedTable;
import cashtide.contract.PublishedTables;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.Table;
import org.apache.iceberg.data.GenericRecord;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.expressions.Expressions;
import org.apache.iceberg.io.DataWriter;
import org.jspecify.annotations.Nullable;

/** The table {@code _freshness}: the snapshot of each of a tenant's tables at one cut. Written after all the others. */
final class Freshness {

    private Freshness() {}

    static void write(TenantLake lake, String cut, @Nullable OffsetDateTime until, Instant publishedAt) {
        Table freshness = lake.table(PublishedTables.FRESHNESS);
        OffsetDateTime at = OffsetDateTime.ofInstant(publishedAt, ZoneOffset.UTC);
        OffsetDateTime known = later(publishedUntil(lake), until);
        DataWriter<Record> writer = DataFiles.writer(freshness);
        try (writer) {
            for (PublishedTable table : PublishedTables.ALL) {
                if (!table.equals(PublishedTables.FRESHNESS)) {
                    GenericRecord row = GenericRecord.create(freshness.schema());
                    row.setField("table_name", table.name());
                    row.setField("snapshot_id", snapshot(lake, table));
                    row.setField("cut", cut);
                    row.setField("published_until", known);
                    row.setField("published_at", at);
                    writer.write(row);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        freshness
                .newOverwrite()
                .overwriteByRowFilter(Expressions.alwaysTrue())
                .addFile(writer.toDataFile())
                .set(Lake.CUT, cut)
                .commit();
    }

    /** Names the newest snapshots again after a job added scores or marts; the cut stays. */
    static void refresh(TenantLake lake, Instant publishedAt) {
        Moment moment = lake.newest();
        if (moment != null) {
            write(lake, moment.cut(), null, publishedAt);
        }
    }

    private static @Nullable OffsetDateTime publishedUntil(TenantLake lake) {
        Moment moment = lake.newest();
        Instant until = moment == null ? null : moment.publishedUntil();
        return until == null ? null : OffsetDateTime.ofInstant(until, ZoneOffset.UTC);
    }

    private static @Nullable OffsetDateTime later(@Nullable OffsetDateTime one, @Nullable OffsetDateTime other) {
        return one == null || (other != null && other.isAfter(one)) ? other : one;
    }

    private static @Nullable Long snapshot(TenantLake lake, PublishedTable table) {
        Table found = lake.find(table);
        Snapshot current = found == null ? null : found.currentSnapshot();
        return current == null ? null : current.snapshotId();
    }
}
