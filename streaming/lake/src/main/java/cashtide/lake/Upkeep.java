package cashtide.lake;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.FileScanTask;
import org.apache.iceberg.HasTableOperations;
import org.apache.iceberg.ManifestFile;
import org.apache.iceberg.ManifestFiles;
import org.apache.iceberg.ReachableFileUtil;
import org.apache.iceberg.RewriteFiles;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.StructLike;
import org.apache.iceberg.Table;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.expressions.Expressions;
import org.apache.iceberg.io.CloseableIterable;
import org.apache.iceberg.io.DataWriter;
import org.apache.iceberg.io.FileInfo;
import org.apache.iceberg.io.SupportsPrefixOperations;
import org.jspecify.annotations.Nullable;

/** Keeps one table fast and small: joins small files, forgets old snapshots, removes files that no snapshot names. */
public final class Upkeep {

    /** A file that nothing names may belong to a commit on its way; after this time it does not. */
    public static final Duration ORPHAN_AGE = Duration.ofDays(3);

    private static final String FLINK_COMMIT = "flink.max-committed-checkpoint-id";
    private static final int FILES_MIN = 8;
    private static final long ROWS_MAX = 150_000;
    private static final int SNAPSHOTS_MIN = 5;

    private final Table table;

    public Upkeep(Table table) {
        this.table = table;
    }

    /**
     * Joins the small files of each partition where there are many, sorted by these columns.
     *
     * @return files that were joined
     */
    public int compact(List<String> order) {
        table.refresh();
        Snapshot base = table.currentSnapshot();
        if (base == null) {
            return 0;
        }
        int joined = 0;
        for (List<DataFile> small : smallFiles().values()) {
            List<DataFile> batch = new ArrayList<>();
            long rows = 0;
            for (DataFile file : small) {
                batch.add(file);
                rows += file.recordCount();
                if (rows >= ROWS_MAX) {
                    joined += join(batch, order);
                    batch = new ArrayList<>();
                    rows = 0;
                }
            }
            joined += join(batch, order);
        }
        return joined;
    }

    /**
     * Forgets snapshots older than the moment, but never the one that must stay, nor what came after it.
     *
     * @param keep a snapshot that a reader stands on; null for none
     */
    public void expire(Instant olderThan, @Nullable Long keep) {
        table.refresh();
        if (table.currentSnapshot() == null) {
            return;
        }
        long limit = olderThan.toEpochMilli();
        Snapshot kept = keep == null ? null : table.snapshot(keep);
        if (kept != null) {
            limit = Math.min(limit, kept.timestampMillis());
        }
        // A running Flink job finds its last commit among the ancestors; without it, it would commit again.
        for (Snapshot at = table.currentSnapshot(); at != null; at = parent(at)) {
            if (at.summary().containsKey(FLINK_COMMIT)) {
                limit = Math.min(limit, at.timestampMillis());
                break;
            }
        }
        table.expireSnapshots().expireOlderThan(limit).retainLast(SNAPSHOTS_MIN).commit();
    }

    /**
     * Removes files in the table's folder that no snapshot names and that are older than {@link #ORPHAN_AGE}.
     *
     * @return how many
     */
    public int removeOrphans(Instant now) {
        table.refresh();
        long limit = now.minus(ORPHAN_AGE).toEpochMilli();
        if (!(table.io() instanceof SupportsPrefixOperations files)) {
            return 0;
        }
        List<FileInfo> old = new ArrayList<>();
        files.listPrefix(table.location()).forEach(file -> {
            if (file.createdAtMillis() < limit) {
                old.add(file);
            }
        });
        Set<String> named = old.isEmpty() ? Set.of() : named();
        int removed = 0;
        for (FileInfo file : old) {
            if (!named.contains(file.location())) {
                table.io().deleteFile(file.location());
                removed++;
            }
        }
        return removed;
    }

    private Set<String> named() {
        Set<String> named = new HashSet<>(ReachableFileUtil.metadataFileLocations(table, true));
        named.addAll(ReachableFileUtil.manifestListLocations(table));
        named.addAll(ReachableFileUtil.statisticsFilesLocations(table));
        named.add(((HasTableOperations) table).operations().current().metadataFileLocation());
        Set<ManifestFile> manifests = new HashSet<>();
        table.snapshots().forEach(snapshot -> manifests.addAll(snapshot.allManifests(table.io())));
        for (ManifestFile manifest : manifests) {
            named.add(manifest.path());
            try (CloseableIterable<String> paths = ManifestFiles.readPaths(manifest, table.io(), table.specs())) {
                paths.forEach(named::add);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return named;
    }

    private Map<String, List<DataFile>> smallFiles() {
        try (CloseableIterable<FileScanTask> tasks = table.newScan().planFiles()) {
            List<DataFile> small = new ArrayList<>();
            tasks.forEach(task -> {
                if (task.file().recordCount() < TableMerge.SMALL_FILE_ROWS) {
                    small.add(task.file());
                }
            });
            return small.stream()
                    .collect(Collectors.groupingBy(file -> table.spec().partitionToPath(file.partition())));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private int join(List<DataFile> files, List<String> order) {
        if (files.size() < FILES_MIN) {
            return 0;
        }
        long base = table.currentSnapshot().snapshotId();
        List<Record> rows = new ArrayList<>();
        files.forEach(file -> DataFiles.read(table.io(), file, table.schema(), Expressions.alwaysTrue(), rows::add));
        rows.sort(comparator(order));
        StructLike partition = files.getFirst().partition();
        DataWriter<Record> writer = DataFiles.writer(table, partition);
        try (writer) {
            writer.write(rows);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        RewriteFiles rewrite = table.newRewrite().validateFromSnapshot(base);
        files.forEach(rewrite::deleteFile);
        rewrite.addFile(writer.toDataFile());
        Snapshot current = table.currentSnapshot();
        String cut = current == null ? null : current.summary().get(Lake.CUT);
        if (cut != null) {
            rewrite.set(Lake.CUT, cut);
        }
        rewrite.commit();
        return files.size();
    }

    private static Comparator<Record> comparator(List<String> columns) {
        Comparator<Record> order = Comparator.comparing(row -> 0);
        for (String column : columns) {
            order = order.thenComparing(row -> String.valueOf(row.getField(column)));
        }
        return order;
    }

    private @Nullable Snapshot parent(Snapshot snapshot) {
        Long parent = snapshot.parentId();
        return parent == null ? null : table.snapshot(parent);
    }
}
