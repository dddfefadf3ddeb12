package cashtide.jobs.run;

import java.util.EnumMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Carries out what people ask for, one request after the other, and writes down what became of it. */
public final class RequestDuty {

    private static final Logger LOG = LoggerFactory.getLogger(RequestDuty.class);

    private final DataPlaneRuns runs;
    private final Map<RunRequest.Kind, Work> work;

    /** What a kind of request does; answers with a sentence for the person who asked. */
    public interface Work {
        String run(RunRequest request) throws Exception;
    }

    public RequestDuty(DataPlaneRuns runs, Map<RunRequest.Kind, Work> work) {
        this.runs = runs;
        this.work = new EnumMap<>(work);
    }

    /** Takes on all that is waiting. */
    public void serve() throws Exception {
        for (RunRequest request : runs.takeRequests()) {
            serve(request);
        }
    }

    /** Does one piece of work; a failure is written into its row, never thrown. */
    public void serve(RunRequest request) throws Exception {
        Work asked = work.get(request.kind());
        if (asked == null) {
            runs.failed(
                    request,
                    "This worker does not know how to " + request.kind().code());
            return;
        }
        try {
            runs.done(request, asked.run(request));
        } catch (InterruptedException e) {
            throw e;
        } catch (Exception e) {
            LOG.error("{} of {} failed", request.kind().code(), request.tenantId(), e);
            runs.failed(request, String.valueOf(e.getMessage()));
        }
    }
}
