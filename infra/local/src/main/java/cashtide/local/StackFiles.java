package cashtide.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import java.util.stream.Stream;

/**
 * What the parts of the stack are told: one properties file each, with the secrets that this part needs and no others.
 * The keys are the product's whole configuration, on a server as here.
 */
final class StackFiles {

    private final DataFolder data;
    private final PgDatabase database;
    private final KeycloakSettings keycloak;

    StackFiles(DataFolder data, PgDatabase database, KeycloakSettings keycloak) {
        this.data = data;
        this.database = database;
        this.keycloak = keycloak;
    }

    Path migrate() throws IOException {
        Properties properties = new Properties();
        properties.setProperty("cashtide.db.url", database.jdbcUrl());
        properties.setProperty("cashtide.db.owner.password", database.password("cashtide_owner"));
        return write("migrate", properties);
    }

    Path worker() throws IOException {
        Properties properties = new Properties();
        properties.setProperty("cashtide.db.url", database.jdbcUrl());
        for (String login : new String[] {"relay", "scores", "worker"}) {
            properties.setProperty("cashtide.db." + login + ".password", database.password("cashtide_" + login));
        }
        lake(properties);
        properties.setProperty(
                "cashtide.flink.checkpoints", data.resolve("flink").toString());
        properties.setProperty("cashtide.worker.ready", workerReady().toString());
        return write("worker", properties);
    }

    Path app() throws IOException {
        Properties properties = new Properties();
        properties.setProperty("cashtide.db.url", database.jdbcUrl());
        properties.setProperty("cashtide.db.app.password", database.password("cashtide_app"));
        lake(properties);
        properties.setProperty("cashtide.keycloak.url", keycloak.url());
        properties.setProperty("cashtide.keycloak.realm", KeycloakSettings.REALM);
        properties.setProperty("cashtide.keycloak.admin.client", KeycloakSettings.ADMIN_CLIENT);
        properties.setProperty("cashtide.keycloak.admin.secret", keycloak.adminSecret());
        properties.setProperty("cashtide.keycloak.client.secret", keycloak.clientSecret());
        properties.setProperty("cashtide.base-domain", "localhost");
        properties.setProperty("cashtide.imports.dir", data.resolve("imports").toString());
        return write("app", properties);
    }

    /** Written by the worker once its jobs run; holds its process id. */
    Path workerReady() {
        return data.resolve("run/worker.ready");
    }

    private void lake(Properties properties) {
        PgDatabase catalog = database.lake();
        properties.setProperty("cashtide.lake.catalog.url", catalog.jdbcUrl());
        properties.setProperty("cashtide.lake.catalog.password", catalog.password("cashtide_lake"));
        properties.setProperty("cashtide.lake.warehouse", data.resolve("lake").toString());
    }

    private Path write(String part, Properties properties) throws IOException {
        Path file = data.resolve("conf").resolve(part + ".properties");
        SecretFile.write(file, properties);
        return file;
    }

    /** The class path of a packaged module: its jar, and what lies beside it. */
    static String classPath(Path home, String module) {
        Path target = home.resolve(module).resolve("target");
        try (Stream<Path> files = Files.isDirectory(target) ? Files.list(target) : Stream.empty()) {
            Path jar = files.filter(file -> file.getFileName().toString().matches("cashtide-.*\\.jar"))
                    .findFirst()
                    .orElseThrow(
                            () -> new IllegalStateException(module + " is not built: run ./mvnw -DskipTests package"));
            return jar + ":" + target.resolve("lib") + "/*";
        } catch (IOException e) {
            throw new IllegalStateException("cannot read " + target, e);
        }
    }
}
