package cashtide.cashapp;

import java.util.Locale;

/** Why money was applied to an item: the rule that matched them. */
public enum Evidence {
    /** The payer named the document. */
    REFERENCE,
    /** A person decided. */
    BY_HAND,
    /** The import said so. */
    IMPORT;

    String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
