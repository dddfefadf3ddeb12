package cashtide.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class KeycloakFilesTest {

    @Test
    void everyFileOfTheThemeIsInItsList() throws Exception {
        try (InputStream in = KeycloakFiles.class.getResourceAsStream("/cashtide/keycloak/theme-files.txt")) {
            assertThat(in).isNotNull();
            Path themes = MavenWrapper.find().resolveSibling("infra/keycloak/themes");
            try (var files = Files.walk(themes)) {
                assertThat(new String(in.readAllBytes(), StandardCharsets.UTF_8).lines())
                        .containsExactlyInAnyOrderElementsOf(files.filter(Files::isRegularFile)
                                .map(file -> themes.relativize(file).toString())
                                .toList());
            }
        }
    }

    @Test
    void theRealmHoldsNoSecretOfItsOwn() {
        assertThatThrownBy(() -> KeycloakFiles.realm(Map.of("CASHTIDE_CLIENT_SECRET", "x")))
                .hasMessageContaining("the realm lacks a value at ${CASHTIDE_PROVISIONER_SECRET}");
    }
}
