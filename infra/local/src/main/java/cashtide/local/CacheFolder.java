package cashtide.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/** Where unpacked programs are kept between runs. They can be deleted at any time while nothing runs. */
final class CacheFolder {

    private CacheFolder() {}

    /** A folder whose programs a user other than root can run too. */
    static Path forAllUsers() throws IOException {
        if (!"root".equals(System.getProperty("user.name"))) {
            return own();
        }
        Path folder = Path.of("/var/cache/cashtide");
        Files.createDirectories(folder);
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        return folder;
    }

    /** The cache folder of the user who runs us. */
    static Path own() throws IOException {
        Path folder = Path.of(System.getProperty("user.home"), ".cache", "cashtide");
        Files.createDirectories(folder);
        return folder;
    }
}
