package cashtide.jobs.ingest;

import java.nio.ByteBuffer;
import java.util.List;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.jspecify.annotations.Nullable;

/** Gives the one split to the one reader, and keeps it while there is none. */
final class OneSplitEnumerator implements SplitEnumerator<LogPosition, LogPosition> {

    private final SplitEnumeratorContext<LogPosition> context;
    private @Nullable LogPosition unassigned;

    OneSplitEnumerator(SplitEnumeratorContext<LogPosition> context, @Nullable LogPosition unassigned) {
        this.context = context;
        this.unassigned = unassigned;
    }

    @Override
    public void start() {}

    @Override
    public void handleSplitRequest(int subtask, @Nullable String host) {}

    @Override
    public void addSplitsBack(List<LogPosition> splits, int subtask) {
        if (!splits.isEmpty()) {
            unassigned = splits.getFirst();
        }
        assign();
    }

    @Override
    public void addReader(int subtask) {
        assign();
    }

    @Override
    @SuppressWarnings("NullAway") // Flink passes a null checkpoint through the serializer below.
    public LogPosition snapshotState(long checkpoint) {
        return unassigned;
    }

    @Override
    public void close() {}

    private void assign() {
        LogPosition split = unassigned;
        if (split != null && context.registeredReaders().containsKey(0)) {
            context.assignSplit(split, 0);
            unassigned = null;
        }
    }

    /** A position, or nothing when the reader has it. */
    static final class Serializer implements SimpleVersionedSerializer<LogPosition> {

        @Override
        public int getVersion() {
            return 1;
        }

        @Override
        public byte[] serialize(@Nullable LogPosition position) {
            return position == null
                    ? new byte[0]
                    : ByteBuffer.allocate(Long.BYTES).putLong(position.lo()).array();
        }

        @Override
        @SuppressWarnings("NullAway") // See snapshotState.
        public LogPosition deserialize(int version, byte[] serialized) {
            return serialized.length == 0
                    ? null
                    : new LogPosition(ByteBuffer.wrap(serialized).getLong());
        }
    }
}
