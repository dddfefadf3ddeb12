package cashtide.lake;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import org.apache.iceberg.FileScanTask;
import org.apache.iceberg.Table;
import org.apache.iceberg.data.GenericRecord;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.expressions.Expressions;
import org.apache.iceberg.io.CloseableIterable;
import org.apache.iceberg.io.DataWriter;

/**
 * The versions at which a tenant's rows were deleted. A higher version can arrive before a lower one, when its
 * transaction began earlier; without the memory of the deletion the late row would come back to life. No reader sees them.
 */
final class Tombstones {

    private final Lake lake;
    private final TenantName tenant;

    Tombstones(Lake lake, TenantName tenant) {
        this.lake = lake;
        this.tenant = tenant;
    }

    /** Version of the deletion by id of the row. */
    Map<String, Long> of(String entity) {
        Map<String, Long> versions = new HashMap<>();
        Table table = lake.findTombstones(tenant);
        if (table == null) {
            return versions;
        }
        try (CloseableIterable<FileScanTask> files = table.newScan().planFiles()) {
            for (FileScanTask file : files) {
                DataFiles.read(
                        table.io(), file.file(), LakeSchemas.TOMBSTONE, Expressions.equal("entity", entity), row -> {
                            if (entity.equals(row.get(1))) {
                                versions.merge((String) row.get(2), (Long) row.get(3), Math::max);
                            }
                        });
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return versions;
    }

    /** Remembers deletions; must be committed before the published table drops the rows. */
    void add(String entity, Map<String, Long> versions) {
        Table found = lake.findTombstones(tenant);
        Table table = found != null ? found : lake.createTombstones(tenant);
        DataWriter<Record> writer = DataFiles.writer(table);
        try (writer) {
            versions.forEach((id, version) -> {
                GenericRecord row = GenericRecord.create(LakeSchemas.TOMBSTONE);
                row.set(0, tenant.id().toString());
                row.set(1, entity);
                row.set(2, id);
                row.set(3, version);
                writer.write(row);
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        table.newAppend().appendFile(writer.toDataFile()).commit();
    }

    /** Forgets them all; for a rebuild, which learns them again. */
    void forget() {
        if (lake.findTombstones(tenant) != null) {
            lake.dropTombstones(tenant);
        }
    }
}
