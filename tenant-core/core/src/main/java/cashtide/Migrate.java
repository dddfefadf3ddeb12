package cashtide;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * Migrates a database: {@code java cashtide.Migrate --config=FILE}, where the properties file holds
 * {@code cashtide.db.url} and {@code cashtide.db.owner.password}.
 */
public final class Migrate {

    private static final String CONFIG = "--config=";

    private Migrate() {}

    public static void main(String[] arguments) throws IOException {
        if (arguments.length != 1 || !arguments[0].startsWith(CONFIG)) {
            System.err.println("usage: cashtide.Migrate --config=FILE");
            System.exit(2);
            return;
        }
        Properties config = read(Path.of(arguments[0].substring(CONFIG.length())));
        PGSimpleDataSource owner = new PGSimpleDataSource();
        owner.setUrl(required(config, "cashtide.db.url"));
        owner.setUser("cashtide_owner");
        owner.setPassword(required(config, "cashtide.db.owner.password"));
        System.out.println("migrations applied: " + Migrations.migrate(owner));
    }

    private static Properties read(Path file) throws IOException {
        Properties config = new Properties();
        try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            config.load(reader);
        }
        return config;
    }

    private static String required(Properties config, String key) {
        @Nullable String value = config.getProperty(key);
        if (value == null || value.isBlank()) {
            throw new IllegalArgumentException(key + " is missing from the configuration file");
        }
        return value;
    }
}
