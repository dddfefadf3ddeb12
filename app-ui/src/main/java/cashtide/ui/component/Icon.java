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
    DOWNLOAD,
    EYE,
    FILE,
    FILTER,
    GLOBE,
    LEFT,
    LOCK,
    MAIL,
    MORE,
    NOTE,
    PAUSE,
    PHONE,
    PIE,
    PLUS,
    PROMISE,
    PULSE,
    SEARCH,
    TABLE,
    TAG,
    TARGET,
    TREND,
    UNDO,
    USERS,
    X;

    /** CSS classes of the drawing. */
    public String css() {
        return "ct-i ct-i-" + name().toLowerCase(Locale.ROOT);
    }

    public Span draw() {
        Span drawing = new Span();
        drawing.setClassName(css());
        drawing.getElement().setAttribute("aria-hidden", "true");
        return drawing;
    }
}
