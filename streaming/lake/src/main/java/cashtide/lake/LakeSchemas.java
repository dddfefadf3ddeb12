package cashtide.lake;

import cashtide.contract.Amounts;
import cashtide.contract.Column;
import cashtide.contract.ColumnType;
import cashtide.contract.PublishedTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.iceberg.PartitionSpec;
import org.apache.iceberg.Schema;
import org.apache.iceberg.types.Type;
import org.apache.iceberg.types.Types;
import org.apache.iceberg.types.Types.NestedField;

/** Iceberg schemas: of the raw change feed, of the tombstones, and of each published table by the contract. */
public final class LakeSchemas {

    private static final int AMOUNT_PRECISION = 19;

    /** {@code raw.change}: every committed change of every tenant, as it left the core. */
    public static final Schema RAW_CHANGE = new Schema(
            required(1, "tenant_id", Types.StringType.get(), "Whose it is"),
            required(2, "entity", Types.StringType.get(), "Published table the row belongs to"),
            required(3, "entity_id", Types.StringType.get(), "Which row changed"),
            required(4, "version", Types.LongType.get(), "1, 2, 3 ... per row; the higher version wins"),
            required(5, "change_id", Types.LongType.get(), "Identity of the change; readers drop repeated ones"),
            required(6, "xid", Types.LongType.get(), "Transaction that wrote it"),
            required(7, "op", Types.StringType.get(), "I, U or D"),
            required(8, "known_at", Types.TimestampType.withZone(), "When the seller knew the fact"),
            required(9, "recorded_at", Types.TimestampType.withZone(), "When the core stored it"),
            optional(10, "payload", Types.StringType.get(), "JSON of the row after the change; empty for a deletion"));

    /** {@code raw.tombstone}: versions at which rows were deleted, since a lower version may arrive later. */
    static final Schema TOMBSTONE = new Schema(
            required(1, "tenant_id", Types.StringType.get(), "Whose it was"),
            required(2, "entity", Types.StringType.get(), "Published table"),
            required(3, "entity_id", Types.StringType.get(), "The deleted row; its id is never used again"),
            required(4, "version", Types.LongType.get(), "Version of the deletion"));

    private LakeSchemas() {}

    static PartitionSpec rawPartitions() {
        return PartitionSpec.builderFor(RAW_CHANGE).day("recorded_at").build();
    }

    /** The schema of a published table; field ids are the contract's. */
    public static Schema of(PublishedTable table) {
        List<NestedField> fields = new ArrayList<>();
        for (Column column : table.lakeColumns()) {
            fields.add(
                    column.required()
                            ? required(column.fieldId(), column.lakeName(), type(column.type()), column.comment())
                            : optional(column.fieldId(), column.lakeName(), type(column.type()), column.comment()));
        }
        return new Schema(fields);
    }

    /** Properties of a published table when it is made. */
    static Map<String, String> properties(PublishedTable table) {
        return Map.of(
                "comment", table.comment(),
                "format-version", "2",
                "write.parquet.compression-codec", "zstd",
                // Files are chosen for a merge by the range of ids in them: cut bounds would choose too many.
                "write.metadata.metrics.column.id", "full",
                "write.metadata.delete-after-commit.enabled", "true",
                "write.metadata.previous-versions-max", "10",
                "commit.retry.num-retries", "4");
    }

    private static Type type(ColumnType type) {
        return switch (type) {
            case TEXT, ID -> Types.StringType.get();
            case DATE -> Types.DateType.get();
            case TIMESTAMP -> Types.TimestampType.withZone();
            case INT -> Types.IntegerType.get();
            case LONG -> Types.LongType.get();
            case DOUBLE -> Types.DoubleType.get();
            case BOOLEAN -> Types.BooleanType.get();
            case AMOUNT -> Types.DecimalType.of(AMOUNT_PRECISION, Amounts.LAKE_SCALE);
        };
    }

    private static NestedField required(int id, String name, Type type, String comment) {
        return NestedField.required(id, name, type, comment);
    }

    private static NestedField optional(int id, String name, Type type, String comment) {
        return NestedField.optional(id, name, type, comment);
    }
}
