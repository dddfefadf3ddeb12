package cashtide.collections;

import java.util.Locale;

/** How a contact was made. */
public enum ContactChannel {
    CALL,
    EMAIL,
    LETTER,
    PORTAL,
    /** No contact: a note for colleagues. */
    NOTE;

    String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    static ContactChannel ofCode(String code) {
        return valueOf(code.toUpperCase(Locale.ROOT));
    }
}
