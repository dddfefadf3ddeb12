package cashtide.jobs.publish;

import cashtide.jobs.FlinkCluster;
import cashtide.lake.FeedStep;
import cashtide.lake.Lake;
import cashtide.lake.LakeSettings;
import cashtide.lake.RawChange;
import cashtide.lake.RawFeed;
import cashtide.lake.TenantName;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings the published tables up to the raw feed, step by step. One position for all tenants: it moves when every tenant
 * of a step is published, so a publisher that was killed does the step again, which changes nothing.
 */
public final class Publisher {

    private static final Logger LOG = LoggerFactory.getLogger(Publisher.class);
    private static final long ROWS_PER_STEP_MAX = 200_000;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final LakeSettings settings;
    private final FlinkCluster cluster;

    public Publisher(LakeSettings settings, FlinkCluster cluster) {
        this.settings = settings;
        this.cluster = cluster;
    }

    /** What one step did. */
    public sealed interface Outcome {
        /** The tenants of the step are published. */
        record Published(List<TenantName> tenants, long changes) implements Outcome {}

        /** There was nothing to publish. */
        record UpToDate() implements Outcome {}

        /** A tenant's rows came before the tenant's own row; the step waits for it. */
        record Waiting(Set<String> tenantIds) implements Outcome {}
    }

    /** Publishes the next step. Not to be called twice at a time. */
    public Outcome step() throws Exception {
        Lake lake = Lake.open(settings);
        RawFeed feed = lake.feed();
        FeedStep step = feed.nextStep(ROWS_PER_STEP_MAX);
        if (step == null) {
            return new Outcome.UpToDate();
        }
        Set<String> ids = feed.tenants(step.files());
        Map<UUID, TenantName> known = lake.tenants();
        if (ids.stream().anyMatch(id -> !known.containsKey(UUID.fromString(id)))) {
            introduced(feed, step).forEach(known::putIfAbsent);
        }
        List<TenantName> touched = ids.stream()
                .map(id -> known.get(UUID.fromString(id)))
                .filter(Objects::nonNull)
                .toList();
        if (touched.size() < ids.size()) {
            return new Outcome.Waiting(ids);
        }
        publish(touched, step);
        feed.markPublished(step.to());
        LOG.info("published {} changes of {} tenants", step.rows(), touched.size());
        return new Outcome.Published(touched, step.rows());
    }

    private void publish(List<TenantName> tenants, FeedStep step) throws Exception {
        List<TenantWork> work = tenants.stream()
                .map(tenant -> new TenantWork(
                        tenant,
                        step.fromExclusive(),
                        step.to().snapshotId(),
                        step.to().xidMax()))
                .toList();
        PublishTask task = new PublishTask(settings, work);
        if (work.size() == 1) {
            // One tenant is nothing to spread, and a Flink job takes longer to start than most steps take.
            task.map(0);
        } else if (!work.isEmpty()) {
            cluster.forEach("publish", work.size(), task);
        }
    }

    /** The names of the tenants whose own rows are in this step. */
    private static Map<UUID, TenantName> introduced(RawFeed feed, FeedStep step) {
        Map<UUID, TenantName> names = new HashMap<>();
        feed.changesOfAll(step.files(), "tenants", change -> {
            String payload = change.payload();
            if (payload != null) {
                UUID id = UUID.fromString(change.tenantId());
                names.put(id, new TenantName(id, alias(change, payload)));
            }
        });
        return names;
    }

    private static String alias(RawChange change, String payload) {
        try {
            return JSON.readTree(payload).path("alias").asText();
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("payload of change " + change.changeId() + " is not JSON", e);
        }
    }
}
