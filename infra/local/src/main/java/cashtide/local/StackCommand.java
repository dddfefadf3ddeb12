package cashtide.local;

import java.io.IOException;
import java.io.PrintStream;
import java.net.ConnectException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * A command that talks to the running stack of a data folder: its words, its options ({@code --name value}), where the stack
 * listens, and how a failure is told.
 */
final class StackCommand {

    static final int MISUSED = 2;

    private final List<String> words = new ArrayList<>();
    private final Map<String, String> options = new LinkedHashMap<>();

    private StackCommand(String[] arguments) {
        for (int at = 0; at < arguments.length; at++) {
            if (arguments[at].startsWith("--") && at + 1 < arguments.length) {
                options.put(arguments[at].substring(2), arguments[++at]);
            } else {
                words.add(arguments[at]);
            }
        }
    }

    /** What a command does. */
    @FunctionalInterface
    interface Action {
        /** @return the exit status; {@link #MISUSED} shows how the command is used */
        int with(StackCommand command) throws IOException, InterruptedException;
    }

    /** @return the exit status, after what went wrong was told in words */
    static int carryOut(String[] arguments, String usage, PrintStream told, Action action)
            throws IOException, InterruptedException {
        StackCommand command = new StackCommand(arguments);
        try {
            int status = action.with(command);
            if (status == MISUSED) {
                told.println(usage);
            }
            return status;
        } catch (ConnectException e) {
            told.println("the stack in " + command.data() + " does not run: start it with ./cashtide run");
        } catch (IllegalStateException e) {
            told.println(e.getMessage());
        }
        return 1;
    }

    List<String> words() {
        return words;
    }

    @Nullable
    String option(String name) {
        return options.get(name);
    }

    private Path data() {
        return Path.of(options.getOrDefault("data", ".cashtide"));
    }

    /** Where the app listens on 127.0.0.1. */
    int appPort() throws IOException {
        return Integer.parseInt(setting("conf/ports.properties", "app"));
    }

    String keycloakUrl() throws IOException {
        return setting("conf/app.properties", "cashtide.keycloak.url");
    }

    /** Of the service account that provisions tenants; whoever can read the data folder has it. */
    String adminSecret() throws IOException {
        return setting("conf/app.properties", "cashtide.keycloak.admin.secret");
    }

    private String setting(String file, String name) throws IOException {
        Properties settings = SecretFile.read(data().resolve(file));
        String value = settings.getProperty(name);
        if (value == null) {
            throw new IllegalStateException("no stack in " + data() + ": start it with ./cashtide run");
        }
        return value;
    }
}
