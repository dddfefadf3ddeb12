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
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
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
        List<TenantName> touched = new ArrayList<>();
        for (String id : ids) {
            TenantName name = known.get(UUID.fromString(id));
            TenantName resolved = name == null ? introduced(feed, step, id) : name;
            if (resolved != null) {
                touched.add(resolved);
            }
        }
        if (touched.size() < ids.size()) {
            return new Outcome.Waiting(ids);
        }
        publish(touched, step);
        feed.markPublished(step.to());
        LOG.info("published {} changes of {} tenants", step.rows(), touched.size());
        return new Outcome.Published(List.copyOf(touched), step.rows());
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

    /** The name of a tenant whose first row is in this step, or null when it is not. */
    private static @Nullable TenantName introduced(RawFeed feed, FeedStep step, String id) {
        Map<Long, RawChange> own = new HashMap<>();
        feed.changes(step.files(), id, "tenants", change -> own.put(change.version(), change));
        for (RawChange change : own.values()) {
            String payload = change.payload();
            if (payload != null) {
                try {
                    return new TenantName(
                            UUID.fromString(id),
                            JSON.readTree(payload).path("alias").asText());
                } catch (JsonProcessingException e) {
                    throw new IllegalStateException("payload of change " + change.changeId() + " is not JSON", e);
                }
            }
        }
        return null;
    }
}
