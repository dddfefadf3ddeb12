package cashtide.jobs;

import cashtide.jobs.ingest.DatabaseLogin;
import cashtide.jobs.registry.ModelStore;
import cashtide.jobs.registry.Standing;
import cashtide.jobs.run.DataPlaneRuns;
import cashtide.jobs.run.RunRequest;
import cashtide.lake.Lake;
import cashtide.lake.TenantName;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * The operator's command {@code ./cashtide models [rollback --tenant NAME]}: which model stands for whom, and the way back
 * to the champion before. The running worker does it; this asks and waits for the answer.
 */
public final class Models {

    private static final int USAGE = 2;
    private static final int WAIT_SECONDS_MAX = 600;

    private Models() {}

    /** Arguments: the worker's configuration, then nothing, or {@code rollback --tenant NAME}. */
    public static void main(String[] args) throws SQLException, InterruptedException {
        WorkerSettings settings = WorkerSettings.read(Path.of(args[0]));
        List<String> asked = new ArrayList<>(List.of(args).subList(1, args.length));
        int data = asked.indexOf("--data");
        if (data >= 0 && data + 1 < asked.size()) {
            // The launcher has found the configuration by it.
            asked.subList(data, data + 2).clear();
        }
        if (asked.isEmpty()) {
            show(settings);
            System.exit(0);
        }
        if (asked.size() != 3
                || !asked.get(0).equals("rollback")
                || !asked.get(1).equals("--tenant")) {
            System.err.println("usage: models [rollback --tenant NAME]");
            System.exit(USAGE);
        }
        System.exit(rollBack(settings, asked.get(2)) ? 0 : 1);
    }

    private static void show(WorkerSettings settings) {
        ModelStore store = new ModelStore(settings.lake().warehouse());
        for (TenantName tenant : tenants(settings)) {
            Standing standing = store.standings().of(tenant.id().toString());
            System.out.println(tenant.alias() + ": "
                    + (standing.champion() == null ? "no model yet" : standing.champion())
                    + (standing.baselineShown() ? ", naive baseline shown instead" : "")
                    + (standing.challenger() == null ? "" : ", in shadow " + standing.challenger())
                    + (standing.former().isEmpty() ? "" : ", before " + standing.former()));
            standing.decisions().forEach(decision -> System.out.println("  " + decision.on() + "  " + decision.text()));
        }
    }

    private static boolean rollBack(WorkerSettings settings, String alias) throws SQLException, InterruptedException {
        TenantName tenant = tenants(settings).stream()
                .filter(name -> name.alias().equals(alias))
                .findFirst()
                .orElse(null);
        String champion = tenant == null
                ? null
                : new ModelStore(settings.lake().warehouse())
                        .standings()
                        .of(tenant.id().toString())
                        .champion();
        if (tenant == null || champion == null) {
            System.err.println(tenant == null ? "there is no tenant " + alias : alias + " has no model to roll back");
            return false;
        }
        DataPlaneRuns runs = new DataPlaneRuns(database(settings));
        RunRequest request = runs.askRollBack(tenant.id(), champion);
        System.out.println("asked to roll back " + champion + " of " + alias);
        for (int second = 0; second < WAIT_SECONDS_MAX; second++) {
            DataPlaneRuns.Progress progress = runs.progressOf(request);
            if (progress.over()) {
                System.out.println(progress.message());
                return progress.done();
            }
            TimeUnit.SECONDS.sleep(1);
        }
        System.err.println("no worker has done it yet; it stays asked for");
        return false;
    }

    private static List<TenantName> tenants(WorkerSettings settings) {
        return Lake.open(settings.lake()).tenants().values().stream()
                .sorted(Comparator.comparing(TenantName::alias))
                .toList();
    }

    private static DataSource database(WorkerSettings settings) {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(settings.worker().url());
        source.setUser(settings.worker().user());
        source.setPassword(settings.worker().password());
        source.setCurrentSchema(DatabaseLogin.SCHEMA);
        return source;
    }
}
