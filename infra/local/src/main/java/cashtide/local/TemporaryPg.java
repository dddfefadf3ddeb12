package cashtide.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** The server of one JVM's tests. What JVMs that were killed left behind is removed by the next one. */
final class TemporaryPg {

    /** Changes whenever {@link ProcessIdentity} writes another form: an older checkout must not take ours for dead. */
    private static final String PREFIX = "cashtide-tests-pg2-";

    private TemporaryPg() {}

    static PgServer start() {
        String mode = System.getenv().getOrDefault("CASHTIDE_PG", "auto").toLowerCase(Locale.ROOT);
        return switch (mode) {
            case "embedded" -> embedded();
            case "docker" -> docker();
            case "auto" -> DockerEngine.answers() && DockerEngine.testcontainersPresent() ? docker() : embedded();
            default -> throw new IllegalStateException("CASHTIDE_PG is '" + mode + "', not auto, docker or embedded");
        };
    }

    private static PgServer docker() {
        PgPasswords passwords = PgPasswords.inMemory();
        DockerPg engine = DockerPg.start(passwords.of(PgEngine.SUPERUSER));
        PgServer server = PgServer.over(engine, passwords);
        Runtime.getRuntime().addShutdownHook(new Thread(server::close, "stop-postgresql"));
        return server;
    }

    private static PgServer embedded() {
        try {
            Path root = Path.of(System.getProperty("java.io.tmpdir"));
            removeLeftovers(root);
            Path folder = root.resolve(PREFIX + ProcessIdentity.own());
            PgServer server = PgServer.start(PgSettings.temporary(folder));
            Runtime.getRuntime()
                    .addShutdownHook(new Thread(
                            () -> {
                                server.close();
                                remove(folder);
                            },
                            "stop-postgresql"));
            return server;
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException("cannot start PostgreSQL for tests", e);
        }
    }

    private static void removeLeftovers(Path root) throws IOException, InterruptedException {
        List<Path> folders;
        try (Stream<Path> entries = Files.list(root)) {
            folders = entries.filter(entry -> entry.getFileName().toString().startsWith(PREFIX))
                    .filter(Files::isWritable)
                    .toList();
        }
        for (Path folder : folders) {
            String owner = folder.getFileName().toString().substring(PREFIX.length());
            if (!ProcessIdentity.isAlive(owner)) {
                LeftoverPostmaster.stop(folder.resolve("data"));
                remove(folder);
            }
        }
    }

    private static void remove(Path folder) {
        try {
            Folders.delete(folder);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot remove " + folder, e);
        }
    }
}
