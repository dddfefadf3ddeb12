package cashtide.ui.component;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Span;

/** A button with a drawing, a verb and the key that does the same, as a key cap. */
public final class KeyButton extends Button {

    public KeyButton(Icon icon, String words, String key, Runnable action) {
        super(words, icon.draw());
        addClickListener(click -> action.run());
        if (!key.isEmpty()) {
            setSuffixComponent(cap(key));
        }
        addClassName("ct-btn");
    }

    /** A key cap. */
    public static Span cap(String key) {
        Span cap = new Span(key);
        cap.setClassName("ct-kbd");
        cap.getElement().setAttribute("aria-hidden", "true");
        return cap;
    }
}
