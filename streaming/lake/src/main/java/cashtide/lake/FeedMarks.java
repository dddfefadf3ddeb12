package cashtide.lake;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.apache.iceberg.catalog.Namespace;
import org.apache.iceberg.jdbc.JdbcCatalog;
import org.jspecify.annotations.Nullable;

/** How far the raw feed was published; kept in the catalog's database, so that it changes by one transaction. */
final class FeedMarks {

    private static final String SNAPSHOT = "cashtide.published-snapshot";
    private static final String XID = "cashtide.published-xid";
    private static final String ORIGIN = "cashtide.origin";

    private final JdbcCatalog catalog;
    private final Namespace namespace;

    FeedMarks(JdbcCatalog catalog, Namespace namespace) {
        this.catalog = catalog;
        this.namespace = namespace;
    }

    /** The last published snapshot, or null before the first. */
    @Nullable
    FeedPosition published() {
        Map<String, String> properties = catalog.loadNamespaceMetadata(namespace);
        String snapshot = properties.get(SNAPSHOT);
        return snapshot == null
                ? null
                : new FeedPosition(Long.parseLong(snapshot), Long.parseLong(properties.getOrDefault(XID, "0")));
    }

    void published(FeedPosition position) {
        Map<String, String> properties = new HashMap<>();
        properties.put(SNAPSHOT, String.valueOf(position.snapshotId()));
        properties.put(XID, String.valueOf(position.xidMax()));
        catalog.setProperties(namespace, properties);
    }

    void forget() {
        catalog.removeProperties(namespace, Set.of(SNAPSHOT, XID));
    }

    /** As if there had never been a feed. */
    void forgetAll() {
        catalog.removeProperties(namespace, Set.of(SNAPSHOT, XID, ORIGIN));
    }

    /** Identity of the database that feeds the raw table, or null before the first row. */
    @Nullable
    String origin() {
        return catalog.loadNamespaceMetadata(namespace).get(ORIGIN);
    }

    void origin(String identity) {
        catalog.setProperties(namespace, Map.of(ORIGIN, identity));
    }
}
