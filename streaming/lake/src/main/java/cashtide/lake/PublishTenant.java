package cashtide.lake;

import cashtide.contract.PublishedTable;
import cashtide.contract.PublishedTable.Feed;
import cashtide.contract.PublishedTables;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.iceberg.FileScanTask;
import org.jspecify.annotations.Nullable;

/**
 * Brings one tenant's published tables to a cut of the raw feed: merges table by table, and writes {@code _freshness}
 * last. May be killed anywhere and run again, also towards a later cut.
 */
public final class PublishTenant {

    /** Changes held in memory before they are merged. */
    private static final int CHANGES_MAX = 100_000;

    /** All ids of a rebuilt table are held as numbers, but changes of a part at a time. */
    private final int rebuildPart;

    private final RawFeed feed;
    private final TenantLake lake;
    private final String cut;
    private final Map<PublishedTable, Map<String, RawChange>> pending = new HashMap<>();
    private int held;
    private long changes;
    private @Nullable OffsetDateTime until;

    public PublishTenant(RawFeed feed, TenantLake lake, FeedPosition to) {
        this(feed, lake, to, CHANGES_MAX);
    }

    /** @param rebuildPart changes of one table that a rebuild holds in memory */
    PublishTenant(RawFeed feed, TenantLake lake, FeedPosition to, int rebuildPart) {
        this.rebuildPart = rebuildPart;
        this.feed = feed;
        this.lake = lake;
        this.cut = String.valueOf(to.snapshotId());
    }

    /**
     * Publishes what these files hold of the tenant.
     *
     * @param publishedAt now
     * @return changes read
     */
    public long publish(List<FileScanTask> files, Instant publishedAt) {
        feed.changes(files, lake.tenant().id().toString(), this::take);
        flush();
        Freshness.write(lake, cut, until, publishedAt);
        return changes;
    }

    /**
     * Makes every table anew from the whole feed, as if nothing had been published before.
     *
     * @param files every file of the feed up to the cut
     */
    public long rebuild(List<FileScanTask> files, Instant publishedAt) {
        lake.tombstones().forget();
        for (PublishedTable table : PublishedTables.ALL) {
            if (table.fed() == Feed.CHANGE_LOG) {
                rebuild(table, files);
            }
        }
        Freshness.write(lake, cut, until, publishedAt);
        return changes;
    }

    private void rebuild(PublishedTable table, List<FileScanTask> files) {
        List<String> ends = partEnds(table, files);
        if (ends.isEmpty() && lake.find(table) == null) {
            return;
        }
        TableMerge merge = new TableMerge(lake, table);
        String after = "";
        for (String last : ends) {
            Map<String, RawChange> newest = new HashMap<>();
            feed.changes(files, lake.tenant().id().toString(), table.name(), after, last, change -> {
                changes++;
                until = later(until, change.recordedAt());
                newest.merge(change.entityId(), change, PublishTenant::higher);
            });
            merge.replacement(newest);
            after = last;
        }
        merge.replace(cut);
    }

    /** Last id of each part, in their order. */
    private List<String> partEnds(PublishedTable table, List<FileScanTask> files) {
        List<UUID> ids = new ArrayList<>();
        feed.ids(files, lake.tenant().id().toString(), table.name(), id -> ids.add(UUID.fromString(id)));
        // As their text is ordered, which a UUID's own comparison is not.
        ids.sort((one, other) -> {
            int high = Long.compareUnsigned(one.getMostSignificantBits(), other.getMostSignificantBits());
            return high != 0
                    ? high
                    : Long.compareUnsigned(one.getLeastSignificantBits(), other.getLeastSignificantBits());
        });
        List<String> ends = new ArrayList<>();
        for (int end = rebuildPart; end < ids.size(); end += rebuildPart) {
            String last = ids.get(end - 1).toString();
            if (ends.isEmpty() || !ends.getLast().equals(last)) {
                ends.add(last);
            }
        }
        if (!ids.isEmpty()
                && (ends.isEmpty() || !ends.getLast().equals(ids.getLast().toString()))) {
            ends.add(ids.getLast().toString());
        }
        return ends;
    }

    private void take(RawChange change) {
        PublishedTable table = PublishedTables.named(change.entity());
        changes++;
        until = later(until, change.recordedAt());
        if (table == null) {
            // Written by a newer core than this worker knows; raw keeps it until a worker that knows it rebuilds.
            return;
        }
        Map<String, RawChange> newest = pending.computeIfAbsent(table, key -> new HashMap<>());
        int before = newest.size();
        newest.merge(change.entityId(), change, PublishTenant::higher);
        held += newest.size() - before;
        if (held >= CHANGES_MAX) {
            flush();
        }
    }

    private void flush() {
        for (PublishedTable table : PublishedTables.ALL) {
            Map<String, RawChange> newest = pending.remove(table);
            if (newest != null) {
                new TableMerge(lake, table).apply(newest, cut);
            }
        }
        held = 0;
    }

    private static RawChange higher(RawChange one, RawChange other) {
        return other.version() > one.version() ? other : one;
    }

    private static OffsetDateTime later(@Nullable OffsetDateTime one, OffsetDateTime other) {
        return one == null || other.isAfter(one) ? other : one;
    }
}
