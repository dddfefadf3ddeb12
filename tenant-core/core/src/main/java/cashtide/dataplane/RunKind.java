package cashtide.dataplane;

import java.util.Locale;

/** What the data plane can be asked for. */
public enum RunKind {
    PUBLISH,
    SCORE,
    RETRAIN,
    REBUILD,
    MAINTAIN,
    RECONCILE,
    /** Only through {@link RollBackModel}. */
    ROLL_BACK;

    /** As it stands in the door's table. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    static RunKind of(String code) {
        return valueOf(code.toUpperCase(Locale.ROOT));
    }
}
