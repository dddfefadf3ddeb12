package cashtide.local;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;

/** What the embedded stack consists of, in the order of starting. */
enum Part {
    POSTGRESQL("pg"),
    KEYCLOAK("keycloak"),
    WORKER("worker"),
    APP("app");

    private final String option;

    Part(String option) {
        this.option = option;
    }

    /** The parts of a list such as {@code pg,keycloak}. PostgreSQL is always one of them. */
    static Set<Part> of(String list) {
        EnumSet<Part> parts = EnumSet.of(POSTGRESQL);
        for (String option : list.split(",", -1)) {
            parts.add(Arrays.stream(values())
                    .filter(part -> part.option.equals(option))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException(
                            "part '" + option + "' is not one of pg, keycloak, worker, app")));
        }
        return parts;
    }
}
