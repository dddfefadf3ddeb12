package cashtide.app;

import java.nio.file.Path;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where the application is reached and what it keeps on disk.
 *
 * @param baseDomain what follows a tenant's alias in its host name; {@code localhost} for {@code acme.localhost}
 * @param imports folder of uploaded files that wait to be imported
 */
@ConfigurationProperties("cashtide")
public record AppSettings(
        @DefaultValue("localhost") String baseDomain,
        @DefaultValue Imports imports,
        @DefaultValue Db db,
        @DefaultValue Lake lake,
        @DefaultValue Keycloak keycloak) {

    /** Folder of uploaded files. */
    public record Imports(@DefaultValue(".cashtide/imports") Path dir) {}

    /**
     * The core's database, schema {@code cashtide}.
     *
     * @param url JDBC address without a login
     */
    public record Db(
            @DefaultValue("jdbc:postgresql://127.0.0.1:5432/cashtide")
            String url,

            @DefaultValue Login app) {}

    /** Password of the login {@code cashtide_app}; the name is not configured. */
    public record Login(@DefaultValue("") String password) {

        @Override
        public String toString() {
            return "Login[...]";
        }
    }

    /**
     * The lake's catalog and files.
     *
     * @param warehouse folder or bucket of the tables
     */
    public record Lake(
            @DefaultValue Catalog catalog, @DefaultValue("") String warehouse) {}

    /** The catalog's database, login {@code cashtide_lake}; empty where the lake is not used by the app. */
    public record Catalog(
            @DefaultValue("") String url, @DefaultValue("") String password) {

        @Override
        public String toString() {
            return "Catalog[" + url + "]";
        }
    }

    /**
     * The identity provider.
     *
     * @param url as browsers and we reach it
     */
    public record Keycloak(
            @DefaultValue("http://localhost:8081") String url,
            @DefaultValue("cashtide") String realm,
            @DefaultValue Secret client,
            @DefaultValue ServiceAccount admin) {

        /** The issuer of tokens: {@code https://id.example.com/realms/cashtide}. */
        public String issuer() {
            return url + "/realms/" + realm;
        }
    }

    /** Secret of the client {@code cashtide-app}. */
    public record Secret(@DefaultValue("") String secret) {

        @Override
        public String toString() {
            return "Secret[...]";
        }
    }

    /** The service account that provisions tenants. */
    public record ServiceAccount(
            @DefaultValue("cashtide-provisioner") String client,
            @DefaultValue("") String secret) {

        @Override
        public String toString() {
            return "ServiceAccount[" + client + "]";
        }
    }
}
