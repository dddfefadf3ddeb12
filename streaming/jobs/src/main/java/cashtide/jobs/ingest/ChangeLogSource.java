package cashtide.jobs.ingest;

import org.apache.flink.api.connector.source.Boundedness;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.apache.flink.table.data.RowData;

/**
 * The change log as an endless stream of rows of {@code raw.change}. One split, one reader.
 *
 * @param login may read {@code change_log} of all tenants
 * @param start where to begin when Flink has no state to go on from
 * @param expected the history the position belongs to
 * @param pollMillis pause when nothing new is finished
 * @param xidsMax transactions per window at most
 */
record ChangeLogSource(
        DatabaseLogin login, LogPositionStart start, ClusterIdentity expected, long pollMillis, long xidsMax)
        implements Source<RowData, LogPosition, LogPosition> {

    /** A position that can be shipped with the job. */
    record LogPositionStart(long lo) implements java.io.Serializable {}

    @Override
    public Boundedness getBoundedness() {
        return Boundedness.CONTINUOUS_UNBOUNDED;
    }

    @Override
    public SourceReader<RowData, LogPosition> createReader(SourceReaderContext context) {
        return new ChangeLogReader(this);
    }

    @Override
    public SplitEnumerator<LogPosition, LogPosition> createEnumerator(SplitEnumeratorContext<LogPosition> context) {
        return new OneSplitEnumerator(context, new LogPosition(start.lo()));
    }

    @Override
    public SplitEnumerator<LogPosition, LogPosition> restoreEnumerator(
            SplitEnumeratorContext<LogPosition> context, LogPosition unassigned) {
        return new OneSplitEnumerator(context, unassigned);
    }

    @Override
    public SimpleVersionedSerializer<LogPosition> getSplitSerializer() {
        return new LogPosition.Serializer();
    }

    @Override
    public SimpleVersionedSerializer<LogPosition> getEnumeratorCheckpointSerializer() {
        return new OneSplitEnumerator.Serializer();
    }
}
