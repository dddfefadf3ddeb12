package cashtide.imports;

import java.util.Locale;

/** Where an import stands. */
public enum ImportStatus {
    /** Its file is here. */
    RECEIVED,
    /** It is being read or, once that is done, waits for another import's end; it can still be stopped. */
    CHECKING,
    /** It is good and is being posted; it goes on to its end. */
    IMPORTING,
    /** It is in, or, for a dry run, would go in. */
    DONE,
    /** Something in it is wrong; nothing of it was kept. */
    REFUSED,
    /** Somebody stopped it; nothing of it was kept. */
    CANCELLED,
    /** The machine failed; nothing of it was kept. */
    FAILED,
    /** It was in and has been taken back. */
    UNDONE;

    /** As stored and as the API writes it. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    static ImportStatus of(String code) {
        return valueOf(code.toUpperCase(Locale.ROOT));
    }

    /** Whether nothing more happens by itself. */
    public boolean isFinal() {
        return switch (this) {
            case RECEIVED, CHECKING, IMPORTING -> false;
            case DONE, REFUSED, CANCELLED, FAILED, UNDONE -> true;
        };
    }
}
