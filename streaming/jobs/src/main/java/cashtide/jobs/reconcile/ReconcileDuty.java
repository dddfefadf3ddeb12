package cashtide.jobs.reconcile;

import cashtide.contract.Amounts;
import cashtide.jobs.run.RunRequest;
import cashtide.lake.FeedPosition;
import cashtide.lake.Lake;
import cashtide.lake.LakeSettings;
import cashtide.lake.RawFeed;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Compares the lake with the core's newest control totals and shows the result; every difference must be 0. */
public final class ReconcileDuty {

    private static final Logger LOG = LoggerFactory.getLogger(ReconcileDuty.class);
    private static final ObjectMapper JSON = new ObjectMapper();

    private static final Duration ARRIVAL_MAX = Duration.ofSeconds(30);
    private static final long ARRIVAL_POLL_MILLIS = 500;

    private final LakeSettings settings;
    private final DataSource database;
    private final Map<UUID, OffsetDateTime> last = new HashMap<>();
    /** How far the feed was when all tenants were last looked at; there is nothing new before it has grown. */
    private @Nullable FeedPosition seen;

    /** @param database signs in as {@code cashtide_worker} */
    public ReconcileDuty(LakeSettings settings, DataSource database) {
        this.settings = settings;
        this.database = database;
    }

    /** Compares for somebody who asked, once the totals that the core took for it have arrived. */
    public String reconcile(RunRequest request) throws SQLException, InterruptedException {
        awaitWhatIsCommitted();
        synchronized (this) {
            last.remove(request.tenantId());
            return reconcile(request.tenantId());
        }
    }

    /** A feed that is further behind than this is compared as it is: it says so itself. */
    private void awaitWhatIsCommitted() throws SQLException, InterruptedException {
        long xmax = xmaxNow();
        long deadline = System.nanoTime() + ARRIVAL_MAX.toNanos();
        FeedPosition raw = Lake.open(settings).feed().newest();
        while (stillToCome(raw == null ? 0 : raw.xidMax(), xmax) && System.nanoTime() < deadline) {
            Thread.sleep(ARRIVAL_POLL_MILLIS);
            raw = Lake.open(settings).feed().newest();
        }
    }

    private long xmaxNow() throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement query =
                        connection.prepareStatement("select pg_snapshot_xmax(pg_current_snapshot())::text");
                ResultSet row = query.executeQuery()) {
            row.next();
            return Long.parseLong(row.getString(1));
        }
    }

    /** Compares the tenants whose core took new totals since the last time. */
    public synchronized void reconcileNew() throws SQLException {
        FeedPosition raw = Lake.open(settings).feed().newest();
        if (raw == null || raw.equals(seen)) {
            return;
        }
        for (UUID tenant : Lake.open(settings).tenants().keySet()) {
            reconcile(tenant);
        }
        seen = raw;
    }

    private String reconcile(UUID tenant) throws SQLException {
        RawFeed feed = Lake.open(settings).feed();
        FeedPosition raw = feed.newest();
        if (raw == null) {
            return "Nothing has arrived in the lake yet";
        }
        Reconciliation reconciliation = new Reconciliation(feed, raw, tenant.toString());
        Reconciliation.Totals totals = reconciliation.newest();
        if (totals == null) {
            return "The core has not taken control totals yet";
        }
        if (totals.takenAt().equals(last.get(tenant))) {
            return "Compared already";
        }
        if (stillToCome(raw.xidMax(), totals.snapshot().xmax())) {
            return "Some of what the totals cover is still on its way into the lake";
        }
        List<Difference> differences = reconciliation.compare(totals);
        save(tenant, differences);
        last.put(tenant, totals.takenAt());
        long wrong = differences.stream()
                .filter(difference -> difference.differenceMinor() != 0)
                .count();
        if (wrong > 0) {
            LOG.error(
                    "LAKE_DIFFERS: {} of {} totals of tenant {} differ: {}",
                    wrong,
                    differences.size(),
                    tenant,
                    differences);
            return wrong + " of " + differences.size() + " totals differ";
        }
        return "All " + differences.size() + " totals agree, difference 0";
    }

    /** Whether a change that the snapshot may have seen is not in raw yet. */
    private boolean stillToCome(long rawXidMax, long snapshotXmax) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement query = connection.prepareStatement(
                        "select exists (select from change_log where xid > ?::text::xid8 and xid < ?::text::xid8)")) {
            query.setString(1, Long.toString(rawXidMax));
            query.setString(2, Long.toString(snapshotXmax));
            try (ResultSet row = query.executeQuery()) {
                row.next();
                return row.getBoolean(1);
            }
        }
    }

    private void save(UUID tenant, List<Difference> differences) throws SQLException {
        ArrayNode rows = JSON.createArrayNode();
        for (Difference difference : differences) {
            rows.addObject()
                    .put("measure", difference.measure())
                    .put("currency", difference.currency())
                    .put("core", major(difference.coreMinor(), difference.currency()))
                    .put("lake", major(difference.lakeMinor(), difference.currency()))
                    .put("difference", major(difference.differenceMinor(), difference.currency()));
        }
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement("""
                    insert into lake_freshness (tenant_id, reconciliation, reconciled_at, updated_at)
                    values (?, ?::jsonb, now(), now())
                    on conflict (tenant_id) do update set reconciliation = excluded.reconciliation,
                      reconciled_at = excluded.reconciled_at, updated_at = excluded.updated_at\
                    """)) {
            statement.setObject(1, tenant);
            statement.setString(2, rows.toString());
            statement.executeUpdate();
        }
    }

    /** Major units with the currency's own decimal places, as text: exact, whoever reads it. */
    private static String major(long minor, String currency) {
        int digits = java.util.Currency.getInstance(currency).getDefaultFractionDigits();
        return Amounts.toMajor(minor, currency).setScale(digits).toPlainString();
    }
}
