package cashtide.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Creates the realm {@code cashtide} in a running Keycloak through its admin API. */
final class KeycloakRealm {

    private static final Pattern ACCESS_TOKEN = Pattern.compile("\"access_token\"\\s*:\\s*\"([^\"]+)\"");

    private final KeycloakSettings settings;
    private final HttpClient http = HttpClient.newHttpClient();

    KeycloakRealm(KeycloakSettings settings) {
        this.settings = settings;
    }

    /** Does nothing when the realm is there: its users and organizations live in the database. */
    void createWhenMissing() {
        if (HttpProbe.answers(settings.realmUrl(), settings.host())) {
            return;
        }
        try {
            String realm = KeycloakFiles.realm(Map.of(
                    "CASHTIDE_CLIENT_SECRET", settings.clientSecret(),
                    "CASHTIDE_PROVISIONER_SECRET", settings.adminSecret()));
            HttpResponse<String> response = http.send(
                    HttpRequest.newBuilder(URI.create(settings.url() + "/admin/realms"))
                            .header("Authorization", "Bearer " + token())
                            .header("Content-Type", "application/json")
                            .POST(HttpRequest.BodyPublishers.ofString(realm))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            if (response.statusCode() != 201) {
                throw new IllegalStateException(
                        "Keycloak refused the realm with " + response.statusCode() + ": " + response.body());
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot create the realm", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while the realm was created", e);
        }
    }

    private String token() throws IOException, InterruptedException {
        String form = "grant_type=client_credentials&client_id=" + KeycloakSettings.BOOTSTRAP_CLIENT + "&client_secret="
                + URLEncoder.encode(settings.bootstrapSecret(), StandardCharsets.UTF_8);
        HttpResponse<String> response = http.send(
                HttpRequest.newBuilder(URI.create(settings.url() + "/realms/master/protocol/openid-connect/token"))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(HttpRequest.BodyPublishers.ofString(form))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        Matcher token = ACCESS_TOKEN.matcher(response.body());
        if (response.statusCode() != 200 || !token.find()) {
            throw new IllegalStateException("Keycloak refused the bootstrap account with " + response.statusCode());
        }
        return token.group(1);
    }
}
