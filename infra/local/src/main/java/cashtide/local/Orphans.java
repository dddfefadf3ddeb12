package cashtide.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The record of the processes that a run started. When the launcher itself is killed they live on; the next run finds
 * them here and stops them, and nothing else.
 */
final class Orphans {

    private static final Duration TERM_WITHIN = Duration.ofSeconds(20);

    private final Path folder;

    Orphans(Path folder) {
        this.folder = folder;
    }

    void record(String part, ProcessHandle process) throws IOException {
        Files.writeString(folder.resolve(part), ProcessIdentity.of(process));
    }

    void forget(String part) throws IOException {
        Files.deleteIfExists(folder.resolve(part));
    }

    /** Stops what an earlier run left, telling of each. */
    void stopAll(Terminal terminal) throws IOException, InterruptedException {
        List<Path> records;
        try (Stream<Path> files = Files.list(folder)) {
            records = files.toList();
        }
        for (Path file : records) {
            String identity = Files.readString(file);
            Optional<ProcessHandle> process = ProcessIdentity.find(identity);
            if (process.isPresent()) {
                String part = file.getFileName().toString();
                terminal.say(
                        part,
                        "left over by a killed run (process " + process.get().pid() + "), stopping it");
                stop(identity, process.get());
            }
            Files.delete(file);
        }
    }

    private static void stop(String identity, ProcessHandle process) throws InterruptedException {
        process.destroy();
        long deadline = System.nanoTime() + TERM_WITHIN.toNanos();
        while (ProcessIdentity.isAlive(identity)) {
            if (System.nanoTime() > deadline) {
                process.destroyForcibly();
            }
            Thread.sleep(20);
        }
    }
}
