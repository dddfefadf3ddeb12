package cashtide.local;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * The two tenants of a fresh local installation and the people in them, made by the app's own operator API. Their
 * password is known to everybody who reads this: nothing but {@code run} without {@code --no-demo} makes them.
 */
final class DemoTenants {

    static final String PASSWORD = "cashtide-demo";

    private static final List<Tenant> TENANTS = List.of(
            new Tenant(
                    "acme",
                    "Acme Industrial",
                    "Components for machines",
                    "#0b5f8f",
                    "#6cb8e8",
                    List.of(
                            new Person("helena.brandt", "Helena", "Brandt", "cfo"),
                            new Person("jonas.weber", "Jonas", "Weber", "collector"),
                            new Person("mia.kern", "Mia", "Kern", "ar-clerk"),
                            new Person("paul.ritter", "Paul", "Ritter", "tenant-admin"),
                            new Person("lena.vogt", "Lena", "Vogt", "analyst"))),
            new Tenant(
                    "borealis",
                    "Borealis Outdoor",
                    "Wholesale of outdoor goods",
                    "#8c2a63",
                    "#e79bc6",
                    List.of(
                            new Person("ingrid.dahl", "Ingrid", "Dahl", "cfo"),
                            new Person("nils.berg", "Nils", "Berg", "collector"),
                            new Person("sanna.holm", "Sanna", "Holm", "ar-clerk"),
                            new Person("erik.lund", "Erik", "Lund", "tenant-admin"),
                            new Person("tove.strand", "Tove", "Strand", "analyst"))));

    private record Person(String username, String firstName, String lastName, String role) {}

    private record Tenant(
            String alias, String name, String subtitle, String accentLight, String accentDark, List<Person> people) {}

    private final RunningStack stack;
    private final HttpClient http = HttpClient.newHttpClient();

    DemoTenants(RunningStack stack) {
        this.stack = stack;
    }

    /**
     * Makes tenants and people where this data folder has none yet; a call that was cut off is completed by the next.
     * True when it made them.
     */
    boolean createOnce() throws IOException, InterruptedException {
        Path done = stack.data().resolve("conf/demo.done");
        if (Files.exists(done)) {
            return false;
        }
        for (Tenant tenant : TENANTS) {
            post(
                    "",
                    String.format(
                            Locale.ROOT,
                            """
                            {"alias":"%s","name":"%s","subtitle":"%s","accentLight":"%s","accentDark":"%s",
                             "addresses":["http://%s.localhost:%d"]}\
                            """,
                            tenant.alias(),
                            tenant.name(),
                            tenant.subtitle(),
                            tenant.accentLight(),
                            tenant.accentDark(),
                            tenant.alias(),
                            stack.appPort()));
            for (Person person : tenant.people()) {
                post(
                        "/" + tenant.alias() + "/users",
                        String.format(
                                Locale.ROOT,
                                """
                                {"username":"%1$s","email":"%1$s@%2$s.example","firstName":"%3$s","lastName":"%4$s",
                                 "roles":["%5$s"],"password":"%6$s"}\
                                """,
                                person.username(),
                                tenant.alias(),
                                person.firstName(),
                                person.lastName(),
                                person.role(),
                                PASSWORD));
            }
        }
        Files.createFile(done);
        return true;
    }

    private void post(String path, String json) throws IOException, InterruptedException {
        String token = ServiceToken.of(
                http, stack.keycloakUrl(), KeycloakSettings.REALM, KeycloakSettings.ADMIN_CLIENT, stack.adminSecret());
        HttpResponse<String> answer = http.send(
                HttpRequest.newBuilder(
                                URI.create("http://127.0.0.1:" + stack.appPort() + "/api/platform/tenants" + path))
                        .header("Authorization", "Bearer " + token)
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(json))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() / 100 != 2) {
            throw new IllegalStateException(
                    "the app refused a demo tenant with " + answer.statusCode() + ": " + answer.body());
        }
    }

    /** The addresses and sign-ins, for a person to read. */
    static String signIns(int port) {
        StringBuilder text = new StringBuilder();
        for (Tenant tenant : TENANTS) {
            text.append("  http://")
                    .append(tenant.alias())
                    .append(".localhost:")
                    .append(port)
                    .append('\n');
            for (Person person : tenant.people()) {
                text.append(String.format(Locale.ROOT, "      %-14s %s%n", person.username(), person.role()));
            }
        }
        return text.append("  password of all of them: ")
                .append(PASSWORD)
                .append('\n')
                .toString();
    }
}
