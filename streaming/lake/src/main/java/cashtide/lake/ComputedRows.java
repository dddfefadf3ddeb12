package cashtide.lake;

import cashtide.contract.PublishedTable;
import cashtide.contract.PublishedTable.Feed;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.Table;
import org.apache.iceberg.data.GenericRecord;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.io.DataWriter;

/** Adds rows that the data plane computed, such as scores and forecasts, to a tenant's table. */
public final class ComputedRows {

    private static final String RUN = "cashtide.run";

    private ComputedRows() {}

    /**
     * Appends the rows of one run in one commit; does nothing when the run's rows are there already.
     *
     * @param rows values by column name of the lake, asked for one after the other
     * @param runId names the run; unique
     * @param cut what the run read
     */
    public static void append(
            TenantLake lake, PublishedTable published, Iterable<Map<String, Object>> rows, String runId, String cut) {
        if (published.fed() != Feed.DATA_PLANE) {
            throw new IllegalArgumentException(published.name() + " is fed from the change log only");
        }
        Table table = lake.table(published);
        for (Snapshot snapshot : table.snapshots()) {
            if (runId.equals(snapshot.summary().get(RUN))) {
                return;
            }
        }
        if (!rows.iterator().hasNext()) {
            return;
        }
        DataWriter<Record> writer = DataFiles.writer(table);
        try (writer) {
            for (Map<String, Object> values : rows) {
                GenericRecord row = GenericRecord.create(table.schema());
                values.forEach(row::setField);
                writer.write(row);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        table.newAppend()
                .appendFile(writer.toDataFile())
                .set(RUN, runId)
                .set(Lake.CUT, cut)
                .commit();
    }
}
