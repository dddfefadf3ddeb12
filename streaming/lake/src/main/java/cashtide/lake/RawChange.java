package cashtide.lake;

import java.time.OffsetDateTime;
import org.apache.iceberg.StructLike;
import org.apache.iceberg.data.Record;
import org.jspecify.annotations.Nullable;

/** One row of {@code raw.change}. */
public record RawChange(
        String tenantId,
        String entity,
        String entityId,
        long version,
        long changeId,
        long xid,
        String op,
        OffsetDateTime knownAt,
        OffsetDateTime recordedAt,
        @Nullable String payload) {

    /** Whether the row ceased to exist. */
    public boolean deletion() {
        return payload == null;
    }

    static RawChange of(Record row) {
        StructLike fields = row;
        return new RawChange(
                fields.get(0, String.class),
                fields.get(1, String.class),
                fields.get(2, String.class),
                fields.get(3, Long.class),
                fields.get(4, Long.class),
                fields.get(5, Long.class),
                fields.get(6, String.class),
                fields.get(7, OffsetDateTime.class),
                fields.get(8, OffsetDateTime.class),
                (String) row.get(9));
    }
}
