package cashtide.jobs.score;

import cashtide.jobs.WorkerSettings;
import cashtide.lake.Lake;
import cashtide.lake.TenantName;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;

/**
 * A step of a round for one large tenant, in a process of its own. Arguments: the worker's configuration, the
 * {@link RoundStep}, the tenant's id. The last line says what the step answered.
 */
final class LargeTenant {

    private static final String ANSWER = "answer ";

    private LargeTenant() {}

    public static void main(String[] args) throws Exception {
        WorkerSettings settings = WorkerSettings.read(Path.of(args[0]));
        TenantName tenant = Lake.open(settings.lake()).tenants().get(UUID.fromString(args[2]));
        Long answer = RoundStep.valueOf(args[1]).over(settings, List.of(tenant)).map(0);
        System.out.println(ANSWER + answer);
        System.exit(0);
    }

    /** The same from the worker. */
    static long run(ChildProcess child, RoundStep step, TenantName tenant) throws Exception {
        String last = child.run(
                step.words(),
                LargeTenant.class,
                List.of(step.name(), tenant.id().toString()),
                (share, progress) -> {});
        return Long.parseLong(last.substring(ANSWER.length()));
    }
}
