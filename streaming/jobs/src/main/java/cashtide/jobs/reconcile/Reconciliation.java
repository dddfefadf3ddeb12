package cashtide.jobs.reconcile;

import cashtide.lake.FeedPosition;
import cashtide.lake.RawChange;
import cashtide.lake.RawFeed;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.iceberg.FileScanTask;
import org.jspecify.annotations.Nullable;

/** Adds up from the raw feed what the core added up for itself, over the rows that were visible in the core's snapshot. */
final class Reconciliation {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final RawFeed feed;
    private final String tenantId;
    private final List<FileScanTask> files;

    Reconciliation(RawFeed feed, FeedPosition upTo, String tenantId) {
        this.feed = feed;
        this.tenantId = tenantId;
        this.files = feed.files(null, upTo.snapshotId());
    }

    /** Totals that the core took at one moment: minor units by measure and currency. */
    record Totals(PgSnapshot snapshot, OffsetDateTime takenAt, Map<String, Long> core) {}

    /** The newest totals in the feed, or null when the core never took any. */
    @Nullable
    Totals newest() {
        Map<String, List<RawChange>> bySnapshot = new HashMap<>();
        feed.changes(files, tenantId, "control_totals", change -> bySnapshot
                .computeIfAbsent(payload(change).path("snapshot").asText(), key -> new ArrayList<>())
                .add(change));
        Totals newest = null;
        for (Map.Entry<String, List<RawChange>> taken : bySnapshot.entrySet()) {
            OffsetDateTime at = taken.getValue().getFirst().recordedAt();
            if (newest == null || at.isAfter(newest.takenAt())) {
                Map<String, Long> core = new TreeMap<>();
                for (RawChange change : taken.getValue()) {
                    JsonNode total = payload(change);
                    core.put(
                            key(total.path("measure").asText(), total),
                            total.path("amount_minor").asLong());
                }
                newest = new Totals(PgSnapshot.parse(taken.getKey()), at, core);
            }
        }
        return newest;
    }

    /** Both sides of every measure and currency that either side has. */
    List<Difference> compare(Totals totals) {
        Map<String, Long> lake = new TreeMap<>();
        for (String entity : List.of("invoices", "open_items", "payments", "payment_applications", "ledger_entries")) {
            addUp(entity, totals.snapshot(), lake);
        }
        Map<String, Long> all = new TreeMap<>(totals.core());
        all.putAll(lake);
        List<Difference> differences = new ArrayList<>();
        for (String key : all.keySet()) {
            int space = key.indexOf(' ');
            differences.add(new Difference(
                    key.substring(0, space),
                    key.substring(space + 1),
                    totals.core().getOrDefault(key, 0L),
                    lake.getOrDefault(key, 0L)));
        }
        return differences;
    }

    private void addUp(String entity, PgSnapshot snapshot, Map<String, Long> sums) {
        Map<String, RawChange> newest = new HashMap<>();
        feed.changes(files, tenantId, entity, change -> {
            if (snapshot.sees(change.xid())) {
                newest.merge(change.entityId(), change, (one, other) -> other.version() > one.version() ? other : one);
            }
        });
        for (RawChange change : newest.values()) {
            if (!change.deletion()) {
                JsonNode row = payload(change);
                for (Measure measure : Measure.values()) {
                    if (measure.entity().equals(entity)) {
                        long amount = measure.of(row);
                        if (measure != Measure.LEDGER_DEBITS || amount > 0) {
                            sums.merge(key(measure.code(), row), amount, Math::addExact);
                        }
                    }
                }
            }
        }
    }

    private static String key(String measure, JsonNode row) {
        return measure + " " + row.path("currency").asText();
    }

    private static JsonNode payload(RawChange change) {
        try {
            return JSON.readTree(String.valueOf(change.payload()));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("payload of change " + change.changeId() + " is not JSON", e);
        }
    }
}
