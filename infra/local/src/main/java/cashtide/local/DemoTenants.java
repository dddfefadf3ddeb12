package cashtide.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;

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
    private final PlatformClient platform;

    DemoTenants(RunningStack stack) {
        this.stack = stack;
        this.platform = new PlatformClient(stack.keycloakUrl(), stack.adminSecret(), stack.appPort());
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
            platform.post(
                    "",
                    Map.of(
                            "alias", tenant.alias(),
                            "name", tenant.name(),
                            "subtitle", tenant.subtitle(),
                            "accentLight", tenant.accentLight(),
                            "accentDark", tenant.accentDark(),
                            "addresses", List.of("http://" + tenant.alias() + ".localhost:" + stack.appPort())));
            for (Person person : tenant.people()) {
                platform.post(
                        "/" + tenant.alias() + "/users",
                        Map.of(
                                "username", person.username(),
                                "email", person.username() + "@" + tenant.alias() + ".example",
                                "firstName", person.firstName(),
                                "lastName", person.lastName(),
                                "roles", List.of(person.role()),
                                "password", PASSWORD));
            }
        }
        Files.createFile(done);
        return true;
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
