package cashtide.local;

import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Set;

/**
 * What {@code run} was asked for.
 *
 * @param data the data folder
 * @param port the app's port; Keycloak and PostgreSQL get the next two where they are free
 * @param parts what to start
 * @param demo whether an empty installation gets the demo tenants
 */
record StackOptions(Path data, int port, Set<Part> parts, boolean demo) {

    static final int PORT_DEFAULT = 8080;

    StackOptions {
        if (port < 1024 || port > 65_000) {
            throw new IllegalArgumentException("port " + port + " is not between 1024 and 65000");
        }
        data = data.toAbsolutePath().normalize();
        parts = Set.copyOf(parts);
    }

    /** {@code --data DIR --port N --no-demo --only pg,keycloak,worker,app}, each of them optional. */
    static StackOptions parse(String... arguments) {
        Path data = Path.of(".cashtide");
        int port = PORT_DEFAULT;
        Set<Part> parts = EnumSet.allOf(Part.class);
        boolean demo = true;
        for (int at = 0; at < arguments.length; at++) {
            switch (arguments[at]) {
                case "--data" -> data = Path.of(value(arguments, ++at));
                case "--port" -> port = number(value(arguments, ++at));
                case "--only" -> parts = Part.of(value(arguments, ++at));
                case "--no-demo" -> demo = false;
                default -> throw new IllegalArgumentException("unknown option '" + arguments[at] + "'");
            }
        }
        return new StackOptions(data, port, parts, demo);
    }

    private static String value(String[] arguments, int at) {
        if (at >= arguments.length) {
            throw new IllegalArgumentException(arguments[at - 1] + " needs a value");
        }
        return arguments[at];
    }

    private static int number(String text) {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("port '" + text + "' is not a number", e);
        }
    }
}
