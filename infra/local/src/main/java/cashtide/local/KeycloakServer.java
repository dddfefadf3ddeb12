package cashtide.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A real Keycloak with the realm {@code cashtide}, for tests: one per JVM, on a database of {@link PgServer#shared}. */
public final class KeycloakServer implements AutoCloseable {

    private static final Duration READY_WITHIN = Duration.ofMinutes(4);

    private static final List<String> JVM_OPTIONS = List.of(
            "-Xms64m",
            "-Xmx320m",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-XX:MaxMetaspaceSize=256m",
            "-XX:+ExitOnOutOfMemoryError",
            "-Dfile.encoding=UTF-8",
            "-Djava.util.logging.manager=org.jboss.logmanager.LogManager",
            "-Djava.util.concurrent.ForkJoinPool.common.threadFactory="
                    + "io.quarkus.bootstrap.forkjoin.QuarkusForkJoinWorkerThreadFactory",
            "-Dpicocli.disable.closures=true",
            "-Dquarkus-log-max-startup-records=10000",
            "-Duser.language=en",
            "--add-opens=java.base/java.util=ALL-UNNAMED",
            "--add-opens=java.base/java.util.concurrent=ALL-UNNAMED",
            "--add-opens=java.base/java.security=ALL-UNNAMED",
            "--add-opens=java.base/java.lang=ALL-UNNAMED",
            "--enable-native-access=ALL-UNNAMED");

    private static @Nullable KeycloakServer shared;

    private final Process process;
    private final KeycloakSettings settings;

    private KeycloakServer(Process process, KeycloakSettings settings) {
        this.process = process;
        this.settings = settings;
    }

    /**
     * The one Keycloak of this JVM's tests. The first on a machine fetches and builds it, which takes more than a
     * minute; later ones start in about fifteen seconds.
     */
    public static synchronized KeycloakServer shared() {
        if (shared == null) {
            PgDatabase database = PgServer.shared().createPlainDatabase("keycloak", "keycloak");
            KeycloakSettings settings = KeycloakSettings.random(database, EmbeddedPg.freePort());
            try {
                Path log = Files.createTempFile("cashtide-keycloak", ".log");
                shared = start(settings, log);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            Runtime.getRuntime().addShutdownHook(new Thread(shared::close, "stop-keycloak"));
        }
        return shared;
    }

    private static KeycloakServer start(KeycloakSettings settings, Path log) throws IOException {
        try {
            Path home = KeycloakDist.built(message -> System.out.println("keycloak: " + message));
            ProcessBuilder builder = new ProcessBuilder(command(home, settings));
            builder.environment().putAll(environment(settings));
            Process process = builder.redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start();
            KeycloakServer server = new KeycloakServer(process, settings);
            server.awaitReady(log);
            new KeycloakRealm(settings).createWhenMissing();
            return server;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while Keycloak started", e);
        }
    }

    /** The JVM itself, not kc.sh: that script stays as the parent, and its death would leave the JVM behind. */
    static List<String> command(Path home, KeycloakSettings settings) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(JVM_OPTIONS);
        command.addAll(List.of(
                "-Dkc.home.dir=" + home,
                "-Djboss.server.config.dir=" + home.resolve("conf"),
                "-cp",
                home.resolve("lib/quarkus-run.jar").toString(),
                "io.quarkus.bootstrap.runner.QuarkusEntryPoint",
                "start",
                "--optimized",
                "--http-enabled=true",
                "--http-host=127.0.0.1",
                "--http-port=" + settings.port(),
                "--hostname=" + settings.url(),
                "--cache=local",
                "--db-pool-initial-size=1",
                "--db-pool-min-size=1",
                "--db-pool-max-size=10"));
        return command;
    }

    /** Secrets go by the environment: a command line can be read by every user of the machine. */
    static Map<String, String> environment(KeycloakSettings settings) {
        return Map.of(
                "KC_DB_URL", settings.databaseUrl(),
                "KC_DB_USERNAME", "keycloak",
                "KC_DB_PASSWORD", settings.databasePassword(),
                "KC_BOOTSTRAP_ADMIN_CLIENT_ID", KeycloakSettings.BOOTSTRAP_CLIENT,
                "KC_BOOTSTRAP_ADMIN_CLIENT_SECRET", settings.bootstrapSecret());
    }

    private void awaitReady(Path log) throws InterruptedException {
        long deadline = System.nanoTime() + READY_WITHIN.toNanos();
        while (!HttpProbe.answers(settings.readinessUrl(), settings.host())) {
            if (process.waitFor(200, TimeUnit.MILLISECONDS) || System.nanoTime() > deadline) {
                process.destroyForcibly();
                throw new IllegalStateException("Keycloak did not start:\n" + LogTail.of(log));
            }
        }
    }

    /** The address that browsers and the app use. */
    public String url() {
        return settings.url();
    }

    public String realm() {
        return KeycloakSettings.REALM;
    }

    /** The service account in the realm that may manage users, organizations and clients. */
    public String adminClient() {
        return KeycloakSettings.ADMIN_CLIENT;
    }

    public String adminSecret() {
        return settings.adminSecret();
    }

    /** The secret of the web client {@code cashtide-app}. */
    public String clientSecret() {
        return settings.clientSecret();
    }

    @Override
    public void close() {
        try {
            process.destroy();
            if (!process.waitFor(20, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
