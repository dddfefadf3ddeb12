package cashtide.ui.component;

import com.vaadin.flow.component.html.Span;
import java.util.Locale;

/** Line drawings of 16 px; each goes with a word, so that none needs to be guessed. */
public enum Icon {
    ADOWN,
    ALERT,
    AUP,
    BANK,
    CAL,
    CHECK,
    CLOCK,
    COIN,
    DISPUTE,
    DOWN,
    DOWNLOAD,
    EYE,
    FILE,
    FILTER,
    GAUGE,
    GEAR,
    GLOBE,
    HELP,
    LEFT,
    LIST,
    LOCK,
    MAIL,
    MORE,
    NOTE,
    PAUSE,
    PHONE,
    PIE,
    PLAY,
    PLUS,
    PROMISE,
    PULSE,
    RIGHT,
    SEARCH,
    TABLE,
    TAG,
    TARGET,
    TREND,
    UNDO,
    UPLOAD,
    USERS,
    X;

    /**
     * The drawing that an annotation names in small letters.
     *
     * @throws IllegalArgumentException when there is none of this name
     */
    public static Icon named(String name) {
        return valueOf(name.toUpperCase(Locale.ROOT));
    }

    /** CSS classes of the drawing. */
    public String css() {
        return "i i-" + name().toLowerCase(Locale.ROOT);
    }

    public Span draw() {
        Span drawing = new Span();
        drawing.setClassName(css());
        drawing.getElement().setAttribute("aria-hidden", "true");
        return drawing;
    }
}
