package cashtide.dataplane;

import java.util.Locale;

/** Where a run stands. */
public enum RunStatus {
    REQUESTED,
    RUNNING,
    DONE,
    FAILED;

    static RunStatus of(String code) {
        return valueOf(code.toUpperCase(Locale.ROOT));
    }

    /** Whether it will change no more. */
    public boolean over() {
        return this == DONE || this == FAILED;
    }
}
