package cashtide.local;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The REST API of one tenant's imports, signed in as the tenant's service client. */
final class ImportClient {

    private static final String BOUNDARY = "cashtide-import-4f1d2c7b";

    private final HttpClient http = LoopbackHttp.client();
    private final String keycloak;
    private final String adminSecret;
    private final int port;
    private final String tenant;
    private @Nullable String bearer;

    ImportClient(String keycloak, String adminSecret, int port, String tenant) {
        this.keycloak = keycloak;
        this.adminSecret = adminSecret;
        this.port = port;
        this.tenant = tenant;
    }

    /** Sends a zip of the three files; the import goes on behind the answer. Returns its id. */
    String send(Path archive) throws IOException, InterruptedException {
        String head = "--" + BOUNDARY
                + "\r\nContent-Disposition: form-data; name=\"file\"; filename=\"import.zip\"\r\n"
                + "Content-Type: application/zip\r\n\r\n";
        HttpResponse<String> answer = http.send(
                request("/api/v1/imports")
                        .header("Content-Type", "multipart/form-data; boundary=" + BOUNDARY)
                        .POST(BodyPublishers.concat(
                                BodyPublishers.ofString(head),
                                BodyPublishers.ofFile(archive),
                                BodyPublishers.ofString("\r\n--" + BOUNDARY + "--\r\n")))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() != 202) {
            throw new IllegalStateException(
                    "the app refused the files with " + answer.statusCode() + ": " + answer.body());
        }
        return String.valueOf(Json.object(answer.body()).get("id"));
    }

    /** The import as the API shows it: id, status, progress, problems, counts. */
    Map<String, @Nullable Object> status(String id) throws IOException, InterruptedException {
        String path = "/api/v1/imports/" + id;
        HttpResponse<String> answer = http.send(request(path).build(), HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() == 401) {
            bearer = null;
            answer = http.send(request(path).build(), HttpResponse.BodyHandlers.ofString());
        }
        if (answer.statusCode() != 200) {
            throw new IllegalStateException("the app answered " + answer.statusCode() + ": " + answer.body());
        }
        return Json.object(answer.body());
    }

    /**
     * Enters something through the API; the same key has its effect once.
     *
     * @return whether the app took it; false when the business refuses it
     */
    boolean enter(String path, String json, UUID key) throws IOException, InterruptedException {
        HttpResponse<String> answer = post(path, json, key);
        if (answer.statusCode() == 401) {
            bearer = null;
            answer = post(path, json, key);
        }
        if (answer.statusCode() == 401 || answer.statusCode() == 403 || answer.statusCode() >= 500) {
            throw new IllegalStateException(
                    "the app answered " + answer.statusCode() + " for " + path + ": " + answer.body());
        }
        return answer.statusCode() / 100 == 2;
    }

    private HttpResponse<String> post(String path, String json, UUID key) throws IOException, InterruptedException {
        return http.send(
                request(path)
                        .header("Content-Type", "application/json")
                        .header("Idempotency-Key", key.toString())
                        .POST(BodyPublishers.ofString(json))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private HttpRequest.Builder request(String path) throws IOException, InterruptedException {
        String token = bearer;
        if (token == null) {
            token = token("tenant-" + tenant + "-import", clientSecret());
            bearer = token;
        }
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .header("Host", tenant + ".localhost:" + port)
                .header("Authorization", "Bearer " + token);
    }

    /** Kept by Keycloak alone; read with the right to provision, which whoever can read the data folder has. */
    private String clientSecret() throws IOException, InterruptedException {
        String bearer = "Bearer " + token(KeycloakSettings.ADMIN_CLIENT, adminSecret);
        String clients = keycloak + "/admin/realms/" + KeycloakSettings.REALM + "/clients";
        Object found = Json.parse(get(clients + "?clientId=tenant-" + tenant + "-import", bearer));
        if (!(found instanceof List<?> list) || list.isEmpty()) {
            throw new IllegalStateException("there is no tenant '" + tenant + "' in Keycloak");
        }
        String id = String.valueOf(Json.asObject(list.getFirst()).get("id"));
        return String.valueOf(
                Json.object(get(clients + "/" + id + "/client-secret", bearer)).get("value"));
    }

    private String token(String client, String secret) throws IOException, InterruptedException {
        return ServiceToken.of(http, keycloak, KeycloakSettings.REALM, client, secret);
    }

    private String get(String address, String bearer) throws IOException, InterruptedException {
        HttpResponse<String> answer = http.send(
                HttpRequest.newBuilder(URI.create(address))
                        .header("Authorization", bearer)
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() != 200) {
            throw new IllegalStateException("Keycloak answered " + answer.statusCode() + " for " + address);
        }
        return answer.body();
    }
}
