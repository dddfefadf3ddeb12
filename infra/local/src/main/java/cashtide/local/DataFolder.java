package cashtide.local;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * The folder with all that an installation keeps, held by one run at a time. The lock is the operating system's: it ends
 * with the process that holds it, however that ends.
 */
final class DataFolder implements AutoCloseable {

    private static final long LOG_BYTES_KEPT = 16L << 20;

    private final Path root;
    private final FileChannel lockFile;

    private DataFolder(Path root, FileChannel lockFile) {
        this.root = root;
        this.lockFile = lockFile;
    }

    /** @throws IllegalStateException when another run holds the folder; the message names it */
    static DataFolder open(Path root) throws IOException {
        Folders.createPassable(root); // PostgreSQL runs as somebody else where we are root.
        Path lockPath = root.resolve("run.lock");
        FileChannel lockFile = FileChannel.open(
                lockPath, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        @Nullable FileLock lock = lockFile.tryLock();
        if (lock == null) {
            String holder = Files.readString(lockPath).strip();
            lockFile.close();
            throw new IllegalStateException("Cashtide runs already on " + root + " (" + holder + ")");
        }
        DataFolder folder = new DataFolder(root, lockFile);
        folder.describeHolder();
        for (String name : new String[] {"conf", "logs", "run", "lake", "flink", "imports"}) {
            Folders.createPrivate(root.resolve(name));
        }
        return folder;
    }

    private void describeHolder() throws IOException {
        ProcessHandle self = ProcessHandle.current();
        String since =
                self.info().startInstant().map(start -> ", since " + start).orElse("");
        lockFile.truncate(0);
        lockFile.write(StandardCharsets.UTF_8.encode("process " + self.pid() + since + "\n"), 0);
        lockFile.force(false);
    }

    Path resolve(String name) {
        return root.resolve(name);
    }

    Path root() {
        return root;
    }

    /** A part's log, with the older one moved aside when it has grown. */
    Path log(String part) throws IOException {
        Path log = root.resolve("logs").resolve(part + ".log");
        if (Files.exists(log) && Files.size(log) > LOG_BYTES_KEPT) {
            Files.move(log, log.resolveSibling(part + ".log.1"), StandardCopyOption.REPLACE_EXISTING);
        }
        return log;
    }

    /**
     * The port of a part other than the app: the one of the last run, or {@code wished}, or any free one; remembered.
     */
    int port(String part, int wished) throws IOException {
        Path file = root.resolve("conf/ports.properties");
        Properties ports = SecretFile.read(file);
        int remembered = Integer.parseInt(ports.getProperty(part, "0"));
        int port = remembered != 0 && isFree(remembered) ? remembered : isFree(wished) ? wished : EmbeddedPg.freePort();
        if (port != remembered) {
            ports.setProperty(part, String.valueOf(port));
            SecretFile.write(file, ports);
        }
        return port;
    }

    /** Notes the app's port for other commands on this folder. */
    void rememberAppPort(int port) throws IOException {
        Path file = root.resolve("conf/ports.properties");
        Properties ports = SecretFile.read(file);
        ports.setProperty("app", String.valueOf(port));
        SecretFile.write(file, ports);
    }

    /** A secret that is made at the first run and stays. */
    String secret(String name) throws IOException {
        Path file = root.resolve("conf/secrets.properties");
        Properties secrets = SecretFile.read(file);
        String known = secrets.getProperty(name);
        if (known != null) {
            return known;
        }
        String made = PgPasswords.random();
        secrets.setProperty(name, made);
        SecretFile.write(file, secrets);
        return made;
    }

    static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    @Override
    public void close() throws IOException {
        lockFile.write(ByteBuffer.wrap("nobody\n".getBytes(StandardCharsets.UTF_8)), 0);
        lockFile.close();
    }
}
