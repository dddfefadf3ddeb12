package cashtide.invoice;

import java.util.Locale;

/** What a document is. */
public enum Kind {
    INVOICE,
    CREDIT_NOTE;

    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Kind ofCode(String code) {
        return valueOf(code.toUpperCase(Locale.ROOT));
    }
}
