package cashtide.ui.shell;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.Header;
import com.vaadin.flow.component.html.Span;

/** The bar over a view, 56 px: title, one grey line beside it, actions at the end. */
public final class ViewHeader extends Header {

    private static final long serialVersionUID = 1L;

    private final Span subtitle = new Span();
    private final Span actions = new Span();

    public ViewHeader(String title) {
        addClassName("ct-head");
        subtitle.addClassName("ct-sub");
        actions.addClassName("ct-head-actions");
        add(new H1(title), subtitle, actions);
    }

    /** Sets the grey line. */
    public ViewHeader subtitle(String text) {
        subtitle.setText(text);
        return this;
    }

    /** Adds something between the grey line and the actions, such as a chip. */
    public ViewHeader beside(Component component) {
        getElement().insertChild(getElement().indexOfChild(actions.getElement()), component.getElement());
        return this;
    }

    public ViewHeader actions(Component... components) {
        actions.add(components);
        return this;
    }
}
