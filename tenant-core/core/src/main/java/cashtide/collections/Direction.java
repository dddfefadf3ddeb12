package cashtide.collections;

import java.util.Locale;

/** Who made the contact. */
public enum Direction {
    OUT,
    IN;

    String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
