package cashtide.jobs;

import cashtide.jobs.ingest.DatabaseLogin;
import cashtide.lake.LakeSettings;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * What the worker is told, by a properties file that only its user may read.
 *
 * @param file it was read from; child processes read it too
 * @param relay reads the change log of all tenants
 * @param scores writes into the inboxes
 * @param worker has the scheduler's tables, the runs and the freshness rows
 * @param checkpoints folder of the streaming job's checkpoints
 * @param ready file that gets the process id when the worker works; null for none
 */
public record WorkerSettings(
        Path file,
        DatabaseLogin relay,
        DatabaseLogin scores,
        DatabaseLogin worker,
        LakeSettings lake,
        Path checkpoints,
        @Nullable Path ready) {

    /**
     * Reads the file.
     *
     * @throws IllegalArgumentException when a key is missing
     */
    public static WorkerSettings read(Path file) {
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            properties.load(reader);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
        String url = required(properties, "cashtide.db.url");
        String ready = properties.getProperty("cashtide.worker.ready");
        return new WorkerSettings(
                file.toAbsolutePath(),
                login(properties, url, "relay"),
                login(properties, url, "scores"),
                login(properties, url, "worker"),
                new LakeSettings(
                        required(properties, "cashtide.lake.catalog.url"),
                        "cashtide_lake",
                        required(properties, "cashtide.lake.catalog.password"),
                        required(properties, "cashtide.lake.warehouse")),
                Path.of(required(properties, "cashtide.flink.checkpoints")).toAbsolutePath(),
                ready == null ? null : Path.of(ready));
    }

    private static DatabaseLogin login(Properties properties, String url, String name) {
        return new DatabaseLogin(url, "cashtide_" + name, required(properties, "cashtide.db." + name + ".password"));
    }

    private static String required(Properties properties, String key) {
        String value = properties.getProperty(key);
        if (value == null || value.isBlank()) {
            throw new IllegalArgumentException(key + " is missing in the worker's configuration");
        }
        return value;
    }
}
