package cashtide.ui.component;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.DescriptionList;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;

/** A strip of figures: small grey label, the figure, a line of detail under it. */
public final class Strip extends DescriptionList {

    public Strip(String css) {
        setClassName("ct-strip " + css);
    }

    public Strip with(String label, Component figure, Component detail) {
        DescriptionList.Description value = new DescriptionList.Description(figure);
        DescriptionList.Description more = new DescriptionList.Description(detail);
        more.setClassName("x");
        getElement().appendChild(new Div(new DescriptionList.Term(label), value, more).getElement());
        return this;
    }

    public Strip with(String label, Component figure, String detail) {
        return with(label, figure, new Span(detail));
    }
}
