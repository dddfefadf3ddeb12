package cashtide.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** PostgreSQL from the unpacked programs, as a child process of ours. */
final class EmbeddedPg implements PgEngine {

    private static final Duration READY_WITHIN = Duration.ofMinutes(5);
    private static final Duration STOPPED_WITHIN = Duration.ofSeconds(60);
    private static final String MAJOR_VERSION = "18";

    private final Path data;
    private final int port;
    private final boolean durable;
    private final Process postmaster;

    private EmbeddedPg(Path data, int port, boolean durable, Process postmaster) {
        this.data = data;
        this.port = port;
        this.durable = durable;
        this.postmaster = postmaster;
    }

    static EmbeddedPg start(PgSettings settings, String superuserPassword) throws IOException, InterruptedException {
        PgBinaries binaries = PgBinaries.unpacked();
        SystemUser user = SystemUser.forPostgres();
        Path data = settings.folder().resolve("data");
        Path log = settings.folder().resolve("postgres.log");
        LeftoverPostmaster.stop(data);
        if (!Files.exists(data)) {
            initialise(settings, binaries, user, data, superuserPassword, log);
        }
        refuseOtherVersion(data);
        int port = settings.port() == 0 ? freePort() : settings.port();
        // A session of its own: Ctrl-C in a terminal is for whoever started us, who then stops the server in order.
        List<String> command = new ArrayList<>(
                List.of("setsid", binaries.program("postgres"), "-D", data.toString(), "-p", String.valueOf(port)));
        for (String setting : settings.serverSettings()) {
            command.addAll(List.of("-c", setting));
        }
        Process postmaster = run(user.command(data, command), settings.folder(), log);
        EmbeddedPg server = new EmbeddedPg(data, port, settings.durable(), postmaster);
        try {
            server.awaitReady(log);
        } catch (RuntimeException | IOException | InterruptedException e) {
            server.stop();
            throw e;
        }
        return server;
    }

    /** The cluster appears under its name only when it is whole, so a killed initdb leaves nothing to trip over. */
    private static void initialise(
            PgSettings settings, PgBinaries binaries, SystemUser user, Path data, String superuserPassword, Path log)
            throws IOException, InterruptedException {
        Path staging = data.resolveSibling("data.new");
        Folders.delete(staging);
        Folders.createPrivate(staging);
        user.own(staging);
        Path passwordFile = Files.createTempFile(
                data.getParent(),
                "initdb",
                ".pw",
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        try {
            Files.writeString(passwordFile, superuserPassword);
            user.own(passwordFile);
            List<String> command = new ArrayList<>(List.of(
                    binaries.program("initdb"),
                    "--pgdata=" + staging,
                    "--username=" + SUPERUSER,
                    "--pwfile=" + passwordFile,
                    "--auth=scram-sha-256",
                    "--encoding=UTF8",
                    "--locale=C",
                    "--locale-provider=builtin",
                    "--builtin-locale=C.UTF-8",
                    settings.durable() ? "--data-checksums" : "--no-sync"));
            Process initdb = run(user.command(staging, command), settings.folder(), log);
            if (initdb.waitFor() != 0) {
                throw new IllegalStateException("initdb failed:\n" + LogTail.of(log));
            }
            Files.move(staging, data, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(passwordFile);
        }
    }

    private static void refuseOtherVersion(Path data) throws IOException {
        String version = Files.readString(data.resolve("PG_VERSION")).strip();
        if (!version.equals(MAJOR_VERSION)) {
            throw new IllegalStateException(data + " was written by PostgreSQL " + version + ", this is "
                    + MAJOR_VERSION + ": see docs/operations.md, moving to a newer PostgreSQL");
        }
    }

    private static Process run(List<String> command, Path folder, Path log) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().keySet().removeIf(name -> name.startsWith("PG"));
        builder.environment().put("LC_ALL", "C");
        builder.directory(folder.getRoot().toFile());
        builder.redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        Process process = builder.start();
        process.getOutputStream().close();
        return process;
    }

    /** The postmaster writes its state into its pid file; asking there costs no connection. */
    private void awaitReady(Path log) throws IOException, InterruptedException {
        Path pidFile = data.resolve("postmaster.pid");
        long deadline = System.nanoTime() + READY_WITHIN.toNanos();
        while (System.nanoTime() < deadline) {
            if (postmaster.waitFor(20, TimeUnit.MILLISECONDS)) {
                throw new IllegalStateException("PostgreSQL did not start:\n" + LogTail.of(log));
            }
            if (Files.exists(pidFile)) {
                List<String> lines = Files.readAllLines(pidFile, StandardCharsets.UTF_8);
                if (lines.size() >= 8
                        && lines.get(0).equals(String.valueOf(postmaster.pid()))
                        && lines.get(7).startsWith("ready")) {
                    return;
                }
            }
        }
        throw new IllegalStateException("PostgreSQL was not ready within " + READY_WITHIN + ":\n" + LogTail.of(log));
    }

    long pid() {
        return postmaster.pid();
    }

    @Override
    public int port() {
        return port;
    }

    @Override
    public boolean isAlive() {
        return postmaster.isAlive();
    }

    @Override
    public void stop() {
        if (!postmaster.isAlive()) {
            return;
        }
        try {
            // Fast shutdown writes a checkpoint; a server for tests has nothing to save.
            Signal.send(durable ? "INT" : "QUIT", postmaster.pid());
            if (!postmaster.waitFor(STOPPED_WITHIN.toSeconds(), TimeUnit.SECONDS)) {
                Signal.send("QUIT", postmaster.pid());
                if (!postmaster.waitFor(10, TimeUnit.SECONDS)) {
                    postmaster.destroyForcibly().waitFor();
                }
            }
        } catch (InterruptedException e) {
            postmaster.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
