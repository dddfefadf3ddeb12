package cashtide.lake;

import cashtide.contract.PublishedTable;
import cashtide.contract.PublishedTables;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.apache.iceberg.Table;
import org.jspecify.annotations.Nullable;

/**
 * One tenant's published tables: the handle to analytic data, as {@code TenantTx} is the handle to the core's. It can't be
 * made without a tenant, and reaches the namespace of that tenant only.
 */
public final class TenantLake {

    private final Lake lake;
    private final TenantName tenant;

    TenantLake(Lake lake, TenantName tenant) {
        this.lake = lake;
        this.tenant = tenant;
    }

    public TenantName tenant() {
        return tenant;
    }

    /** Names of the tables that exist. */
    public List<String> tableNames() {
        return lake.tableNames(tenant);
    }

    /** A published table, or null before its first row. */
    public @Nullable Table find(PublishedTable table) {
        return lake.find(tenant, table);
    }

    /** A published table, made when missing, with every column of the contract. For the jobs that write it. */
    public Table table(PublishedTable table) {
        return lake.findOrCreate(tenant, table);
    }

    /** All tables as they were together when last published, or null before the first time. */
    public @Nullable Moment newest() {
        return Moment.newest(this);
    }

    /** Names the newest snapshots in {@code _freshness}, after a job added computed rows; the cut stays what it was. */
    public void nameNewestSnapshots(Instant now) {
        Freshness.refresh(this, now);
    }

    /**
     * Keeps the snapshots of a moment for so long, whatever maintenance forgets meanwhile, so that what was read then can
     * be read again.
     *
     * @param name of the tags; a name that is there already stays as it is
     */
    public void keep(Moment moment, String name, Duration age) {
        moment.snapshots().forEach((tableName, snapshot) -> {
            PublishedTable published = PublishedTables.named(tableName);
            Table table = published == null ? null : find(published);
            if (table != null && !table.refs().containsKey(name) && table.snapshot(snapshot) != null) {
                table.manageSnapshots()
                        .createTag(name, snapshot)
                        .setMaxRefAgeMs(name, age.toMillis())
                        .commit();
            }
        });
    }

    /** Lets go of what {@link #keep} kept by this name, so that maintenance may forget it. */
    public void letGo(String name) {
        for (PublishedTable published : PublishedTables.ALL) {
            Table table = find(published);
            if (table != null && table.refs().containsKey(name)) {
                table.manageSnapshots().removeTag(name).commit();
            }
        }
    }

    /** Deleted rows of this tenant. */
    Tombstones tombstones() {
        return new Tombstones(lake, tenant);
    }
}
