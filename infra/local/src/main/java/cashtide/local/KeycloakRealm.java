package cashtide.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;

/** Creates the realm {@code cashtide} in a running Keycloak through its admin API. */
final class KeycloakRealm {

    private final KeycloakSettings settings;
    private final HttpClient http = LoopbackHttp.client();

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
                            .header(
                                    "Authorization",
                                    "Bearer "
                                            + ServiceToken.of(
                                                    http,
                                                    settings.url(),
                                                    "master",
                                                    KeycloakSettings.BOOTSTRAP_CLIENT,
                                                    settings.bootstrapSecret()))
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
}
