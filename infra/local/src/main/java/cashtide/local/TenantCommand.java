package cashtide.local;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * {@code ./cashtide tenant create ALIAS NAME} and {@code ./cashtide tenant invite ALIAS EMAIL FIRST LAST ROLE...}, by the
 * operator's API of the running app.
 */
public final class TenantCommand {

    private static final String USAGE = """
            usage: tenant create ALIAS NAME [--currency EUR] [--zone Europe/Berlin] [--sandbox YYYY-MM-DD]
                   tenant invite ALIAS EMAIL FIRST LAST ROLE...   roles: cfo collector ar-clerk tenant-admin analyst""";

    private static final int INVITED_MIN = 6;

    private TenantCommand() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        System.exit(StackCommand.carryOut(arguments, USAGE, System.err, TenantCommand::run));
    }

    private static int run(StackCommand command) throws IOException, InterruptedException {
        List<String> words = command.words();
        if (words.size() == 3 && words.getFirst().equals("create")) {
            create(command, words.get(1), words.get(2));
        } else if (words.size() >= INVITED_MIN && words.getFirst().equals("invite")) {
            invite(command, words);
        } else {
            return StackCommand.MISUSED;
        }
        return 0;
    }

    private static void create(StackCommand command, String alias, String name)
            throws IOException, InterruptedException {
        Map<String, @Nullable Object> tenant = new LinkedHashMap<>();
        tenant.put("alias", alias);
        tenant.put("name", name);
        tenant.put("currency", command.option("currency"));
        tenant.put("zone", command.option("zone"));
        tenant.put("sandboxDay", command.option("sandbox"));
        String address = "http://" + alias + ".localhost:" + command.appPort();
        tenant.put("addresses", List.of(address));
        client(command).post("", tenant);
        System.out.println(name + " is at " + address + ". Its first person: ./cashtide tenant invite " + alias
                + " EMAIL FIRST LAST tenant-admin");
    }

    private static void invite(StackCommand command, List<String> words) throws IOException, InterruptedException {
        String alias = words.get(1);
        Map<String, @Nullable Object> person = new LinkedHashMap<>();
        person.put("username", words.get(2));
        person.put("email", words.get(2));
        person.put("firstName", words.get(3));
        person.put("lastName", words.get(4));
        person.put("roles", words.subList(INVITED_MIN - 1, words.size()));
        Object password = client(command).post("/" + alias + "/users", person).get("oneTimePassword");
        System.out.println(words.get(2) + " may sign in at http://" + alias + ".localhost:" + command.appPort()
                + (password == null
                        ? " with the password of before"
                        : "; password for the first sign-in: " + password));
    }

    private static PlatformClient client(StackCommand command) throws IOException {
        return new PlatformClient(command.keycloakUrl(), command.adminSecret(), command.appPort());
    }
}
