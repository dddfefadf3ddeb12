package cashtide.local;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;

/** PostgreSQL's programs, unpacked once per machine from the jar on the class path. */
final class PgBinaries {

    private static final Set<PosixFilePermission> OPEN_FOLDER = PosixFilePermissions.fromString("rwxr-xr-x");

    private final Path home;

    private PgBinaries(Path home) {
        this.home = home;
    }

    /** @throws IllegalStateException when the class path has no PostgreSQL for this kind of machine */
    static PgBinaries unpacked() {
        String archive = "/postgres-" + kernel() + "-" + architecture() + ".txz";
        try (InputStream in = PgBinaries.class.getResourceAsStream(archive)) {
            if (in == null) {
                throw new IllegalStateException("no PostgreSQL for this machine on the class path (" + archive + ")");
            }
            Path home = CacheFolder.forAllUsers().resolve("postgres-" + fingerprint(archive));
            if (!Files.exists(home)) {
                unpack(in, home);
            }
            return new PgBinaries(home);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot unpack PostgreSQL", e);
        }
    }

    String program(String name) {
        return home.resolve("bin").resolve(name).toString();
    }

    private static String kernel() {
        return System.getProperty("os.name").toLowerCase(Locale.ROOT).startsWith("mac") ? "darwin" : "linux";
    }

    private static String architecture() {
        String arch = System.getProperty("os.arch");
        return switch (arch) {
            case "amd64", "x86_64" -> "x86_64";
            case "aarch64", "arm64" -> "arm_64";
            default -> arch;
        };
    }

    /** The archive's length and place tell one version from another; hashing 15 MB at each start tells no more. */
    private static String fingerprint(String archive) throws IOException {
        var connection =
                Objects.requireNonNull(PgBinaries.class.getResource(archive)).openConnection();
        connection.setUseCaches(false);
        String url = connection.getURL().toString();
        String jar = url.substring(0, Math.max(0, url.lastIndexOf(".jar!")));
        String version = jar.substring(jar.lastIndexOf('-') + 1);
        return version + "-" + HexFormat.of().toHexDigits((int) connection.getContentLengthLong());
    }

    /** Unpacks beside the target and renames, so that a killed or a second process never sees half of it. */
    private static void unpack(InputStream in, Path home) throws IOException {
        Path staging = Files.createTempDirectory(home.getParent(), "unpacking-");
        try (var tar = new TarArchiveInputStream(new XZCompressorInputStream(in))) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                unpack(tar, entry, staging);
            }
        }
        Files.setPosixFilePermissions(staging, OPEN_FOLDER);
        try {
            Files.move(staging, home, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            Folders.delete(staging);
            if (!Files.exists(home)) {
                throw e;
            }
        }
    }

    private static void unpack(TarArchiveInputStream tar, TarArchiveEntry entry, Path root) throws IOException {
        Path target = root.resolve(entry.getName()).normalize();
        if (!target.startsWith(root)) {
            throw new IOException("the archive names a file outside of it: " + entry.getName());
        }
        if (entry.isDirectory()) {
            Files.createDirectories(target);
            Files.setPosixFilePermissions(target, OPEN_FOLDER);
            return;
        }
        Files.createDirectories(Objects.requireNonNull(target.getParent()));
        if (entry.isSymbolicLink()) {
            Files.createSymbolicLink(target, Path.of(entry.getLinkName()));
        } else {
            Files.copy(tar, target);
            boolean program = (entry.getMode() & 0100) != 0;
            Files.setPosixFilePermissions(target, PosixFilePermissions.fromString(program ? "rwxr-xr-x" : "rw-r--r--"));
        }
    }
}
