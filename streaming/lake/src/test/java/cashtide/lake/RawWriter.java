package cashtide.lake;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.apache.iceberg.PartitionData;
import org.apache.iceberg.Table;
import org.apache.iceberg.data.GenericRecord;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.io.DataWriter;
import org.jspecify.annotations.Nullable;

/** Appends changes to {@code raw.change} as the ingest job would, one snapshot per call. */
final class RawWriter {

    private static final OffsetDateTime AT = OffsetDateTime.of(2026, 3, 2, 10, 0, 0, 0, ZoneOffset.UTC);

    private final Table raw;
    private final List<Record> rows = new ArrayList<>();
    private long changeId;
    private long xid = 100;

    RawWriter(Lake lake) {
        this.raw = lake.raw();
    }

    RawWriter tenant(TenantName tenant) {
        return change(
                tenant,
                "tenants",
                tenant.id().toString(),
                1,
                "{\"alias\":\"" + tenant.alias()
                        + "\",\"name\":\"T\",\"time_zone\":\"Europe/Berlin\",\"base_currency\":\"EUR\",\"sandbox\":false}");
    }

    RawWriter customer(TenantName tenant, UUID id, long version, @Nullable String name) {
        return change(
                tenant,
                "customers",
                id.toString(),
                version,
                name == null ? null : "{\"number\":\"" + id + "\",\"name\":\"" + name + "\",\"currency\":\"EUR\"}");
    }

    private RawWriter change(
            TenantName tenant, String entity, String entityId, long version, @Nullable String payload) {
        GenericRecord row = GenericRecord.create(LakeSchemas.RAW_CHANGE);
        row.set(0, tenant.id().toString());
        row.set(1, entity);
        row.set(2, entityId);
        row.set(3, version);
        row.set(4, ++changeId);
        row.set(5, xid);
        row.set(6, payload == null ? "D" : version == 1 ? "I" : "U");
        row.set(7, AT);
        row.set(8, AT);
        row.set(9, payload);
        rows.add(row);
        return this;
    }

    /** One commit. */
    RawWriter commit() {
        raw.refresh();
        PartitionData day = new PartitionData(raw.spec().partitionType());
        day.set(0, Math.toIntExact(AT.toLocalDate().toEpochDay()));
        DataWriter<Record> writer = DataFiles.writer(raw, day);
        try (writer) {
            writer.write(rows);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        raw.newAppend().appendFile(writer.toDataFile()).commit();
        rows.clear();
        xid += 10;
        return this;
    }
}
