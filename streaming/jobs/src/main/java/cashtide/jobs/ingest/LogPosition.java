package cashtide.jobs.ingest;

import java.nio.ByteBuffer;
import org.apache.flink.api.connector.source.SourceSplit;
import org.apache.flink.core.io.SimpleVersionedSerializer;

/**
 * How far the change log was read: every transaction below {@code lo} is wholly behind, none at or above it was begun.
 * The one split of the source.
 *
 * @param lo transaction id; 0 before the first row
 */
public record LogPosition(long lo) implements SourceSplit {

    static final LogPosition START = new LogPosition(0);

    public LogPosition {
        if (lo < 0) {
            throw new IllegalArgumentException("lo: " + lo + " is below 0");
        }
    }

    @Override
    public String splitId() {
        return "change_log";
    }

    /** Eight bytes. */
    static final class Serializer implements SimpleVersionedSerializer<LogPosition> {

        @Override
        public int getVersion() {
            return 1;
        }

        @Override
        public byte[] serialize(LogPosition position) {
            return ByteBuffer.allocate(Long.BYTES).putLong(position.lo()).array();
        }

        @Override
        public LogPosition deserialize(int version, byte[] serialized) {
            return new LogPosition(ByteBuffer.wrap(serialized).getLong());
        }
    }
}
