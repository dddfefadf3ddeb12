package cashtide.ui.component;

import java.util.Locale;

/** What a chip's colour repeats of its words. */
public enum Tone {
    DANGER,
    WARN,
    OK,
    INFO,
    QUIET;

    public String css() {
        return name().toLowerCase(Locale.ROOT);
    }
}
