package cashtide.ui.component;

import com.vaadin.flow.component.html.Span;

/** A bar from 0 to 100 per cent, beside its figure and never instead of it. */
public final class Meter extends Span {

    public Meter(double percent, String tone) {
        setClassName("ct-meter");
        Span fill = new Span();
        fill.setClassName(tone);
        fill.getStyle().set("width", Math.clamp(Math.round(percent), 0, 100) + "%");
        add(fill);
        getElement().setAttribute("aria-hidden", "true");
    }
}
