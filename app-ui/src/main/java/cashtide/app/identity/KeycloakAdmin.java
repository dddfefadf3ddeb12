package cashtide.app.identity;

import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestClientResponseException;

/**
 * The few calls of Keycloak's admin API that we need, as the service account of the realm. Thread-safe.
 *
 * <p>Plain HTTP instead of {@code keycloak-admin-client}: that one brings RESTEasy and a second Jackson for a dozen
 * calls.
 */
final class KeycloakAdmin {

    private static final ParameterizedTypeReference<Map<String, Object>> OBJECT = new ParameterizedTypeReference<>() {};
    private static final ParameterizedTypeReference<List<Map<String, Object>>> OBJECTS =
            new ParameterizedTypeReference<>() {};
    private static final Duration TOKEN_RENEWED_BEFORE = Duration.ofSeconds(30);
    private static final Duration CONNECT_WITHIN = Duration.ofSeconds(5);
    private static final Duration ANSWER_WITHIN = Duration.ofSeconds(30);

    private record Token(String value, Instant renewAt) {}

    private final KeycloakAccess access;
    private final InstantSource clock;
    private final RestClient http;
    private @Nullable Token token;

    KeycloakAdmin(KeycloakAccess access, InstantSource clock) {
        this.access = access;
        this.clock = clock;
        JdkClientHttpRequestFactory requests = new JdkClientHttpRequestFactory(
                HttpClient.newBuilder().connectTimeout(CONNECT_WITHIN).build());
        requests.setReadTimeout(ANSWER_WITHIN);
        this.http = RestClient.builder().requestFactory(requests).build();
    }

    Map<String, Object> get(String path) {
        return Objects.requireNonNull(http.get()
                .uri(address(path))
                .header("Authorization", bearer())
                .retrieve()
                .body(OBJECT));
    }

    List<Map<String, Object>> list(String path) {
        return Objects.requireNonNull(http.get()
                .uri(address(path))
                .header("Authorization", bearer())
                .retrieve()
                .body(OBJECTS));
    }

    /** Creates what {@code body} describes and returns its id. */
    String create(String path, Object body) {
        ResponseEntity<Void> response = http.post()
                .uri(address(path))
                .header("Authorization", bearer())
                .contentType(MediaType.APPLICATION_JSON)
                .body(body)
                .retrieve()
                .toBodilessEntity();
        URI location = Objects.requireNonNull(response.getHeaders().getLocation(), "Location");
        String created = location.getPath();
        return created.substring(created.lastIndexOf('/') + 1);
    }

    void put(String path, Object body) {
        http.put()
                .uri(address(path))
                .header("Authorization", bearer())
                .contentType(MediaType.APPLICATION_JSON)
                .body(body)
                .retrieve()
                .toBodilessEntity();
    }

    /** A PUT that says all in its path. */
    void put(String path) {
        http.put()
                .uri(address(path))
                .header("Authorization", bearer())
                .retrieve()
                .toBodilessEntity();
    }

    /** Removes what is at {@code path}; what is gone already is no error. */
    void delete(String path) {
        try {
            http.delete()
                    .uri(address(path))
                    .header("Authorization", bearer())
                    .retrieve()
                    .toBodilessEntity();
        } catch (RestClientResponseException e) {
            if (e.getStatusCode().value() != 404) {
                throw e;
            }
        }
    }

    private URI address(String path) {
        return URI.create(access.url() + "/admin/realms/" + access.realm() + path);
    }

    private synchronized String bearer() {
        Token current = token;
        if (current == null || !clock.instant().isBefore(current.renewAt())) {
            current = newToken();
            token = current;
        }
        return "Bearer " + current.value();
    }

    private Token newToken() {
        LinkedMultiValueMap<String, String> form = new LinkedMultiValueMap<>();
        form.add("grant_type", "client_credentials");
        form.add("client_id", access.adminClient());
        form.add("client_secret", access.adminSecret());
        Map<String, Object> answer = Objects.requireNonNull(http.post()
                .uri(URI.create(access.url() + "/realms/" + access.realm() + "/protocol/openid-connect/token"))
                .contentType(MediaType.APPLICATION_FORM_URLENCODED)
                .body(form)
                .retrieve()
                .body(OBJECT));
        Duration valid = Duration.ofSeconds(((Number) Objects.requireNonNull(answer.get("expires_in"))).longValue());
        String value = (String) Objects.requireNonNull(answer.get("access_token"));
        return new Token(value, clock.instant().plus(valid).minus(TOKEN_RENEWED_BEFORE));
    }
}
