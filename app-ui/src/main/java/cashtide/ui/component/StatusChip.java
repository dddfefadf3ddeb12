package cashtide.ui.component;

import com.vaadin.flow.component.html.Span;

/** A status in an icon and a word; the colour only repeats what they say. */
public final class StatusChip extends Span {

    public StatusChip(Tone tone, Icon icon, String words) {
        setClassName("ct-chip " + tone.css());
        add(icon.draw(), new Span(words));
    }
}
