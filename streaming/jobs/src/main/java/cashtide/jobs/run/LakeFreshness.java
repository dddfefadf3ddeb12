package cashtide.jobs.run;

import cashtide.lake.FeedPosition;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** The table {@code lake_freshness}: how far the lake has followed each tenant's changes. */
public final class LakeFreshness {

    // What is committed and above the position is still to come; just before its oldest row, the lake is complete.
    private static final String BACKLOG = """
            select tenant_id, min(recorded_at) - interval '1 microsecond', clock_timestamp()
            from change_log where xid > ?::text::xid8 group by tenant_id
            union all select null, null, clock_timestamp()""";

    private static final String SAVE = """
            insert into lake_freshness (tenant_id, ingested_until, published_until, published_at, updated_at)
            values (?, ?, ?, ?, clock_timestamp())
            on conflict (tenant_id) do update set ingested_until = excluded.ingested_until,
              published_until = excluded.published_until,
              published_at = coalesce(excluded.published_at, lake_freshness.published_at),
              updated_at = excluded.updated_at""";

    private final DataSource database;

    /** @param database signs in as {@code cashtide_worker} */
    public LakeFreshness(DataSource database) {
        this.database = database;
    }

    /**
     * Writes how far the lake is for these tenants.
     *
     * @param raw newest position of the raw feed
     * @param published newest published position; null before the first
     * @param justPublished tenants that a step has just published
     */
    public void report(
            Collection<UUID> tenants,
            FeedPosition raw,
            @Nullable FeedPosition published,
            Collection<UUID> justPublished)
            throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement save = connection.prepareStatement(SAVE)) {
            Until ingestedUntil = until(connection, raw.xidMax());
            Until publishedUntil = published == null ? null : until(connection, published.xidMax());
            for (UUID tenant : tenants) {
                save.setObject(1, tenant);
                save.setObject(2, ingestedUntil.of(tenant));
                save.setObject(3, publishedUntil == null ? null : publishedUntil.of(tenant));
                save.setObject(4, justPublished.contains(tenant) ? publishedNow(publishedUntil) : null);
                save.addBatch();
            }
            save.executeBatch();
        }
    }

    /** Remembers that a tenant's scores are new. */
    public void scored(UUID tenant) throws SQLException {
        update("update lake_freshness set scored_at = now(), updated_at = now() where tenant_id = ?", tenant);
    }

    private void update(String sql, UUID tenant) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setObject(1, tenant);
            statement.executeUpdate();
        }
    }

    private static @Nullable OffsetDateTime publishedNow(@Nullable Until until) {
        return until == null ? null : until.now();
    }

    private static Until until(Connection connection, long xidMax) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(BACKLOG)) {
            query.setString(1, Long.toString(xidMax));
            try (ResultSet rows = query.executeQuery()) {
                Map<UUID, OffsetDateTime> behind = new HashMap<>();
                OffsetDateTime now = null;
                while (rows.next()) {
                    now = rows.getObject(3, OffsetDateTime.class);
                    UUID tenant = rows.getObject(1, UUID.class);
                    if (tenant != null) {
                        behind.put(tenant, rows.getObject(2, OffsetDateTime.class));
                    }
                }
                if (now == null) {
                    throw new IllegalStateException("the database told no time");
                }
                return new Until(behind, now);
            }
        }
    }

    /** Up to when every change is there, by tenant: now, unless a change is still to come. */
    private record Until(Map<UUID, OffsetDateTime> behind, OffsetDateTime now) {
        OffsetDateTime of(UUID tenant) {
            return behind.getOrDefault(tenant, now);
        }
    }
}
