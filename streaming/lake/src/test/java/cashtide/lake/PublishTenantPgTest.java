package cashtide.lake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cashtide.contract.PublishedTable;
import cashtide.contract.PublishedTables;
import cashtide.local.PgDatabase;
import cashtide.local.PgServer;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.UUID;
import org.apache.iceberg.FileScanTask;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.Table;
import org.apache.iceberg.io.CloseableIterable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PublishTenantPgTest {

    private static final Instant NOW = Instant.parse("2026-03-02T10:00:05Z");
    private static final TenantName ACME = new TenantName(UUID.randomUUID(), "acme");
    private static final TenantName BOREALIS = new TenantName(UUID.randomUUID(), "borealis");

    @TempDir
    Path folder;

    private PgDatabase database;
    private Lake lake;
    private RawWriter raw;

    @BeforeEach
    void open() {
        String name = "lake_" + UUID.randomUUID().toString().substring(0, 8);
        database = PgServer.shared().createPlainDatabase(name, "cashtide_lake");
        lake = Lake.open(new LakeSettings(
                database.jdbcUrl(), "cashtide_lake", database.password("cashtide_lake"), folder.toString()));
        raw = new RawWriter(lake);
    }

    @AfterEach
    void drop() {
        database.drop();
    }

    @Test
    void aDeletedRowStaysDeletedWhenAnEarlierVersionArrivesLater() {
        UUID customer = UUID.randomUUID();
        raw.tenant(ACME).customer(ACME, customer, 1, "First").commit();
        publishAll();
        raw.customer(ACME, customer, 3, null).commit();
        publishAll();
        raw.customer(ACME, customer, 2, "Late").commit();
        publishAll();
        assertThat(customers(ACME)).isEmpty();
        assertThat(lake.tenant(ACME).tombstones().of("customers")).containsEntry(customer.toString(), 3L);
    }

    @Test
    void aDeletionIsAppliedThoughAKilledWorkerHadOnlyRememberedIt() {
        UUID customer = UUID.randomUUID();
        raw.tenant(ACME).customer(ACME, customer, 1, "First").commit();
        publishAll();
        raw.customer(ACME, customer, 2, null).commit();
        lake.tenant(ACME).tombstones().add("customers", Map.of(customer.toString(), 2L));
        publishAll();
        assertThat(customers(ACME)).isEmpty();
    }

    @Test
    void publishingTheSameStepTwiceChangesNothing() {
        UUID customer = UUID.randomUUID();
        raw.tenant(ACME).customer(ACME, customer, 1, "First").commit();
        FeedStep step = lake.feed().nextStep(1000);
        publish(step);
        Long snapshot = lake.tenant(ACME).newest().snapshots().get("customers");
        publish(step);
        assertThat(lake.tenant(ACME).newest().snapshots()).containsEntry("customers", snapshot);
        assertThat(customers(ACME)).containsEntry(customer.toString(), "First 1");
    }

    @Test
    void aMomentShowsAllTablesAsTheyWereThoughOneWasPublishedSince() {
        UUID customer = UUID.randomUUID();
        raw.tenant(ACME).customer(ACME, customer, 1, "First").commit();
        publishAll();
        Moment before = lake.tenant(ACME).newest();
        raw.customer(ACME, customer, 2, "Second").commit();
        publishAll();
        assertThat(customers(before)).containsEntry(customer.toString(), "First 1");
        assertThat(customers(ACME)).containsEntry(customer.toString(), "Second 2");
    }

    @Test
    void thePublishedPositionFollowsARawTableThatWasRolledBack() {
        UUID customer = UUID.randomUUID();
        raw.tenant(ACME).customer(ACME, customer, 1, "First").commit();
        publishAll();
        FeedPosition first = lake.feed().published();
        raw.customer(ACME, customer, 2, "Second").commit();
        publishAll();
        lake.raw().manageSnapshots().rollbackTo(first.snapshotId()).commit();
        raw.customer(ACME, customer, 2, "Second")
                .customer(ACME, UUID.randomUUID(), 1, "Other")
                .commit();
        RawFeed feed = lake.feed();
        assertThatThrownBy(() -> feed.nextStep(1000))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("is not in the history");
        feed.followRollback();
        assertThat(feed.published()).isEqualTo(first);
        publishAll();
        assertThat(customers(ACME)).hasSize(2).containsEntry(customer.toString(), "Second 2");
    }

    @Test
    void noFileOfATenantHoldsARowOfAnother() throws Exception {
        SplittableRandom random = new SplittableRandom(7);
        Map<TenantName, Map<String, String>> expected = Map.of(ACME, new TreeMap<>(), BOREALIS, new TreeMap<>());
        Map<String, Long> versions = new HashMap<>();
        raw.tenant(ACME).tenant(BOREALIS);
        for (int round = 0; round < 8; round++) {
            for (int i = 0; i < 250; i++) {
                TenantName tenant = random.nextBoolean() ? ACME : BOREALIS;
                Map<String, String> own = expected.get(tenant);
                List<String> ids = new ArrayList<>(own.keySet());
                boolean fresh = ids.isEmpty() || random.nextInt(3) == 0;
                String id = fresh
                        ? new UUID(random.nextLong(), random.nextLong()).toString()
                        : ids.get(random.nextInt(ids.size()));
                long version = versions.merge(id, 1L, Long::sum);
                boolean delete = !fresh && random.nextInt(5) == 0;
                String name = tenant.alias() + random.nextInt(1000);
                raw.customer(tenant, UUID.fromString(id), version, delete ? null : name);
                if (delete) {
                    own.remove(id);
                } else {
                    own.put(id, name + " " + version);
                }
            }
            raw.commit();
            publishAll();
        }
        assertThat(customers(ACME)).isEqualTo(expected.get(ACME));
        assertThat(customers(BOREALIS)).isEqualTo(expected.get(BOREALIS));
        Set<String> files = new HashSet<>();
        for (TenantName tenant : List.of(ACME, BOREALIS)) {
            for (PublishedTable published : PublishedTables.ALL) {
                Table table = lake.tenant(tenant).find(published);
                if (table != null) {
                    assertThat(table.location()).contains("/tenants/" + tenant.alias() + "/");
                    for (Snapshot snapshot : table.snapshots()) {
                        try (CloseableIterable<FileScanTask> tasks = table.newScan()
                                .useSnapshot(snapshot.snapshotId())
                                .planFiles()) {
                            for (FileScanTask task : tasks) {
                                assertThat(task.deletes()).isEmpty();
                                files.add(tenant.alias() + " " + task.file().location());
                                holdsOnly(table, task, tenant, published);
                            }
                        }
                    }
                }
            }
        }
        assertThat(files).hasSizeGreaterThan(10);
    }

    @Test
    void aRebuildHoldsAPartOfATableAtATimeAndGivesTheSameRows() throws Exception {
        SplittableRandom random = new SplittableRandom(8);
        Map<String, String> expected = new TreeMap<>();
        raw.tenant(ACME);
        for (int i = 0; i < 95; i++) {
            UUID id = new UUID(random.nextLong(), random.nextLong());
            int versions = 1 + random.nextInt(3);
            for (int version = versions; version > 0; version--) {
                raw.customer(ACME, id, version, version == versions && i % 10 == 0 ? null : "acme" + i);
                if (i % 4 == 0) {
                    raw.commit();
                }
            }
            if (i % 10 != 0) {
                expected.put(id.toString(), "acme" + i + " " + versions);
            }
        }
        raw.commit();
        publishAll();
        assertThat(customers(ACME)).isEqualTo(expected);
        RawFeed feed = lake.feed();
        FeedPosition to = feed.newest();
        PublishTenant inParts = new PublishTenant(feed, lake.tenant(ACME), to, 20);
        long changes = inParts.rebuild(feed.files(null, to.snapshotId()), NOW);
        assertThat(changes)
                .isEqualTo(Long.parseLong(lake.raw().currentSnapshot().summary().get("total-records")));
        assertThat(customers(ACME)).isEqualTo(expected);
        Table customers = lake.tenant(ACME).find(PublishedTables.CUSTOMERS);
        try (CloseableIterable<FileScanTask> files = customers.newScan().planFiles()) {
            assertThat(files)
                    .hasSizeGreaterThan(5)
                    .allSatisfy(file -> assertThat(file.file().recordCount()).isLessThanOrEqualTo(20));
        }
    }

    @Test
    void anAliasThatBelongsToAnotherTenantIsRefused() {
        raw.tenant(ACME).commit();
        publishAll();
        assertThatThrownBy(() -> lake.tenant(new TenantName(UUID.randomUUID(), "acme")))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("belongs to tenant " + ACME.id());
        assertThatThrownBy(() -> new TenantName(UUID.randomUUID(), "../raw"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("can't name a namespace");
    }

    @Test
    void fieldIdsInTheCatalogAreThoseOfTheContract() {
        raw.tenant(ACME).customer(ACME, UUID.randomUUID(), 1, "First").commit();
        publishAll();
        Table customers = lake.tenant(ACME).find(PublishedTables.CUSTOMERS);
        assertThat(customers.schema().asStruct())
                .isEqualTo(LakeSchemas.of(PublishedTables.CUSTOMERS).asStruct());
        assertThat(customers.properties()).containsEntry("comment", PublishedTables.CUSTOMERS.comment());
    }

    private static void holdsOnly(Table table, FileScanTask task, TenantName tenant, PublishedTable published) {
        if (published.equals(PublishedTables.CUSTOMERS)) {
            DataFiles.read(
                    table.io(),
                    task.file(),
                    table.schema().select("name"),
                    org.apache.iceberg.expressions.Expressions.alwaysTrue(),
                    row -> assertThat((String) row.get(0)).startsWith(tenant.alias()));
        }
    }

    private void publishAll() {
        RawFeed feed = lake.feed();
        for (FeedStep step = feed.nextStep(1000); step != null; step = feed.nextStep(1000)) {
            publish(step);
            feed.markPublished(step.to());
        }
    }

    private void publish(FeedStep step) {
        RawFeed feed = lake.feed();
        Set<String> ids = feed.tenants(step.files());
        for (TenantName tenant : List.of(ACME, BOREALIS)) {
            if (ids.contains(tenant.id().toString())) {
                new PublishTenant(feed, lake.tenant(tenant), step.to()).publish(step.files(), NOW);
            }
        }
    }

    private Map<String, String> customers(TenantName tenant) {
        return customers(lake.tenant(tenant).newest());
    }

    private static Map<String, String> customers(Moment moment) {
        Map<String, String> rows = new TreeMap<>();
        moment.rows(
                PublishedTables.CUSTOMERS,
                List.of("id", "name", "version"),
                row -> rows.put((String) row.get(0), row.get(1) + " " + row.get(2)));
        return rows;
    }
}
