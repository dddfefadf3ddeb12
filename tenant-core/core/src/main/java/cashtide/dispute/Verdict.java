package cashtide.dispute;

import java.util.Locale;

/** How a dispute ended. */
public enum Verdict {
    /** The customer was right: a credit note follows. */
    VALID,
    /** The customer was wrong: the money is owed and collected again. */
    INVALID,
    /** The customer took it back. */
    WITHDRAWN;

    String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
