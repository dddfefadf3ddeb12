package cashtide.local;

import java.nio.file.Files;
import java.util.Locale;

/** What a person reads when the stack is ready. */
final class Welcome {

    private Welcome() {}

    static void show(RunningStack stack, StackOptions options, Terminal terminal) {
        StringBuilder text = new StringBuilder();
        text.append(String.format(
                Locale.ROOT,
                "%nCashtide is ready after %.0f s.%n%n",
                terminal.elapsed().toMillis() / 1000.0));
        if (Files.exists(stack.data().resolve("conf/demo.done"))
                && options.parts().contains(Part.APP)) {
            text.append(DemoTenants.signIns(stack.appPort()));
        } else if (options.parts().contains(Part.APP)) {
            text.append("  http://TENANT.localhost:").append(stack.appPort()).append("\n");
        }
        if (options.parts().contains(Part.KEYCLOAK)) {
            text.append("  Keycloak's console: ")
                    .append(stack.keycloakUrl())
                    .append("/admin, user admin, password keycloak.admin in ")
                    .append(stack.data().resolve("conf/secrets.properties"))
                    .append('\n');
        }
        text.append("  data: ")
                .append(stack.data())
                .append(", logs: ")
                .append(stack.data().resolve("logs"));
        text.append("\n  Ctrl-C stops everything.\n");
        terminal.show(text.toString());
    }
}
