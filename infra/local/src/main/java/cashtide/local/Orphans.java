package cashtide.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
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
            Optional<ProcessHandle> process = ProcessIdentity.find(Files.readString(file));
            if (process.isPresent()) {
                String part = file.getFileName().toString();
                terminal.say(
                        part,
                        "left over by a killed run (process " + process.get().pid() + "), stopping it");
                stop(process.get());
            }
            Files.delete(file);
        }
    }

    private static void stop(ProcessHandle process) throws InterruptedException {
        process.destroy();
        try {
            process.onExit().get(TERM_WITHIN.toSeconds(), TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            process.destroyForcibly();
            process.onExit().join();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }
}
