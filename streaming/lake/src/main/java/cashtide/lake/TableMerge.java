package cashtide.lake;

import cashtide.contract.PublishedTable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.FileScanTask;
import org.apache.iceberg.OverwriteFiles;
import org.apache.iceberg.Schema;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.Table;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.expressions.Expressions;
import org.apache.iceberg.io.CloseableIterable;
import org.apache.iceberg.io.DataWriter;
import org.apache.iceberg.types.Conversions;
import org.apache.iceberg.types.Types;
import org.jspecify.annotations.Nullable;

/**
 * Brings changes into one published table without delete files: the files that hold changed rows are written anew, and
 * small files are joined on the way. Ids are made in the order of time, so recent changes meet few files. The higher
 * version wins in whatever order changes come, so a merge may be repeated or be killed anywhere.
 */
final class TableMerge {

    /** Rows of a full file. */
    static final int FILE_ROWS = 100_000;

    /** A file with fewer rows is joined with others at the next merge that adds rows. */
    static final int SMALL_FILE_ROWS = 25_000;

    private static final int ID_FIELD = 1;
    private static final int VERSION = 1;

    private final Table target;
    private final PayloadRow payloads;
    private final Tombstones tombstones;
    private final String entity;
    private final List<DataFile> removed = new ArrayList<>();
    private final List<DataFile> added = new ArrayList<>();

    TableMerge(TenantLake lake, PublishedTable table) {
        this.target = lake.table(table);
        this.payloads = new PayloadRow(table, target.schema());
        this.tombstones = lake.tombstones();
        this.entity = table.name();
    }

    /**
     * Applies the newest change of each row and commits.
     *
     * @param newest by id of the row
     * @param cut position in the raw feed that the new snapshot stands for
     */
    void apply(Map<String, RawChange> newest, String cut) {
        Snapshot base = target.currentSnapshot();
        NavigableMap<String, RawChange> pending = withoutTheDead(newest);
        List<DataFile> small = new ArrayList<>();
        for (DataFile file : files(base)) {
            if (file.recordCount() < SMALL_FILE_ROWS) {
                small.add(file);
            } else if (mayHold(file, pending) && holdsOne(file, pending)) {
                rewrite(file, pending);
            }
        }
        join(small, pending);
        if (!added.isEmpty() || !removed.isEmpty()) {
            commit(base, cut);
        }
    }

    /**
     * Part of what every row of the table is to be replaced by, written at once; for a rebuild. Parts come in the order of
     * their ids and have none in common.
     */
    void replacement(Map<String, RawChange> newest) {
        TreeMap<String, Record> rows = new TreeMap<>();
        withoutTheDead(newest).forEach((id, change) -> {
            if (!change.deletion()) {
                rows.put(id, payloads.of(change));
            }
        });
        write(rows);
    }

    /** Replaces every row of the table by what was written, in one commit. */
    void replace(String cut) {
        Snapshot base = target.currentSnapshot();
        removed.addAll(files(base));
        if (!added.isEmpty() || !removed.isEmpty()) {
            commit(base, cut);
        }
    }

    /**
     * Remembers the deletions among the changes, and drops what an earlier deletion outranks. A deletion that is
     * remembered already is still applied: a worker killed after remembering it has not yet dropped the row.
     */
    private NavigableMap<String, RawChange> withoutTheDead(Map<String, RawChange> newest) {
        Map<String, Long> dead = tombstones.of(entity);
        Map<String, Long> dying = new HashMap<>();
        NavigableMap<String, RawChange> pending = new TreeMap<>();
        newest.forEach((id, change) -> {
            long died = dead.getOrDefault(id, 0L);
            if (change.deletion() && died < change.version()) {
                dying.put(id, change.version());
            }
            if (change.deletion() || died < change.version()) {
                pending.put(id, change);
            }
        });
        if (!dying.isEmpty()) {
            tombstones.add(entity, dying);
        }
        return pending;
    }

    private boolean holdsOne(DataFile file, NavigableMap<String, RawChange> pending) {
        boolean[] found = new boolean[1];
        Schema idOnly = target.schema().select("id");
        DataFiles.read(target.io(), file, idOnly, Expressions.alwaysTrue(), row -> {
            found[0] |= pending.containsKey((String) row.get(0));
        });
        return found[0];
    }

    private void rewrite(DataFile file, NavigableMap<String, RawChange> pending) {
        DataWriter<Record> writer = DataFiles.writer(target);
        long[] written = new long[1];
        boolean[] changed = new boolean[1];
        try (writer) {
            DataFiles.read(target.io(), file, target.schema(), Expressions.alwaysTrue(), row -> {
                Record result = row;
                RawChange change = pending.remove((String) row.get(0));
                if (change != null && change.version() > (Long) row.get(VERSION)) {
                    changed[0] = true;
                    result = change.deletion() ? null : payloads.of(change);
                }
                if (result != null) {
                    writer.write(result);
                    written[0]++;
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        DataFile result = writer.toDataFile();
        if (!changed[0]) {
            target.io().deleteFile(result.location());
            return;
        }
        removed.add(file);
        if (written[0] > 0) {
            added.add(result);
        }
    }

    private void join(List<DataFile> small, NavigableMap<String, RawChange> pending) {
        if (pending.isEmpty()) {
            return;
        }
        TreeMap<String, Record> rows = new TreeMap<>();
        for (DataFile file : small) {
            DataFiles.read(
                    target.io(),
                    file,
                    target.schema(),
                    Expressions.alwaysTrue(),
                    row -> rows.put((String) row.get(0), row));
        }
        boolean changed = false;
        for (Map.Entry<String, RawChange> entry : pending.entrySet()) {
            RawChange change = entry.getValue();
            Record old = rows.get(entry.getKey());
            if (old != null && (Long) old.get(VERSION) >= change.version()) {
                continue;
            }
            if (!change.deletion()) {
                rows.put(entry.getKey(), payloads.of(change));
                changed = true;
            } else if (old != null) {
                rows.remove(entry.getKey());
                changed = true;
            }
        }
        if (changed) {
            removed.addAll(small);
            write(rows);
        }
    }

    /** Writes rows in the order of their ids. */
    private void write(Map<String, Record> rows) {
        List<Record> ordered = List.copyOf(rows.values());
        for (int from = 0; from < ordered.size(); from += FILE_ROWS) {
            DataWriter<Record> writer = DataFiles.writer(target);
            try (writer) {
                writer.write(ordered.subList(from, Math.min(from + FILE_ROWS, ordered.size())));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            added.add(writer.toDataFile());
        }
    }

    private void commit(@Nullable Snapshot base, String cut) {
        OverwriteFiles overwrite = target.newOverwrite();
        removed.forEach(overwrite::deleteFile);
        added.forEach(overwrite::addFile);
        overwrite
                .set(Lake.CUT, cut)
                .conflictDetectionFilter(Expressions.alwaysTrue())
                .validateNoConflictingData()
                .validateNoConflictingDeletes();
        if (base != null) {
            overwrite.validateFromSnapshot(base.snapshotId());
        }
        overwrite.commit();
    }

    private List<DataFile> files(@Nullable Snapshot base) {
        List<DataFile> files = new ArrayList<>();
        if (base == null) {
            return files;
        }
        try (CloseableIterable<FileScanTask> tasks = target.newScan()
                .useSnapshot(base.snapshotId())
                .includeColumnStats()
                .planFiles()) {
            tasks.forEach(task -> files.add(task.file()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return files;
    }

    private static boolean mayHold(DataFile file, NavigableMap<String, RawChange> pending) {
        if (file.lowerBounds() == null || file.upperBounds() == null) {
            return true;
        }
        CharSequence lower = Conversions.fromByteBuffer(
                Types.StringType.get(), file.lowerBounds().get(ID_FIELD));
        CharSequence upper = Conversions.fromByteBuffer(
                Types.StringType.get(), file.upperBounds().get(ID_FIELD));
        String first = lower == null ? null : pending.ceilingKey(lower.toString());
        return first != null && (upper == null || first.compareTo(upper.toString()) <= 0);
    }
}
