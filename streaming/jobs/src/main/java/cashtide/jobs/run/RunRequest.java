package cashtide.jobs.run;

import java.util.UUID;

/**
 * A row of {@code data_plane_run} that the worker has taken on.
 *
 * @param kind what is asked for: publish, score, retrain, rebuild, maintain, reconcile or roll_back
 */
public record RunRequest(UUID tenantId, UUID id, Kind kind) {

    /** What can be asked for. */
    public enum Kind {
        PUBLISH,
        SCORE,
        RETRAIN,
        REBUILD,
        MAINTAIN,
        RECONCILE,
        ROLL_BACK;

        /** As {@code data_plane_run.kind} has it. */
        public String code() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }

        static Kind of(String code) {
            return valueOf(code.toUpperCase(java.util.Locale.ROOT));
        }
    }
}
