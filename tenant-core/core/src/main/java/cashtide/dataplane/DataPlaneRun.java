package cashtide.dataplane;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One run of the data plane for a tenant.
 *
 * @param progress 0 to 1
 * @param message what it does or why it failed; may be empty
 */
public record DataPlaneRun(
        UUID id,
        RunKind kind,
        RunStatus status,
        String requestedBy,
        Instant requestedAt,
        @Nullable Instant startedAt,
        @Nullable Instant finishedAt,
        double progress,
        String message) {}
