package cashtide.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

/** Every key of the configuration and what holds without it. */
final class AppSettingsTest {

    @Test
    void withoutAFileTheDefaultsAreThoseOfALocalStack() {
        AppSettings defaults = bind(Map.of());
        assertThat(defaults.baseDomain()).isEqualTo("localhost");
        assertThat(defaults.imports().dir()).isEqualTo(Path.of(".cashtide/imports"));
        assertThat(defaults.db().url()).isEqualTo("jdbc:postgresql://127.0.0.1:5432/cashtide");
        assertThat(defaults.db().app().password()).isEmpty();
        assertThat(defaults.lake().catalog().url()).isEmpty();
        assertThat(defaults.lake().warehouse()).isEmpty();
        assertThat(defaults.keycloak().issuer()).isEqualTo("http://localhost:8081/realms/cashtide");
        assertThat(defaults.keycloak().admin().client()).isEqualTo("cashtide-provisioner");
    }

    @Test
    void everyKeyOfTheLaunchersFileIsRead() {
        AppSettings settings = bind(Map.ofEntries(
                Map.entry("cashtide.db.url", "jdbc:x"),
                Map.entry("cashtide.db.app.password", "p1"),
                Map.entry("cashtide.lake.catalog.url", "jdbc:y"),
                Map.entry("cashtide.lake.catalog.password", "p2"),
                Map.entry("cashtide.lake.warehouse", "w"),
                Map.entry("cashtide.keycloak.url", "http://k"),
                Map.entry("cashtide.keycloak.realm", "r"),
                Map.entry("cashtide.keycloak.client.secret", "p3"),
                Map.entry("cashtide.keycloak.admin.client", "a"),
                Map.entry("cashtide.keycloak.admin.secret", "p4"),
                Map.entry("cashtide.base-domain", "example.com"),
                Map.entry("cashtide.imports.dir", "in")));
        assertThat(settings.db()).isEqualTo(new AppSettings.Db("jdbc:x", new AppSettings.Login("p1")));
        assertThat(settings.lake()).isEqualTo(new AppSettings.Lake(new AppSettings.Catalog("jdbc:y", "p2"), "w"));
        assertThat(settings.keycloak())
                .isEqualTo(new AppSettings.Keycloak(
                        "http://k", "r", new AppSettings.Secret("p3"), new AppSettings.ServiceAccount("a", "p4")));
        assertThat(settings.baseDomain()).isEqualTo("example.com");
        assertThat(settings.imports().dir()).isEqualTo(Path.of("in"));
    }

    @Test
    void noSecretIsPrinted() {
        AppSettings settings = bind(Map.of(
                "cashtide.db.app.password", "hush1",
                "cashtide.keycloak.client.secret", "hush2",
                "cashtide.keycloak.admin.secret", "hush3",
                "cashtide.lake.catalog.password", "hush4"));
        assertThat(settings.toString()).doesNotContain("hush");
    }

    private static AppSettings bind(Map<String, String> properties) {
        return new Binder(new MapConfigurationPropertySource(properties)).bindOrCreate("cashtide", AppSettings.class);
    }
}
