package cashtide.lake;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.UUID;
import java.util.function.Consumer;
import org.apache.iceberg.ContentFile;
import org.apache.iceberg.Schema;
import org.apache.iceberg.StructLike;
import org.apache.iceberg.Table;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.data.parquet.GenericParquetReaders;
import org.apache.iceberg.data.parquet.GenericParquetWriter;
import org.apache.iceberg.expressions.Expression;
import org.apache.iceberg.io.CloseableIterable;
import org.apache.iceberg.io.DataWriter;
import org.apache.iceberg.io.FileIO;
import org.apache.iceberg.parquet.Parquet;
import org.jspecify.annotations.Nullable;

/** Reads and writes the Parquet files of tables that have no delete files. */
final class DataFiles {

    private DataFiles() {}

    /** Every row of the file; the filter only skips parts of it that can't hold a wanted row. */
    static void read(FileIO io, ContentFile<?> file, Schema schema, Expression filter, Consumer<Record> consumer) {
        try (CloseableIterable<Record> rows = Parquet.read(io.newInputFile(file.location()))
                .project(schema)
                .filter(filter)
                .createReaderFunc(type -> GenericParquetReaders.buildReader(schema, type))
                .build()) {
            rows.forEach(consumer);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file.location(), e);
        }
    }

    /** A new file of an unpartitioned table. */
    static DataWriter<Record> writer(Table table) {
        return writer(table, null);
    }

    /** A new file of a partition; null when the table has none. */
    static DataWriter<Record> writer(Table table, @Nullable StructLike partition) {
        String name = UUID.randomUUID() + ".parquet";
        boolean partitioned = partition != null && table.spec().isPartitioned();
        String location = partitioned
                ? table.locationProvider().newDataLocation(table.spec(), partition, name)
                : table.locationProvider().newDataLocation(name);
        try {
            Parquet.DataWriteBuilder builder = Parquet.writeData(table.io().newOutputFile(location))
                    .forTable(table)
                    .createWriterFunc(GenericParquetWriter::create);
            if (partitioned) {
                builder.withPartition(partition);
            }
            return builder.build();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write to " + table.name(), e);
        }
    }
}
