package cashtide.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;

final class KeycloakServerStoryTest {

    private final HttpClient http = LoopbackHttp.client();

    @Test
    void aFreshKeycloakHasOurRealmWithBruteForceProtectionAndOnlyCodeFlowWithPkce() throws Exception {
        KeycloakServer keycloak = KeycloakServer.shared();
        String discovery = get(keycloak.url() + "/realms/cashtide/.well-known/openid-configuration");
        assertThat(discovery).contains("\"issuer\":\"" + keycloak.url() + "/realms/cashtide\"");
        assertThat(postToken(
                        keycloak,
                        "grant_type=password&client_id=cashtide-app&username=x&password=x" + "&client_secret="
                                + keycloak.clientSecret()))
                .contains("unauthorized_client");
        assertThat(postToken(
                        keycloak,
                        "grant_type=client_credentials&client_id=" + keycloak.adminClient() + "&client_secret="
                                + keycloak.adminSecret()))
                .contains("access_token");
        assertThat(postToken(
                        keycloak,
                        "grant_type=client_credentials&client_id=" + keycloak.adminClient()
                                + "&client_secret=cashtide"))
                .contains("unauthorized_client");
    }

    private String get(String url) throws Exception {
        return http.send(HttpRequest.newBuilder(URI.create(url)).build(), HttpResponse.BodyHandlers.ofString())
                .body();
    }

    private String postToken(KeycloakServer keycloak, String form) throws Exception {
        return http.send(
                        HttpRequest.newBuilder(
                                        URI.create(keycloak.url() + "/realms/cashtide/protocol/openid-connect/token"))
                                .header("Content-Type", "application/x-www-form-urlencoded")
                                .POST(HttpRequest.BodyPublishers.ofString(form))
                                .build(),
                        HttpResponse.BodyHandlers.ofString())
                .body();
    }
}
