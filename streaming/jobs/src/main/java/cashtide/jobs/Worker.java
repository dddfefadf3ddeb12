package cashtide.jobs;

import cashtide.jobs.ingest.DatabaseLogin;
import cashtide.jobs.ingest.Ingest;
import cashtide.jobs.ingest.IngestSupervisor;
import cashtide.jobs.maintain.MaintainDuty;
import cashtide.jobs.publish.Publisher;
import cashtide.jobs.reconcile.ReconcileDuty;
import cashtide.jobs.run.DataPlaneRuns;
import cashtide.jobs.run.LakeFreshness;
import cashtide.jobs.run.PublishDuty;
import cashtide.jobs.run.RebuildDuty;
import cashtide.jobs.run.RequestDuty;
import cashtide.jobs.run.RunRequest;
import cashtide.jobs.run.RunRequest.Kind;
import cashtide.jobs.run.WorkerLock;
import cashtide.jobs.score.ScoreDuty;
import cashtide.lake.Lake;
import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The data-plane worker: one process that feeds, publishes, scores and looks after the lake of one database. */
public final class Worker implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Worker.class);
    private static final String CONFIG = "--config=";

    private final WorkerSettings settings;
    private final WorkerLock lock;
    private final FlinkCluster cluster;
    private final HikariDataSource database;
    private final IngestSupervisor ingest;
    private final DataPlaneRuns runs;
    private final Scheduler scheduler;

    private Worker(WorkerSettings settings, WorkerLock lock, FlinkCluster cluster, InstantSource clock) {
        this.settings = settings;
        this.lock = lock;
        this.cluster = cluster;
        this.database = pool(settings.worker());
        this.ingest = new IngestSupervisor(new Ingest(settings.relay(), settings.lake()), settings.lake(), cluster);
        this.runs = new DataPlaneRuns(database);
        Publisher publisher = new Publisher(settings.lake(), cluster);
        LakeFreshness freshness = new LakeFreshness(database);
        PublishDuty publish = new PublishDuty(settings.lake(), publisher, freshness, clock);
        ScoreDuty score = new ScoreDuty(settings, cluster, runs, freshness, publish, clock);
        RebuildDuty rebuild = new RebuildDuty(settings.lake(), database, ingest, publish, runs, clock);
        ReconcileDuty reconcile = new ReconcileDuty(settings.lake(), database);
        MaintainDuty maintain = new MaintainDuty(settings.lake(), database, publish, clock);
        Map<Kind, RequestDuty.Work> work = new EnumMap<>(Kind.class);
        work.put(Kind.PUBLISH, request -> "Published; " + publish.publish().size() + " tenants had changes");
        work.put(Kind.REBUILD, rebuild::rebuild);
        work.put(Kind.SCORE, score::score);
        work.put(Kind.RECONCILE, reconcile::reconcile);
        work.put(Kind.MAINTAIN, request -> maintain.maintain());
        work.put(Kind.RETRAIN, score::retrain);
        work.put(Kind.ROLL_BACK, score::rollBack);
        RequestDuty requests = new RequestDuty(runs, work);
        List<RecurringTask<?>> tasks = new ArrayList<>();
        tasks.add(every("ingest", 2, this::watchIngest));
        tasks.add(every("publish", 3, publish::publish));
        tasks.add(every("requests", 1, () -> {
            requests.serve();
            return null;
        }));
        tasks.add(every("reconcile", 60, () -> {
            reconcile.reconcileNew();
            return null;
        }));
        tasks.add(every("maintain", 3600, maintain::maintain));
        tasks.add(every("score", 10, () -> {
            // A lake ahead of its database knows invoices that the database does not.
            if (ingest.halted() == null) {
                score.scoreChanged();
            }
            return null;
        }));
        this.scheduler = Scheduler.create(database)
                .startTasks(tasks)
                .threads(tasks.size())
                .pollingInterval(Duration.ofSeconds(1))
                .shutdownMaxWait(Duration.ofSeconds(5))
                .build();
    }

    /** Runs until the process is told to stop. */
    public static void main(String[] args) throws Exception {
        Path config = null;
        for (String arg : args) {
            if (arg.startsWith(CONFIG)) {
                config = Path.of(arg.substring(CONFIG.length()));
            }
        }
        if (config == null) {
            throw new IllegalArgumentException("usage: cashtide.jobs.Worker " + CONFIG + "FILE");
        }
        CountDownLatch end = new CountDownLatch(1);
        Worker worker = start(WorkerSettings.read(config), Clock.systemUTC());
        Runtime.getRuntime()
                .addShutdownHook(new Thread(
                        () -> {
                            worker.close();
                            end.countDown();
                        },
                        "stop"));
        end.await();
    }

    /**
     * Starts everything; when it returns the worker works.
     *
     * @throws IllegalStateException when a login may do too much, or another worker runs
     */
    public static Worker start(WorkerSettings settings, InstantSource clock) throws Exception {
        for (DatabaseLogin login : List.of(settings.relay(), settings.scores(), settings.worker())) {
            LeastPrivilege.check(login);
        }
        WorkerLock lock = WorkerLock.acquire(settings.worker(), clock);
        // Opens the catalog before any job does: two at a time would race for making its tables.
        Lake lake = Lake.open(settings.lake());
        lake.feed().followRollback();
        Files.createDirectories(settings.checkpoints());
        Worker worker = new Worker(settings, lock, FlinkCluster.start(settings.checkpoints()), clock);
        worker.runs.putBackInterrupted();
        worker.putBackPicked();
        worker.watchIngest();
        worker.scheduler.start();
        worker.announce();
        return worker;
    }

    @Override
    public void close() {
        scheduler.stop();
        try {
            ingest.stop();
        } catch (Exception e) {
            LOG.warn("the ingest job did not stop: {}", String.valueOf(e));
        }
        cluster.close();
        database.close();
        try {
            lock.close();
            if (settings.ready() != null) {
                Files.deleteIfExists(settings.ready());
            }
        } catch (Exception e) {
            LOG.warn("while stopping: {}", String.valueOf(e));
        }
        LOG.info("stopped");
    }

    /**
     * What a killed worker was at stays picked in the scheduler's table until half an hour without a heartbeat has passed.
     * This worker holds the lock, so nobody is at it any more.
     */
    private void putBackPicked() throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.executeUpdate(
                    "update scheduled_tasks set picked = false, picked_by = null, last_heartbeat = null where picked");
        }
    }

    private @Nullable Object watchIngest() throws Exception {
        if (!lock.held()) {
            // Without its lock this worker can't know that it is alone; the launcher starts another one.
            LOG.error("the connection that holds the worker's lock is gone; stopping");
            Runtime.getRuntime().halt(3);
        }
        String halted = ingest.check();
        if (halted != null) {
            for (UUID tenant : Lake.open(settings.lake()).tenants().keySet()) {
                askForRebuild(tenant, halted);
            }
        }
        return null;
    }

    /** Shows on the tenant's operations page that a rebuild is needed. */
    private void askForRebuild(UUID tenant, String why) {
        try {
            RunRequest run = runs.begin(tenant, Kind.REBUILD);
            runs.failed(run, why);
        } catch (java.sql.SQLException e) {
            LOG.warn("tenant {} of the lake is not in the database: {}", tenant, e.getMessage());
        }
    }

    private void announce() throws IOException {
        Path ready = settings.ready();
        if (ready != null) {
            Path temporary = ready.resolveSibling(ready.getFileName() + ".new");
            Files.writeString(temporary, String.valueOf(ProcessHandle.current().pid()));
            Files.move(temporary, ready, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        }
        LOG.info("ready; {}", settings.lake());
    }

    private interface Duty {
        @Nullable
        Object run() throws Exception;
    }

    private static RecurringTask<Void> every(String name, int seconds, Duty duty) {
        return Tasks.recurring(name, FixedDelay.ofSeconds(seconds)).execute((instance, context) -> {
            try {
                duty.run();
            } catch (Exception e) {
                throw new IllegalStateException(name + " failed: " + e.getMessage(), e);
            }
        });
    }

    private static HikariDataSource pool(DatabaseLogin login) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(login.url());
        config.setUsername(login.user());
        config.setPassword(login.password());
        config.setSchema(DatabaseLogin.SCHEMA);
        config.setMaximumPoolSize(6);
        config.setMinimumIdle(1);
        config.setPoolName("worker");
        config.addDataSourceProperty("ApplicationName", "cashtide worker");
        return new HikariDataSource(config);
    }
}
