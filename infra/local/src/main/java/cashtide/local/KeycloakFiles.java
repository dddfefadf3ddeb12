package cashtide.local;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** What Keycloak gets from us, packed from {@code infra/keycloak}: the realm and the login theme. */
final class KeycloakFiles {

    private static final String ROOT = "/cashtide/keycloak/";

    private KeycloakFiles() {}

    /**
     * The realm's definition with each {@code ${NAME}} replaced, as Keycloak's own import does it from its environment.
     *
     * @throws IllegalStateException when a name has no value
     */
    static String realm(Map<String, String> values) throws IOException {
        String text = read("cashtide-realm.json");
        for (Map.Entry<String, String> value : values.entrySet()) {
            text = text.replace("${" + value.getKey() + "}", value.getValue());
        }
        int missing = text.indexOf("${CASHTIDE");
        if (missing >= 0) {
            throw new IllegalStateException("the realm lacks a value at " + text.substring(missing, missing + 40));
        }
        return text;
    }

    /** Puts the theme's folders below {@code themes}. */
    static void copyTheme(Path themes) throws IOException {
        List<String> files = read("theme-files.txt").lines().toList();
        for (String file : files) {
            Path target = themes.resolve(file);
            Files.createDirectories(Objects.requireNonNull(target.getParent()));
            try (InputStream in = open("themes/" + file)) {
                Files.copy(in, target);
            }
        }
    }

    private static String read(String name) throws IOException {
        try (InputStream in = open(name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static InputStream open(String name) {
        return Objects.requireNonNull(KeycloakFiles.class.getResourceAsStream(ROOT + name), ROOT + name);
    }
}
