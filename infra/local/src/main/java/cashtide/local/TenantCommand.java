package cashtide.local;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * {@code ./cashtide tenant create ALIAS NAME} and {@code ./cashtide tenant invite ALIAS EMAIL FIRST LAST ROLE...}, by the
 * operator's API of the running app.
 */
public final class TenantCommand {

    private static final String USAGE = """
            usage: tenant create ALIAS NAME [--currency EUR] [--zone Europe/Berlin] [--sandbox YYYY-MM-DD]
                   tenant invite ALIAS EMAIL FIRST LAST ROLE...   roles: cfo collector ar-clerk tenant-admin analyst""";

    private static final int MISUSED = 2;
    private static final int INVITED_MIN = 6;

    private TenantCommand() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        Map<String, @Nullable Object> options = new LinkedHashMap<>();
        List<String> words = new ArrayList<>();
        for (int at = 0; at < arguments.length; at++) {
            if (arguments[at].startsWith("--") && at + 1 < arguments.length) {
                options.put(arguments[at].substring(2), arguments[++at]);
            } else {
                words.add(arguments[at]);
            }
        }
        Path data = Path.of(String.valueOf(options.getOrDefault("data", ".cashtide")));
        try {
            if (words.size() == 3 && words.getFirst().equals("create")) {
                create(data, words.get(1), words.get(2), options);
            } else if (words.size() >= INVITED_MIN && words.getFirst().equals("invite")) {
                invite(data, words);
            } else {
                System.err.println(USAGE);
                System.exit(MISUSED);
            }
        } catch (IllegalStateException e) {
            System.err.println(e.getMessage());
            System.exit(1);
        }
    }

    private static void create(Path data, String alias, String name, Map<String, @Nullable Object> options)
            throws IOException, InterruptedException {
        Map<String, @Nullable Object> tenant = new LinkedHashMap<>();
        tenant.put("alias", alias);
        tenant.put("name", name);
        tenant.put("currency", options.get("currency"));
        tenant.put("zone", options.get("zone"));
        tenant.put("sandboxDay", options.get("sandbox"));
        String address = "http://" + alias + ".localhost:" + port(data);
        tenant.put("addresses", List.of(address));
        client(data).post("", tenant);
        System.out.println(name + " is at " + address + ". Its first person: ./cashtide tenant invite " + alias
                + " EMAIL FIRST LAST tenant-admin");
    }

    private static void invite(Path data, List<String> words) throws IOException, InterruptedException {
        String alias = words.get(1);
        Map<String, @Nullable Object> person = new LinkedHashMap<>();
        person.put("username", words.get(2));
        person.put("email", words.get(2));
        person.put("firstName", words.get(3));
        person.put("lastName", words.get(4));
        person.put("roles", words.subList(INVITED_MIN - 1, words.size()));
        Object password = client(data).post("/" + alias + "/users", person).get("oneTimePassword");
        System.out.println(words.get(2) + " may sign in at http://" + alias + ".localhost:" + port(data)
                + (password == null
                        ? " with the password of before"
                        : "; password for the first sign-in: " + password));
    }

    private static PlatformClient client(Path data) throws IOException {
        Properties app = SecretFile.read(data.resolve("conf/app.properties"));
        return new PlatformClient(
                app.getProperty("cashtide.keycloak.url"),
                app.getProperty("cashtide.keycloak.admin.secret"),
                port(data));
    }

    private static int port(Path data) throws IOException {
        String port = SecretFile.read(data.resolve("conf/ports.properties")).getProperty("app", "");
        if (port.isEmpty()) {
            throw new IllegalStateException("no stack in " + data + ": start it with ./cashtide run");
        }
        return Integer.parseInt(port);
    }
}
