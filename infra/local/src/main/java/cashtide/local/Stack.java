package cashtide.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;

/**
 * The embedded stack: PostgreSQL, the migrations, then Keycloak, the worker and the app at the same time. Started,
 * watched and stopped as one.
 */
final class Stack {

    private static final Duration DISK_LOOKED_AT_EVERY = Duration.ofSeconds(10);
    private static final List<String> SMALL_JVM = List.of("-XX:+UseSerialGC", "-XX:+ExitOnOutOfMemoryError");

    private final StackOptions options;
    private final DataFolder data;
    private final Path home;
    private final Terminal terminal;
    private final Orphans orphans;
    private final Database database;
    private final List<Child> children = new ArrayList<>();
    private final AtomicBoolean stopped = new AtomicBoolean();

    Stack(StackOptions options, DataFolder data, Path home, Terminal terminal) throws IOException {
        this.options = options;
        this.data = data;
        this.home = home;
        this.terminal = terminal;
        this.orphans = new Orphans(data.resolve("run"));
        int port = data.port("postgresql", options.port() + 2);
        this.database = new Database(PgSettings.durable(data.resolve("pg"), port), terminal);
    }

    /**
     * Starts everything and waits until it answers.
     *
     * @throws IllegalStateException when a part can't be started at all; what was started is running still
     */
    RunningStack start() throws IOException, InterruptedException, SQLException {
        orphans.stopAll(terminal);
        refuseTakenPort();
        data.rememberAppPort(options.port());
        DiskWatch disk = watchDisk();
        Path keycloakHome = options.parts().contains(Part.KEYCLOAK)
                ? KeycloakDist.built(message -> terminal.say("keycloak", message))
                : home;
        PgServer server = database.start();
        PgDatabase core = server.createDatabase("cashtide");
        acceptWrites(core);
        startLooking(disk);
        KeycloakSettings keycloak = keycloak(server);
        StackFiles files = new StackFiles(data, core, keycloak);
        startKeycloak(keycloakHome, keycloak);
        if (options.parts().contains(Part.APP) || options.parts().contains(Part.WORKER)) {
            migrate(files);
        }
        startWorker(files);
        startApp(files);
        awaitReady(keycloak);
        return new RunningStack(data.root(), options.port(), keycloak.url(), keycloak.adminSecret(), core);
    }

    /** Stops in the order in which nobody misses another: app, worker, Keycloak, PostgreSQL. */
    void stop() {
        if (!stopped.compareAndSet(false, true)) {
            return;
        }
        try {
            List<Child> inOrder;
            synchronized (children) {
                inOrder = children.reversed();
            }
            for (Child child : inOrder) {
                child.stop();
            }
            database.stop();
            data.close();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            terminal.say("stack", e.toString());
        }
    }

    /** Whether it was told to stop: what fails from then on fails for that reason. */
    boolean isStopped() {
        return stopped.get();
    }

    private void refuseTakenPort() {
        if (options.parts().contains(Part.APP) && !DataFolder.isFree(options.port())) {
            throw new IllegalStateException(
                    "port " + options.port() + " is taken by another program: choose one with --port");
        }
    }

    private KeycloakSettings keycloak(PgServer server) throws IOException {
        PgDatabase identities = server.createPlainDatabase("keycloak", "keycloak");
        return new KeycloakSettings(
                data.port("keycloak", options.port() + 1),
                identities.jdbcUrl(),
                identities.password("keycloak"),
                data.secret("keycloak.bootstrap"),
                data.secret("keycloak.provisioner"),
                data.secret("keycloak.client"));
    }

    private void startKeycloak(Path keycloakHome, KeycloakSettings settings) throws IOException {
        if (options.parts().contains(Part.KEYCLOAK)) {
            Map<String, String> environment = new HashMap<>(KeycloakServer.environment(settings));
            environment.put("KC_BOOTSTRAP_ADMIN_USERNAME", "admin");
            environment.put("KC_BOOTSTRAP_ADMIN_PASSWORD", data.secret("keycloak.admin"));
            start(
                    "keycloak",
                    KeycloakServer.command(keycloakHome, settings),
                    environment,
                    () -> HttpProbe.answers(settings.readinessUrl(), settings.host()),
                    Duration.ofSeconds(20));
        }
    }

    private void migrate(StackFiles files) throws IOException, InterruptedException {
        Path log = data.log("migrate");
        Process migrate = new ProcessBuilder(java(
                        List.of("-Xmx256m", "-XX:TieredStopAtLevel=1"),
                        "app-ui",
                        "cashtide.Migrate",
                        "--config=" + files.migrate()))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
        if (migrate.waitFor() != 0) {
            throw new IllegalStateException("the migration of the database failed:\n" + LogTail.of(log));
        }
        terminal.say("migrate", "the database has the newest schema");
    }

    private void startWorker(StackFiles files) throws IOException {
        if (options.parts().contains(Part.WORKER)) {
            Path ready = files.workerReady();
            Files.deleteIfExists(ready);
            start(
                    "worker",
                    java(
                            List.of(
                                    "-Xmx1500m",
                                    "--enable-native-access=ALL-UNNAMED",
                                    "--add-opens=java.base/java.nio=ALL-UNNAMED"),
                            "streaming/jobs",
                            "cashtide.jobs.Worker",
                            "--config=" + files.worker()),
                    Map.of(),
                    () -> namesLivingProcess(ready),
                    Duration.ofSeconds(60));
        }
    }

    private void startApp(StackFiles files) throws IOException {
        if (options.parts().contains(Part.APP)) {
            String readiness = "http://127.0.0.1:" + options.port() + "/actuator/health/readiness";
            start(
                    "app",
                    java(
                            List.of("-Xmx768m", "--enable-native-access=ALL-UNNAMED"),
                            "app-ui",
                            "cashtide.app.CashtideApplication",
                            "--spring.config.additional-location=file:" + files.app(),
                            "--server.port=" + options.port()),
                    Map.of(),
                    () -> HttpProbe.answers(readiness, "localhost:" + options.port()),
                    Duration.ofSeconds(30));
        }
    }

    private void start(
            String name, List<String> command, Map<String, String> environment, BooleanSupplier ready, Duration within)
            throws IOException {
        Child child =
                new Child(new Child.Spec(name, command, environment, data.log(name), ready, within), terminal, orphans);
        synchronized (children) {
            children.add(child);
        }
        if (!stopped.get()) {
            terminal.say(name, "starting");
            child.start();
        }
    }

    private void awaitReady(KeycloakSettings settings) throws InterruptedException {
        for (Child child : List.copyOf(children)) {
            if (!child.awaitReady()) {
                throw new InterruptedException("stopped while starting");
            }
            if (child == children.getFirst() && options.parts().contains(Part.KEYCLOAK)) {
                new KeycloakRealm(settings).createWhenMissing();
            }
        }
    }

    private List<String> java(List<String> jvm, String module, String main, String... arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(SMALL_JVM);
        command.addAll(jvm);
        command.addAll(List.of("-cp", StackFiles.classPath(home, module), main));
        command.addAll(List.of(arguments));
        return command;
    }

    private static boolean namesLivingProcess(Path ready) {
        try {
            return Files.exists(ready)
                    && ProcessHandle.of(Long.parseLong(Files.readString(ready).strip()))
                            .map(ProcessHandle::isAlive)
                            .orElse(false);
        } catch (IOException | NumberFormatException e) {
            return false; // Half-written: asked again in a moment.
        }
    }

    private DiskWatch watchDisk() {
        DiskWatch watch = new DiskWatch(
                () -> DiskWatch.freeBytes(data.root()), message -> terminal.say("disk", message), this::readOnly);
        if (DiskWatch.freeBytes(data.root()) < DiskWatch.STOP_BYTES) {
            throw new IllegalStateException("less than " + (DiskWatch.STOP_BYTES >> 20) + " MB are free for "
                    + data.root() + ": delete something, or move the data");
        }
        return watch;
    }

    private void startLooking(DiskWatch watch) {
        Thread.ofPlatform().daemon().name("watch-disk").start(() -> {
            try {
                while (!stopped.get()) {
                    watch.look();
                    Thread.sleep(DISK_LOOKED_AT_EVERY.toMillis());
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
    }

    private void readOnly(boolean on) {
        database.server().ifPresent(server -> {
            try (Connection connection = server.database("cashtide").connectAsSuperuser()) {
                acceptWrites(connection, !on);
            } catch (SQLException e) {
                terminal.say("disk", "PostgreSQL could not be told: " + e.getMessage());
            }
        });
    }

    private static void acceptWrites(PgDatabase core) throws SQLException {
        try (Connection connection = core.connectAsSuperuser()) {
            acceptWrites(connection, true);
        }
    }

    private static void acceptWrites(Connection connection, boolean yes) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("set default_transaction_read_only = off");
            statement.execute("alter system set default_transaction_read_only = " + (yes ? "off" : "on"));
            statement.execute("select pg_reload_conf()");
        }
    }
}
