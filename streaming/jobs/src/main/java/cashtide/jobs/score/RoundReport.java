package cashtide.jobs.score;

import cashtide.lake.TenantName;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What one round of scoring tells each tenant; of one that failed, its first failure. */
final class RoundReport {

    private static final Logger LOG = LoggerFactory.getLogger(RoundReport.class);

    private final Map<UUID, String> messages = new HashMap<>();
    private final Map<UUID, String> failures = new HashMap<>();

    interface Step {
        void run() throws Exception;
    }

    /** Does something for a tenant; its failure is told and not thrown. */
    void attempt(TenantName tenant, String what, Step step) throws InterruptedException {
        try {
            step.run();
        } catch (InterruptedException e) {
            throw e;
        } catch (Exception e) {
            LOG.error("{} of tenant {} failed", what, tenant.alias(), e);
            failed(tenant.id(), e);
        }
    }

    void done(UUID tenant, String message) {
        messages.put(tenant, message);
    }

    void failed(UUID tenant, Exception failure) {
        failures.putIfAbsent(tenant, String.valueOf(failure.getMessage()));
    }

    @Nullable
    String failure(UUID tenant) {
        return failures.get(tenant);
    }

    String of(UUID tenant, String otherwise) {
        return messages.getOrDefault(tenant, otherwise);
    }

    /** @throws IllegalStateException when anything failed for the tenant */
    void orThrow(UUID tenant) {
        String failure = failures.get(tenant);
        if (failure != null) {
            throw new IllegalStateException(failure);
        }
    }
}
