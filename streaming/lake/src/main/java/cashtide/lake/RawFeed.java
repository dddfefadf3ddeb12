package cashtide.lake;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.DataOperations;
import org.apache.iceberg.FileScanTask;
import org.apache.iceberg.IncrementalAppendScan;
import org.apache.iceberg.Schema;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.Table;
import org.apache.iceberg.TableScan;
import org.apache.iceberg.expressions.Expression;
import org.apache.iceberg.expressions.Expressions;
import org.apache.iceberg.io.CloseableIterable;
import org.apache.iceberg.types.Conversions;
import org.apache.iceberg.types.Types;
import org.jspecify.annotations.Nullable;

/**
 * The raw feed as its readers see it: what was added between two snapshots, and how far it was published. The source
 * emits whole windows of transactions between checkpoints, so each snapshot is a cut at which every transaction is there
 * wholly or not at all.
 */
public final class RawFeed {

    private static final int XID_FIELD = LakeSchemas.RAW_CHANGE.findField("xid").fieldId();

    private final Table raw;
    private final FeedMarks marks;

    RawFeed(Table raw, FeedMarks marks) {
        this.raw = raw;
        this.marks = marks;
    }

    /** The table {@code raw.change} itself, for the job that fills it and for maintenance. */
    public Table table() {
        return raw;
    }

    /** The last published position, or null before the first. */
    public @Nullable FeedPosition published() {
        return marks.published();
    }

    /** Remembers that everything up to here is in the tenants' tables. */
    public void markPublished(FeedPosition position) {
        marks.published(position);
    }

    /** Identity of the database the feed comes from, as it was when the feed began; null before that. */
    public @Nullable String origin() {
        return marks.origin();
    }

    /** Remembers which database the feed comes from. */
    public void rememberOrigin(String identity) {
        marks.origin(identity);
    }

    /** Forgets the position, so that the next step begins with the first row. */
    public void publishFromTheStart() {
        marks.forget();
    }

    /**
     * What to publish next: whole snapshots from the published position on, at most about {@code rowsMax} rows, but at
     * least one snapshot.
     *
     * @return null when everything is published
     * @throws IllegalStateException when the published snapshot is not among the ancestors of the newest one
     */
    public @Nullable FeedStep nextStep(long rowsMax) {
        raw.refresh();
        FeedPosition published = marks.published();
        Long from = published == null ? null : published.snapshotId();
        List<Snapshot> ahead = snapshotsAfter(from);
        long rows = 0;
        Snapshot last = null;
        for (Snapshot snapshot : ahead) {
            long added = addedRows(snapshot);
            if (last != null && rows > 0 && rows + added > rowsMax) {
                break;
            }
            rows += added;
            last = snapshot;
        }
        if (last == null) {
            return null;
        }
        List<FileScanTask> files = plan(from, last.snapshotId());
        long xidMax = Math.max(published == null ? 0 : published.xidMax(), xidMax(files));
        return new FeedStep(from, new FeedPosition(last.snapshotId(), xidMax), rows, files);
    }

    /** The newest snapshot with the highest transaction in it, or null while the feed is empty. */
    public @Nullable FeedPosition newest() {
        raw.refresh();
        Snapshot current = raw.currentSnapshot();
        if (current == null) {
            return null;
        }
        FeedPosition published = marks.published();
        if (published != null && published.snapshotId() == current.snapshotId()) {
            return published;
        }
        if (published == null || !isAncestor(published.snapshotId())) {
            return new FeedPosition(current.snapshotId(), xidMax(plan(null, current.snapshotId())));
        }
        long added = xidMax(plan(published.snapshotId(), current.snapshotId()));
        return new FeedPosition(current.snapshotId(), Math.max(published.xidMax(), added));
    }

    /** Whether this snapshot is the current one or an ancestor of it. */
    public boolean isAncestor(long snapshotId) {
        for (Snapshot at = raw.currentSnapshot(); at != null; at = parent(at)) {
            if (at.snapshotId() == snapshotId) {
                return true;
            }
        }
        return false;
    }

    /**
     * Takes the published position back after the raw table was rolled back: to the newest snapshot that both histories
     * share, or to the start. What was published beyond it is published again, which changes nothing.
     */
    public void followRollback() {
        raw.refresh();
        FeedPosition published = marks.published();
        if (published == null || isAncestor(published.snapshotId())) {
            return;
        }
        for (Snapshot at = raw.snapshot(published.snapshotId()); at != null; at = parent(at)) {
            if (isAncestor(at.snapshotId())) {
                marks.published(new FeedPosition(at.snapshotId(), xidMax(plan(null, at.snapshotId()))));
                return;
            }
        }
        marks.forget();
    }

    /** The files that were added after one snapshot, or from the start, up to another. */
    public List<FileScanTask> files(@Nullable Long fromExclusive, long to) {
        return plan(fromExclusive, to);
    }

    /** Every file of the feed up to its newest snapshot. */
    public List<FileScanTask> allFiles() {
        raw.refresh();
        return tasks(raw.newScan().includeColumnStats());
    }

    /** Ids of the tenants in these files. */
    public Set<String> tenants(List<FileScanTask> files) {
        Set<String> ids = new TreeSet<>();
        Schema tenantOnly = LakeSchemas.RAW_CHANGE.select("tenant_id");
        for (FileScanTask file : files) {
            DataFiles.read(
                    raw.io(), file.file(), tenantOnly, Expressions.alwaysTrue(), row -> ids.add((String) row.get(0)));
        }
        return ids;
    }

    /** Hands every change of one tenant in these files to the consumer, in no order that means anything. */
    public void changes(List<FileScanTask> files, String tenantId, Consumer<RawChange> consumer) {
        Expression ours = Expressions.equal("tenant_id", tenantId);
        for (FileScanTask file : files) {
            DataFiles.read(raw.io(), file.file(), LakeSchemas.RAW_CHANGE, ours, row -> {
                if (tenantId.equals(row.get(0))) {
                    consumer.accept(RawChange.of(row));
                }
            });
        }
    }

    /** Hands every change of one entity of one tenant to the consumer. */
    public void changes(List<FileScanTask> files, String tenantId, String entity, Consumer<RawChange> consumer) {
        Expression ours =
                Expressions.and(Expressions.equal("tenant_id", tenantId), Expressions.equal("entity", entity));
        for (FileScanTask file : files) {
            DataFiles.read(raw.io(), file.file(), LakeSchemas.RAW_CHANGE, ours, row -> {
                if (tenantId.equals(row.get(0)) && entity.equals(row.get(1))) {
                    consumer.accept(RawChange.of(row));
                }
            });
        }
    }

    /** Hands every change of one entity, of all tenants, to the consumer. */
    public void changesOfAll(List<FileScanTask> files, String entity, Consumer<RawChange> consumer) {
        for (FileScanTask file : files) {
            DataFiles.read(raw.io(), file.file(), LakeSchemas.RAW_CHANGE, Expressions.equal("entity", entity), row -> {
                if (entity.equals(row.get(1))) {
                    consumer.accept(RawChange.of(row));
                }
            });
        }
    }

    /** These files by the day on which their changes were recorded, the newest day first. */
    public static Collection<List<FileScanTask>> newestDaysFirst(List<FileScanTask> files) {
        TreeMap<Integer, List<FileScanTask>> days = new TreeMap<>(Comparator.reverseOrder());
        for (FileScanTask file : files) {
            Integer day = file.file().partition().get(0, Integer.class);
            days.computeIfAbsent(day, key -> new ArrayList<>()).add(file);
        }
        return days.values();
    }

    /**
     * Hands every change of one entity of one tenant to the consumer, of the rows whose ids are in a range.
     *
     * @param after the last id before the range; an empty text for none
     * @param last the last id of the range
     */
    void changes(
            List<FileScanTask> files,
            String tenantId,
            String entity,
            String after,
            String last,
            Consumer<RawChange> consumer) {
        Expression ours = Expressions.and(
                Expressions.equal("tenant_id", tenantId),
                Expressions.equal("entity", entity),
                Expressions.greaterThan("entity_id", after),
                Expressions.lessThanOrEqual("entity_id", last));
        for (FileScanTask file : files) {
            DataFiles.read(raw.io(), file.file(), LakeSchemas.RAW_CHANGE, ours, row -> {
                String id = (String) row.get(2);
                boolean within = id.compareTo(after) > 0 && id.compareTo(last) <= 0;
                if (within && tenantId.equals(row.get(0)) && entity.equals(row.get(1))) {
                    consumer.accept(RawChange.of(row));
                }
            });
        }
    }

    /** Hands the id of the row of every change of one entity of one tenant to the consumer. */
    void ids(List<FileScanTask> files, String tenantId, String entity, Consumer<String> consumer) {
        Expression ours =
                Expressions.and(Expressions.equal("tenant_id", tenantId), Expressions.equal("entity", entity));
        Schema columns = LakeSchemas.RAW_CHANGE.select("tenant_id", "entity", "entity_id");
        for (FileScanTask file : files) {
            DataFiles.read(raw.io(), file.file(), columns, ours, row -> {
                if (tenantId.equals(row.get(0)) && entity.equals(row.get(1))) {
                    consumer.accept((String) row.get(2));
                }
            });
        }
    }

    private List<Snapshot> snapshotsAfter(@Nullable Long from) {
        List<Snapshot> ahead = new ArrayList<>();
        Snapshot at = raw.currentSnapshot();
        while (at != null && (from == null || at.snapshotId() != from)) {
            ahead.add(at);
            at = parent(at);
        }
        if (from != null && at == null && raw.currentSnapshot() != null) {
            throw new IllegalStateException(
                    "the published snapshot " + from + " is not in the history of " + raw.name());
        }
        Collections.reverse(ahead);
        return ahead;
    }

    private @Nullable Snapshot parent(Snapshot snapshot) {
        Long parent = snapshot.parentId();
        return parent == null ? null : raw.snapshot(parent);
    }

    private List<FileScanTask> plan(@Nullable Long fromExclusive, long to) {
        if (fromExclusive == null) {
            // Compaction may have rewritten the first files: the whole table as of the snapshot is the same rows.
            return tasks(raw.newScan().useSnapshot(to).includeColumnStats());
        }
        IncrementalAppendScan scan = raw.newIncrementalAppendScan()
                .fromSnapshotExclusive(fromExclusive)
                .toSnapshot(to)
                .includeColumnStats();
        try (CloseableIterable<FileScanTask> files = scan.planFiles()) {
            List<FileScanTask> found = new ArrayList<>();
            files.forEach(found::add);
            return found;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<FileScanTask> tasks(TableScan scan) {
        try (CloseableIterable<FileScanTask> files = scan.planFiles()) {
            List<FileScanTask> found = new ArrayList<>();
            files.forEach(found::add);
            return found;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static long addedRows(Snapshot snapshot) {
        return DataOperations.APPEND.equals(snapshot.operation())
                ? Long.parseLong(snapshot.summary().getOrDefault("added-records", "0"))
                : 0;
    }

    private static long xidMax(List<FileScanTask> files) {
        long max = 0;
        for (FileScanTask file : files) {
            DataFile data = file.file();
            ByteBuffer upper =
                    data.upperBounds() == null ? null : data.upperBounds().get(XID_FIELD);
            if (upper == null) {
                throw new IllegalStateException("no bounds of xid in " + data.location());
            }
            Long bound = Conversions.fromByteBuffer(Types.LongType.get(), upper);
            max = Math.max(max, bound);
        }
        return max;
    }
}
