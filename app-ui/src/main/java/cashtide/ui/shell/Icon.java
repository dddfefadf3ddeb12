package cashtide.ui.shell;

import com.vaadin.flow.component.html.Span;

/** A 16 px line drawing of {@code icons.css} in the colour of the text around it; decoration beside a word, never alone. */
public final class Icon extends Span {

    private static final long serialVersionUID = 1L;

    /**
     * The drawing of this name.
     *
     * @param name as in icons.css, without its {@code i-}
     */
    public Icon(String name) {
        addClassNames("i", "i-" + name);
        getElement().setAttribute("aria-hidden", "true");
    }
}
