package cashtide.local;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The operator's part of the REST API: tenants and the people in them. Every call can be repeated. */
final class PlatformClient {

    private final HttpClient http = LoopbackHttp.client();
    private final String keycloak;
    private final String adminSecret;
    private final int port;

    PlatformClient(String keycloak, String adminSecret, int port) {
        this.keycloak = keycloak;
        this.adminSecret = adminSecret;
        this.port = port;
    }

    /**
     * Sends an object of strings and lists of strings; entries without a value are left out.
     *
     * @param path below the tenants
     * @throws IllegalStateException with what the app says when it refuses
     */
    Map<String, @Nullable Object> post(String path, Map<String, @Nullable Object> values)
            throws IOException, InterruptedException {
        String token =
                ServiceToken.of(http, keycloak, KeycloakSettings.REALM, KeycloakSettings.ADMIN_CLIENT, adminSecret);
        HttpResponse<String> answer = http.send(
                HttpRequest.newBuilder(address(path))
                        .header("Authorization", "Bearer " + token)
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(json(values)))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() / 100 != 2) {
            throw new IllegalStateException("the app refused: " + reason(answer.body()));
        }
        return Json.object(answer.body());
    }

    /** Whatever a person typed as an alias is one address; which aliases there are the app says. */
    private URI address(String path) {
        try {
            return new URI("http", null, "127.0.0.1", port, "/api/platform/tenants" + path, null, null);
        } catch (URISyntaxException e) {
            throw new IllegalStateException("no such path: " + path, e);
        }
    }

    /** A problem's words (RFC 9457), or all that was answered where it is none. */
    private static String reason(String body) {
        try {
            Map<String, @Nullable Object> problem = Json.object(body);
            return Stream.of(problem.get("title"), problem.get("detail"))
                    .filter(Objects::nonNull)
                    .map(String::valueOf)
                    .collect(Collectors.joining(" "));
        } catch (IllegalArgumentException e) {
            return body;
        }
    }

    static String json(Map<String, @Nullable Object> values) {
        return values.entrySet().stream()
                .filter(entry -> entry.getValue() != null)
                .map(entry -> quoted(entry.getKey()) + ":" + value(entry.getValue()))
                .collect(Collectors.joining(",", "{", "}"));
    }

    private static String value(@Nullable Object value) {
        return value instanceof Collection<?> list
                ? list.stream().map(PlatformClient::value).collect(Collectors.joining(",", "[", "]"))
                : quoted(String.valueOf(value));
    }

    private static String quoted(String text) {
        StringBuilder quoted = new StringBuilder("\"");
        text.chars().forEach(c -> {
            if (c == '"' || c == '\\') {
                quoted.append('\\').append((char) c);
            } else if (c < ' ') {
                quoted.append(String.format(Locale.ROOT, "\\u%04x", c));
            } else {
                quoted.append((char) c);
            }
        });
        return quoted.append('"').toString();
    }
}
