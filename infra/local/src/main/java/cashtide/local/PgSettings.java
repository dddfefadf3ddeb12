package cashtide.local;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * How one PostgreSQL server is started: where it keeps its data, whether a commit survives a power cut, and how much of
 * a small machine it may take.
 *
 * @param folder holds the cluster ({@code data}), its log and the passwords of its logins
 * @param port TCP port on 127.0.0.1; 0 chooses a free one at each start
 * @param durable true: fsync on, passwords kept for the next start; false: for tests, fast and thrown away
 * @param maxConnections connections over all databases, superuser's included
 * @param sharedBuffersMb memory for cached pages in MiB
 */
public record PgSettings(Path folder, int port, boolean durable, int maxConnections, int sharedBuffersMb) {

    private static final Path SHARED_MEMORY_FOLDER = Path.of("/dev/shm");
    private static final long SHARED_MEMORY_BYTES_MIN = 512L << 20;

    public PgSettings {
        if (port < 0 || port > 65_535) {
            throw new IllegalArgumentException("port " + port + " is not between 0 and 65535");
        }
        if (maxConnections < 10) {
            throw new IllegalArgumentException("maxConnections " + maxConnections + " is below 10");
        }
        folder = folder.toAbsolutePath().normalize();
    }

    /** A server whose acknowledged commits survive kill -9 and power cuts. */
    public static PgSettings durable(Path folder, int port) {
        return new PgSettings(folder, port, true, 80, 256);
    }

    /** A server for tests: no fsync, any free port. */
    public static PgSettings temporary(Path folder) {
        return new PgSettings(folder, 0, false, 120, 96);
    }

    /** The {@code name=value} settings that {@code postgres -c} takes. */
    List<String> serverSettings() {
        List<String> settings = new ArrayList<>(List.of(
                "listen_addresses=127.0.0.1",
                "unix_socket_directories=",
                "max_connections=" + maxConnections,
                "shared_buffers=" + sharedBuffersMb + "MB",
                "password_encryption=scram-sha-256",
                "timezone=UTC",
                "log_timezone=UTC",
                "lc_messages=C",
                "jit=off",
                "max_parallel_workers_per_gather=1",
                "dynamic_shared_memory_type=" + dynamicSharedMemory()));
        if (durable) {
            settings.addAll(List.of("fsync=on", "synchronous_commit=on", "full_page_writes=on", "max_wal_size=2GB"));
        } else {
            settings.addAll(List.of("fsync=off", "synchronous_commit=off", "full_page_writes=off"));
        }
        return settings;
    }

    /** Containers often have 64 MB of /dev/shm, which parallel queries overrun; files in the data folder don't. */
    private static String dynamicSharedMemory() {
        return SHARED_MEMORY_FOLDER.toFile().getTotalSpace() < SHARED_MEMORY_BYTES_MIN ? "mmap" : "posix";
    }
}
