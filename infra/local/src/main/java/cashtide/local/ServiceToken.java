package cashtide.local;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;

/** An access token by OAuth 2 client credentials (RFC 6749, 4.4). */
final class ServiceToken {

    private ServiceToken() {}

    /** @throws IllegalStateException when Keycloak refuses the client */
    static String of(HttpClient http, String keycloak, String realm, String client, String secret)
            throws IOException, InterruptedException {
        String form = "grant_type=client_credentials&client_id=" + client + "&client_secret="
                + URLEncoder.encode(secret, StandardCharsets.UTF_8);
        HttpResponse<String> answer = http.send(
                HttpRequest.newBuilder(URI.create(keycloak + "/realms/" + realm + "/protocol/openid-connect/token"))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(BodyPublishers.ofString(form))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() != 200) {
            throw new IllegalStateException("Keycloak refused " + client + " with " + answer.statusCode());
        }
        return String.valueOf(Json.object(answer.body()).get("access_token"));
    }
}
