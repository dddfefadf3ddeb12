package cashtide.lake;

import cashtide.contract.PublishedTable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.apache.iceberg.CatalogProperties;
import org.apache.iceberg.Table;
import org.apache.iceberg.catalog.Namespace;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.exceptions.AlreadyExistsException;
import org.apache.iceberg.jdbc.JdbcCatalog;
import org.apache.iceberg.jdbc.UncheckedSQLException;
import org.jspecify.annotations.Nullable;

/**
 * The lake of one cell. Two Iceberg catalogs lie in one PostgreSQL database: {@code internal} with the raw feed of all the
 * tenants, and {@code tenants} with one namespace per tenant. So nothing that lists tenants' tables can meet the raw feed,
 * and no alias can collide with it.
 */
public final class Lake {

    /** Snapshot property: position in the raw feed that a published snapshot stands for. */
    public static final String CUT = "cashtide.cut";

    static final String TENANT_ID = "cashtide.tenant-id";

    private static final String INTERNAL = "internal";
    private static final String TENANTS = "tenants";
    private static final Namespace RAW = Namespace.of("raw");
    private static final Namespace TOMBSTONES = Namespace.of("tombstones");
    private static final TableIdentifier RAW_CHANGE = TableIdentifier.of(RAW, "change");
    private static final ConcurrentMap<LakeSettings, Lake> OPEN = new ConcurrentHashMap<>();
    private static final int ATTEMPTS = 5;
    private static final int RAW_ROW_GROUP_BYTES = 4 << 20;

    private final JdbcCatalog internal;
    private final JdbcCatalog tenants;
    private final String internalFiles;
    private final String tenantFiles;

    private Lake(LakeSettings settings) {
        this.internal = catalog(INTERNAL, settings);
        this.tenants = catalog(TENANTS, settings);
        this.internalFiles = files(INTERNAL, settings);
        this.tenantFiles = files(TENANTS, settings);
    }

    /** The lake behind these settings. One per JVM: its connections are shared and stay open until the JVM ends. */
    public static Lake open(LakeSettings settings) {
        return OPEN.computeIfAbsent(settings, Lake::new);
    }

    /** {@code raw.change}, made when missing. */
    public Table raw() {
        if (!internal.tableExists(RAW_CHANGE)) {
            createNamespace(internal, RAW, Map.of());
            try {
                internal.buildTable(RAW_CHANGE, LakeSchemas.RAW_CHANGE)
                        .withPartitionSpec(LakeSchemas.rawPartitions())
                        // A table that was set aside keeps its folder; this one must not lie among its files.
                        .withLocation(internalFiles + "/raw/change-"
                                + UUID.randomUUID().toString().substring(0, 8))
                        .withProperties(Map.of(
                                "comment", "Every committed change of every tenant; internal",
                                "format-version", "2",
                                "write.parquet.compression-codec", "zstd",
                                // A tenant's changes are found by skipping row groups: large ones hold everybody's.
                                "write.parquet.row-group-size-bytes", String.valueOf(RAW_ROW_GROUP_BYTES),
                                "write.distribution-mode", "none",
                                // An idle feed commits nothing: the roll-back guard reads the last commit that did.
                                "flink.max-continuous-empty-commits", String.valueOf(Integer.MAX_VALUE),
                                "write.metadata.delete-after-commit.enabled", "true",
                                "write.metadata.previous-versions-max", "20",
                                "commit.manifest.min-count-to-merge", "50"))
                        .create();
            } catch (AlreadyExistsException e) {
                return internal.loadTable(RAW_CHANGE);
            }
        }
        return internal.loadTable(RAW_CHANGE);
    }

    /** The raw feed and how far it was published. */
    public RawFeed feed() {
        return new RawFeed(raw(), new FeedMarks(internal, RAW));
    }

    /**
     * Sets the raw feed aside under a new name and starts an empty one; for a core that was restored to an older state.
     *
     * @return the name it has now
     */
    public String setRawAside(String suffix) {
        TableIdentifier aside = TableIdentifier.of(RAW, "change_until_" + suffix);
        raw();
        internal.renameTable(RAW_CHANGE, aside);
        new FeedMarks(internal, RAW).forgetAll();
        return aside.toString();
    }

    /** One tenant's tables; nothing is made before something is published. */
    public TenantLake tenant(TenantName tenant) {
        Namespace namespace = Namespace.of(tenant.alias());
        if (tenants.namespaceExists(namespace)) {
            String owner = tenants.loadNamespaceMetadata(namespace).get(TENANT_ID);
            if (!tenant.id().toString().equals(owner)) {
                throw new IllegalStateException(
                        "namespace " + tenant.alias() + " belongs to tenant " + owner + ", not to " + tenant.id());
            }
        }
        return new TenantLake(this, tenant);
    }

    /** The tenants that have a namespace, by id. */
    public Map<UUID, TenantName> tenants() {
        Map<UUID, TenantName> known = new HashMap<>();
        for (Namespace namespace : tenants.listNamespaces()) {
            String id = tenants.loadNamespaceMetadata(namespace).get(TENANT_ID);
            if (id != null) {
                TenantName name = new TenantName(UUID.fromString(id), namespace.level(0));
                known.put(name.id(), name);
            }
        }
        return known;
    }

    @Nullable
    Table find(TenantName tenant, PublishedTable table) {
        TableIdentifier id = TableIdentifier.of(tenant.alias(), table.name());
        return tenants.tableExists(id) ? tenants.loadTable(id) : null;
    }

    Table findOrCreate(TenantName tenant, PublishedTable table) {
        Table found = find(tenant, table);
        if (found != null) {
            return SchemaGrowth.grow(found, table);
        }
        createNamespace(
                tenants,
                Namespace.of(tenant.alias()),
                Map.of(TENANT_ID, tenant.id().toString()));
        return FixedIdTables.create(tenants, tenantFiles, TableIdentifier.of(tenant.alias(), table.name()), table);
    }

    List<String> tableNames(TenantName tenant) {
        Namespace namespace = Namespace.of(tenant.alias());
        List<String> names = new ArrayList<>();
        if (tenants.namespaceExists(namespace)) {
            tenants.listTables(namespace).forEach(table -> names.add(table.name()));
        }
        return names;
    }

    /** Versions at which this tenant's rows were deleted; null while nothing was. */
    @Nullable
    Table findTombstones(TenantName tenant) {
        TableIdentifier id = TableIdentifier.of(TOMBSTONES, tenant.alias());
        return internal.tableExists(id) ? internal.loadTable(id) : null;
    }

    Table createTombstones(TenantName tenant) {
        createNamespace(internal, TOMBSTONES, Map.of());
        return internal.buildTable(TableIdentifier.of(TOMBSTONES, tenant.alias()), LakeSchemas.TOMBSTONE)
                .withProperty("format-version", "2")
                .create();
    }

    void dropTombstones(TenantName tenant) {
        internal.dropTable(TableIdentifier.of(TOMBSTONES, tenant.alias()), true);
    }

    private static String files(String catalog, LakeSettings settings) {
        return settings.warehouse() + "/" + catalog;
    }

    private static JdbcCatalog catalog(String name, LakeSettings settings) {
        Map<String, String> properties = Map.of(
                CatalogProperties.URI,
                settings.catalogUrl(),
                JdbcCatalog.PROPERTY_PREFIX + "user",
                settings.user(),
                JdbcCatalog.PROPERTY_PREFIX + "password",
                settings.password(),
                CatalogProperties.WAREHOUSE_LOCATION,
                files(name, settings),
                CatalogProperties.FILE_IO_IMPL,
                LocalFiles.class.getName(),
                "jdbc.schema-version",
                "V1",
                CatalogProperties.CLIENT_POOL_SIZE,
                "2");
        for (int attempt = 1; ; attempt++) {
            JdbcCatalog catalog = new JdbcCatalog();
            try {
                catalog.initialize(name, properties);
                return catalog;
            } catch (UncheckedSQLException e) {
                catalog.close();
                // Two processes that meet an empty database both try to make the catalog's tables: one loses, once.
                if (attempt == ATTEMPTS) {
                    throw e;
                }
            }
        }
    }

    private static void createNamespace(JdbcCatalog catalog, Namespace namespace, Map<String, String> properties) {
        if (catalog.namespaceExists(namespace)) {
            return;
        }
        try {
            catalog.createNamespace(namespace, properties);
        } catch (AlreadyExistsException | UncheckedSQLException e) {
            // Somebody else was faster; anything but that is an error.
            if (!catalog.namespaceExists(namespace)) {
                throw e;
            }
        }
    }
}
