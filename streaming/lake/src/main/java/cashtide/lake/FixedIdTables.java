package cashtide.lake;

import cashtide.contract.Column;
import cashtide.contract.PublishedTable;
import java.util.UUID;
import org.apache.iceberg.PartitionSpec;
import org.apache.iceberg.SortOrder;
import org.apache.iceberg.Table;
import org.apache.iceberg.TableMetadata;
import org.apache.iceberg.TableMetadataParser;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.exceptions.AlreadyExistsException;
import org.apache.iceberg.io.FileIO;
import org.apache.iceberg.jdbc.JdbcCatalog;

/**
 * Makes tables with the field ids of the contract. Iceberg's own {@code createTable} numbers columns afresh, so the first
 * metadata file is written here and registered.
 */
final class FixedIdTables {

    private static final int FORMAT_VERSION = 2;

    private FixedIdTables() {}

    static Table create(JdbcCatalog catalog, String warehouse, TableIdentifier id, PublishedTable table) {
        // A dropped table's files stay until they are swept; its successor must not lie among them.
        String folder = warehouse + "/" + id.namespace().level(0) + "/" + id.name() + "-"
                + UUID.randomUUID().toString().substring(0, 8);
        int lastColumnId =
                table.lakeColumns().stream().mapToInt(Column::fieldId).max().orElseThrow();
        TableMetadata metadata = TableMetadata.buildFromEmpty(FORMAT_VERSION)
                .assignUUID()
                .setLocation(folder)
                .setCurrentSchema(LakeSchemas.of(table), lastColumnId)
                .setDefaultPartitionSpec(PartitionSpec.unpartitioned())
                .setDefaultSortOrder(SortOrder.unsorted())
                .setProperties(LakeSchemas.properties(table))
                .build();
        String file = folder + "/metadata/00000-" + UUID.randomUUID() + ".metadata.json";
        try (FileIO io = new LocalFiles()) {
            TableMetadataParser.write(metadata, io.newOutputFile(file));
        }
        try {
            return catalog.registerTable(id, file);
        } catch (AlreadyExistsException e) {
            return catalog.loadTable(id);
        }
    }
}
