package cashtide.local;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a killed run left on a data folder: a postmaster that still serves it, backends whose postmaster is gone, or a
 * pid file that names a process of somebody else by now. PostgreSQL refuses to start beside any of them.
 */
final class LeftoverPostmaster {

    private static final Duration FAST_WITHIN = Duration.ofSeconds(30);
    private static final Duration AT_ONCE_WITHIN = Duration.ofSeconds(5);

    private LeftoverPostmaster() {}

    /** Stops every server process that works in {@code data}, and removes a pid file that belongs to none. */
    static void stop(Path data) throws IOException, InterruptedException {
        if (!Files.exists(data)) {
            return;
        }
        Optional<Long> postmaster = recordedPid(data).filter(pid -> worksIn(pid, data));
        if (postmaster.isPresent()) {
            Signal.send("INT", postmaster.get());
            awaitNone(data, FAST_WITHIN);
        }
        // Orphaned backends notice within a moment that their postmaster is gone; what stays is taken down.
        if (!awaitNone(data, AT_ONCE_WITHIN)) {
            workers(data).forEach(pid -> Signal.send("QUIT", pid));
            if (!awaitNone(data, AT_ONCE_WITHIN)) {
                workers(data).forEach(pid -> Signal.send("KILL", pid));
                awaitNone(data, AT_ONCE_WITHIN);
            }
        }
        Files.deleteIfExists(data.resolve("postmaster.pid"));
    }

    private static Optional<Long> recordedPid(Path data) throws IOException {
        Path file = data.resolve("postmaster.pid");
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        List<String> lines = Files.readAllLines(file, StandardCharsets.UTF_8);
        try {
            return lines.isEmpty()
                    ? Optional.empty()
                    : Optional.of(Long.parseLong(lines.get(0).strip()));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    private static boolean awaitNone(Path data, Duration within) throws InterruptedException {
        long deadline = System.nanoTime() + within.toNanos();
        while (!workers(data).isEmpty()) {
            if (System.nanoTime() > deadline) {
                return false;
            }
            Thread.sleep(20);
        }
        return true;
    }

    /** Every PostgreSQL process has its data folder as its working folder, and that can't be said by a reused pid. */
    private static List<Long> workers(Path data) {
        try (Stream<ProcessHandle> processes = ProcessHandle.allProcesses()) {
            return processes
                    .map(ProcessHandle::pid)
                    .filter(pid -> worksIn(pid, data))
                    .toList();
        }
    }

    private static boolean worksIn(long pid, Path data) {
        Path process = Path.of("/proc", String.valueOf(pid));
        try {
            return Files.readSymbolicLink(process.resolve("cwd")).equals(data.toRealPath())
                    && Files.readString(process.resolve("comm")).startsWith("postgres");
        } catch (IOException e) {
            return false; // It ended meanwhile, or belongs to somebody else.
        }
    }
}
