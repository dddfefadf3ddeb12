package cashtide.customer;

import java.util.Locale;

/** How a customer prefers to be spoken to. */
public enum Channel {
    EMAIL,
    PHONE,
    POST,
    PORTAL;

    String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Channel ofCode(String code) {
        return valueOf(code.toUpperCase(Locale.ROOT));
    }
}
