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
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.apache.iceberg.FileScanTask;
import org.jspecify.annotations.Nullable;

/** Adds up from the raw feed what the core added up for itself, over the rows that were visible in the core's snapshot. */
final class Reconciliation {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** A row of these is written once and never again, so nothing has to be kept of it. There may be millions. */
    private static final Set<String> APPEND_ONLY = Set.of("ledger_entries", "payment_applications");

    private final Map<String, String> currencies = new HashMap<>();
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
        for (List<FileScanTask> day : RawFeed.newestDaysFirst(files)) {
            Totals newest = newest(day);
            if (newest != null) {
                return newest;
            }
        }
        return null;
    }

    private @Nullable Totals newest(List<FileScanTask> day) {
        Map<String, List<RawChange>> bySnapshot = new HashMap<>();
        feed.changes(day, tenantId, "control_totals", change -> bySnapshot
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
        List<Measure> measures = Measure.of(entity);
        Map<UUID, Row> newest = new HashMap<>();
        boolean appended = APPEND_ONLY.contains(entity);
        feed.changes(files, tenantId, entity, change -> {
            if (snapshot.sees(change.xid())) {
                Row row = row(change, measures);
                if (appended) {
                    add(row, measures, sums);
                } else {
                    newest.merge(
                            UUID.fromString(change.entityId()),
                            row,
                            (one, other) -> other.version() > one.version() ? other : one);
                }
            }
        });
        newest.values().forEach(row -> add(row, measures, sums));
    }

    /**
     * What is kept of a change until the last one of its row has been seen: all the rows of a table are held.
     *
     * @param currency null for a deletion
     * @param second of an entity with two measures
     */
    private record Row(long version, @Nullable String currency, long first, long second) {}

    private Row row(RawChange change, List<Measure> measures) {
        if (change.deletion()) {
            return new Row(change.version(), null, 0, 0);
        }
        JsonNode payload = payload(change);
        String currency = payload.path("currency").asText();
        return new Row(
                change.version(),
                currencies.computeIfAbsent(currency, key -> key),
                measures.getFirst().of(payload),
                measures.size() > 1 ? measures.get(1).of(payload) : 0);
    }

    private static void add(Row row, List<Measure> measures, Map<String, Long> sums) {
        String currency = row.currency();
        if (currency == null) {
            return;
        }
        for (int i = 0; i < measures.size(); i++) {
            Measure measure = measures.get(i);
            long amount = i == 0 ? row.first() : row.second();
            if (measure != Measure.LEDGER_DEBITS || amount > 0) {
                sums.merge(measure.code() + " " + currency, amount, Math::addExact);
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
