package cashtide.lake;

import cashtide.contract.Amounts;
import cashtide.contract.Column;
import cashtide.contract.PublishedTable;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.apache.iceberg.Schema;
import org.apache.iceberg.data.GenericRecord;
import org.apache.iceberg.data.Record;
import org.jspecify.annotations.Nullable;

/** Turns the payload of a change into a row of its published table. */
final class PayloadRow {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int COMMON = PublishedTable.COMMON.size();

    private final PublishedTable table;
    private final Schema schema;
    private final List<Column> columns;

    PayloadRow(PublishedTable table, Schema schema) {
        this.table = table;
        this.schema = schema;
        this.columns = table.columns();
    }

    /**
     * The row after the change.
     *
     * @throws IllegalArgumentException when the payload lacks a required column or has a value of another type
     */
    Record of(RawChange change) {
        JsonNode payload = parse(change);
        GenericRecord row = GenericRecord.create(schema);
        row.set(0, change.entityId());
        row.set(1, change.version());
        row.set(2, change.knownAt());
        row.set(3, change.recordedAt());
        for (int i = 0; i < columns.size(); i++) {
            Column column = columns.get(i);
            JsonNode value = payload.get(column.name());
            boolean absent = value == null || value.isNull();
            if (absent && column.required()) {
                throw new IllegalArgumentException(
                        table.name() + "." + column.name() + " is missing in change " + change.changeId());
            }
            row.set(COMMON + i, absent ? null : value(column, value, payload));
        }
        return row;
    }

    private static @Nullable Object value(Column column, JsonNode value, JsonNode payload) {
        return switch (column.type()) {
            case TEXT, ID -> value.asText();
            case DATE -> LocalDate.parse(value.asText());
            case TIMESTAMP -> OffsetDateTime.parse(value.asText()).withOffsetSameInstant(ZoneOffset.UTC);
            case INT -> value.intValue();
            case LONG -> value.longValue();
            case DOUBLE -> value.doubleValue();
            case BOOLEAN -> value.booleanValue();
            case AMOUNT ->
                Amounts.toMajor(value.longValue(), payload.path("currency").asText());
        };
    }

    private static JsonNode parse(RawChange change) {
        String payload = change.payload();
        if (payload == null) {
            throw new IllegalArgumentException("change " + change.changeId() + " is a deletion and has no row");
        }
        try {
            return JSON.readTree(payload);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("payload of change " + change.changeId() + " is not JSON", e);
        }
    }
}
