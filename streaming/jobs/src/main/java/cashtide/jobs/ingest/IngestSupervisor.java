package cashtide.jobs.ingest;

import cashtide.jobs.FlinkCluster;
import cashtide.lake.Lake;
import cashtide.lake.LakeSettings;
import java.util.concurrent.TimeUnit;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.core.execution.JobClient;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps the ingest job running, and halts it when the database's history changed. */
public final class IngestSupervisor {

    private static final Logger LOG = LoggerFactory.getLogger(IngestSupervisor.class);
    private static final long CANCEL_SECONDS_MAX = 60;

    private final Ingest ingest;
    private final LakeSettings settings;
    private final FlinkCluster cluster;
    private @Nullable JobClient job;
    private @Nullable String halted;

    public IngestSupervisor(Ingest ingest, LakeSettings settings, FlinkCluster cluster) {
        this.ingest = ingest;
        this.settings = settings;
        this.cluster = cluster;
    }

    /**
     * Starts the job when it does not run, unless it was halted.
     *
     * @return why it was halted by this call, or null
     */
    public synchronized @Nullable String check() throws Exception {
        if (halted != null) {
            return null;
        }
        JobClient current = job;
        if (current != null) {
            JobStatus status = current.getJobStatus().get();
            if (!status.isGloballyTerminalState()) {
                return null;
            }
            String cause = cause(current);
            LOG.warn("the ingest job ended: {}, {}", status, cause);
            job = null;
            if (cause.contains(HistoryChanged.CODE)) {
                return halt(cause.substring(cause.indexOf(HistoryChanged.CODE)));
            }
        }
        try {
            job = ingest.start(cluster, Lake.open(settings).feed());
            return null;
        } catch (HistoryChanged e) {
            return halt(String.valueOf(e.getMessage()));
        }
    }

    /** Why ingest does not go on by itself, or null while it does. */
    public synchronized @Nullable String halted() {
        return halted;
    }

    /** Cancels the job and waits for its end. */
    public synchronized void stop() throws Exception {
        JobClient current = job;
        job = null;
        if (current != null && !current.getJobStatus().get().isGloballyTerminalState()) {
            current.cancel().get(CANCEL_SECONDS_MAX, TimeUnit.SECONDS);
            while (!current.getJobStatus().get().isGloballyTerminalState()) {
                TimeUnit.MILLISECONDS.sleep(50);
            }
        }
    }

    /** Lets {@link #check} start the job again, from wherever the raw table is now. */
    public synchronized void resume() {
        halted = null;
    }

    private String halt(String why) {
        halted = why;
        LOG.error("ingest is halted: {}", why);
        return why;
    }

    private static String cause(JobClient ended) {
        try {
            ended.getJobExecutionResult().get();
            return "it was finished";
        } catch (Exception e) {
            StringBuilder all = new StringBuilder();
            for (Throwable at = e; at != null; at = at.getCause()) {
                all.append(at).append("; ");
            }
            return all.toString();
        }
    }
}
