package cashtide.local;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/**
 * Keycloak's distribution, unpacked with our theme and built for PostgreSQL once per machine and version of the theme.
 * It is fetched through Maven, so that whatever mirror or proxy the machine's Maven has is honoured.
 */
final class KeycloakDist {

    static final String VERSION = "26.7.3";

    private static final String COPY_GOAL = "org.apache.maven.plugins:maven-dependency-plugin:3.9.0:copy";
    private static final List<String> BUILD_OPTIONS = List.of("--db=postgres");

    private static final int OWNER_MAY_RUN = 0b001_000_000;

    private KeycloakDist() {}

    /**
     * The home of a Keycloak that can be started with {@code --optimized}.
     *
     * @param progress hears what takes long: the download of 176 MB and the build of about a minute
     */
    static Path built(Consumer<String> progress) throws IOException, InterruptedException {
        Path theme = Files.createTempDirectory("cashtide-theme");
        try (FileChannel lockFile = FileChannel.open(
                CacheFolder.own().resolve("keycloak.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            lockFile.lock(); // Given back with the file: one process builds, the others wait for it.
            KeycloakFiles.copyTheme(theme);
            Path home = CacheFolder.own().resolve("keycloak-" + VERSION + "-" + fingerprint(theme));
            if (!Files.exists(home)) {
                Path staging = home.resolveSibling(home.getFileName() + ".new");
                Folders.delete(staging);
                unpack(archive(progress), staging, progress);
                Folders.copy(theme, staging.resolve("themes"));
                build(staging, progress);
                Files.move(staging, home, StandardCopyOption.ATOMIC_MOVE);
            }
            return home;
        } finally {
            Folders.delete(theme);
        }
    }

    private static Path archive(Consumer<String> progress) throws IOException, InterruptedException {
        Path folder = CacheFolder.own();
        Path archive = folder.resolve("keycloak-quarkus-dist-" + VERSION + ".tar.gz");
        if (Files.exists(archive)) {
            return archive;
        }
        progress.accept("fetching Keycloak " + VERSION + " through Maven (176 MB, once)");
        Path log = folder.resolve("keycloak-fetch.log");
        Process maven = new ProcessBuilder(
                        MavenWrapper.find().toString(),
                        "-q",
                        "-N",
                        COPY_GOAL,
                        "-Dartifact=org.keycloak:keycloak-quarkus-dist:" + VERSION + ":tar.gz",
                        "-DoutputDirectory=" + folder)
                .directory(
                        Objects.requireNonNull(MavenWrapper.find().getParent()).toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        if (maven.waitFor() != 0 || !Files.exists(archive)) {
            throw new IllegalStateException("Keycloak could not be fetched:\n" + LogTail.of(log));
        }
        return archive;
    }

    private static void unpack(Path archive, Path home, Consumer<String> progress) throws IOException {
        progress.accept("unpacking Keycloak");
        try (var tar = new TarArchiveInputStream(new GZIPInputStream(Files.newInputStream(archive), 1 << 16))) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                // The archive's single top folder carries the version; the home has its own name.
                Path inside = Path.of(entry.getName());
                if (inside.getNameCount() > 1) {
                    Path target = home.resolve(inside.subpath(1, inside.getNameCount()))
                            .normalize();
                    if (!target.startsWith(home)) {
                        throw new IOException("the archive names a file outside of it: " + entry.getName());
                    }
                    unpack(tar, entry, target);
                }
            }
        }
    }

    private static void unpack(TarArchiveInputStream tar, TarArchiveEntry entry, Path target) throws IOException {
        if (entry.isDirectory()) {
            Files.createDirectories(target);
            return;
        }
        Files.createDirectories(Objects.requireNonNull(target.getParent()));
        Files.copy(tar, target);
        if ((entry.getMode() & OWNER_MAY_RUN) != 0 && !target.toFile().setExecutable(true, false)) {
            throw new IOException("cannot make " + target + " executable");
        }
    }

    private static void build(Path home, Consumer<String> progress) throws IOException, InterruptedException {
        progress.accept("building Keycloak for PostgreSQL (about a minute, once)");
        Path log = home.resolveSibling("keycloak-build.log");
        ProcessBuilder builder = new ProcessBuilder(
                Stream.concat(Stream.of(home.resolve("bin/kc.sh").toString(), "build"), BUILD_OPTIONS.stream())
                        .toList());
        builder.environment()
                .putAll(Map.of(
                        "JAVA_HOME", System.getProperty("java.home"),
                        "JAVA_OPTS_KC_HEAP", "-Xms64m -Xmx512m",
                        "JAVA_OPTS_APPEND", "-XX:-UseG1GC -XX:+UseSerialGC -XX:TieredStopAtLevel=1"));
        Process build =
                builder.redirectErrorStream(true).redirectOutput(log.toFile()).start();
        if (build.waitFor() != 0) {
            throw new IllegalStateException("Keycloak could not be built:\n" + LogTail.of(log));
        }
    }

    private static String fingerprint(Path theme) throws IOException {
        try (Stream<Path> files = Files.walk(theme)) {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(String.join(" ", BUILD_OPTIONS).getBytes(StandardCharsets.UTF_8));
            for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                digest.update(theme.relativize(file).toString().getBytes(StandardCharsets.UTF_8));
                try (InputStream in = Files.newInputStream(file)) {
                    digest.update(in.readAllBytes());
                }
            }
            return HexFormat.of().formatHex(digest.digest(), 0, 4);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
