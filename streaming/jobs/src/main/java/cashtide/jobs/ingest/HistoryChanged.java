package cashtide.jobs.ingest;

/**
 * The database is not in the history the lake was fed from: it was restored to an older state, or is another one. Reading
 * on could skip changes or bring back lost ones, so ingest stops until somebody asks for a rebuild.
 */
public final class HistoryChanged extends RuntimeException {

    /** Begins every message, so that the worker knows it again behind Flink's wrappers. */
    public static final String CODE = "LAKE_HISTORY_CHANGED";

    public HistoryChanged(String what) {
        super(CODE + ": " + what + ". Ask for a rebuild of the lake.");
    }
}
