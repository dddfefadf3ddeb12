package cashtide.app.identity;

import cashtide.local.KeycloakServer;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A browser's part of the code flow with PKCE, as far as Keycloak sees it. Each call is a new browser. */
final class SignIn {

    private static final String VERIFIER = "a-verifier-of-a-test-that-is-long-enough-for-the-rules";

    private final KeycloakServer keycloak;
    private final HttpClient http = HttpClient.newHttpClient();

    SignIn(KeycloakServer keycloak) {
        this.keycloak = keycloak;
    }

    /** The sign-in page that this host's tenant gets. */
    String page(URI host, String alias) throws Exception {
        return open(host, alias).body();
    }

    /** What Keycloak shows after user name and password were sent. */
    String answer(URI host, String alias, String username, String password) throws Exception {
        HttpResponse<String> page = open(host, alias);
        HttpResponse<String> answer = submit(page, username, password);
        if (answer.statusCode() != 302) {
            return answer.body();
        }
        URI next = URI.create(answer.headers().firstValue("Location").orElseThrow());
        return send(HttpRequest.newBuilder(next).header("Cookie", cookies(page) + "; " + cookies(answer)))
                .body();
    }

    /** The claims of the ID token that the app gets. */
    String idToken(URI host, String alias, String username, String password) throws Exception {
        String location = submit(open(host, alias), username, password)
                .headers()
                .firstValue("Location")
                .orElseThrow();
        String code = group("[?&]code=([^&]+)", location);
        return claims(
                "id_token",
                "grant_type=authorization_code&client_id=cashtide-app&client_secret=" + keycloak.clientSecret()
                        + "&code=" + code + "&code_verifier=" + VERIFIER + "&redirect_uri=" + encoded(callback(host)));
    }

    /** The claims of a service client's access token. */
    String serviceToken(String client, String secret) throws Exception {
        return claims("access_token", "grant_type=client_credentials&client_id=" + client + "&client_secret=" + secret);
    }

    private String claims(String kind, String form) throws Exception {
        HttpResponse<String> answer = send(
                HttpRequest.newBuilder(URI.create(keycloak.url() + "/realms/cashtide/protocol/openid-connect/token"))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(HttpRequest.BodyPublishers.ofString(form)));
        String token = group("\"" + kind + "\":\"([^\"]+)\"", answer.body());
        return new String(Base64.getUrlDecoder().decode(group("^[^.]+\\.([^.]+)\\.", token)), StandardCharsets.UTF_8);
    }

    private HttpResponse<String> submit(HttpResponse<String> page, String username, String password) throws Exception {
        String action = group("id=\"kc-form-login\"[^>]*action=\"([^\"]+)\"", page.body())
                .replace("&amp;", "&");
        return send(HttpRequest.newBuilder(URI.create(action))
                .header("Cookie", cookies(page))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(
                        "username=" + encoded(username) + "&password=" + encoded(password) + "&credentialId=")));
    }

    private HttpResponse<String> open(URI host, String alias) throws Exception {
        String challenge = Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(
                        MessageDigest.getInstance("SHA-256").digest(VERIFIER.getBytes(StandardCharsets.US_ASCII)));
        return send(HttpRequest.newBuilder(URI.create(keycloak.url()
                + "/realms/cashtide/protocol/openid-connect/auth?client_id=cashtide-app&response_type=code&state=s"
                + "&scope=" + encoded("openid organization:" + alias) + "&redirect_uri=" + encoded(callback(host))
                + "&code_challenge=" + challenge + "&code_challenge_method=S256")));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private static String callback(URI host) {
        return host + "/login/oauth2/code/keycloak";
    }

    private static String cookies(HttpResponse<String> response) {
        List<String> set = response.headers().allValues("Set-Cookie");
        return set.stream().map(cookie -> group("^([^;]+)", cookie)).collect(Collectors.joining("; "));
    }

    private static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }

    private static String group(String pattern, String text) {
        Matcher matcher = Pattern.compile(pattern).matcher(text);
        if (!matcher.find()) {
            throw new AssertionError("no " + pattern + " in " + text);
        }
        return matcher.group(1);
    }
}
