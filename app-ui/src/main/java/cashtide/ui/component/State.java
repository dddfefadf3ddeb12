package cashtide.ui.component;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;

/** What stands in place of rows: nothing to show and why, or what failed. */
public final class State extends Div {

    private State(String css, String words, Component... actions) {
        setClassName("ct-state " + css);
        add(new Paragraph(words));
        add(actions);
        getElement().setAttribute("role", "status");
    }

    /** What would be here and why it isn't. */
    public static State empty(String words) {
        return new State("empty", words);
    }

    /** As {@link #empty(String)}, with the one thing to do about it. */
    public static State empty(String words, String action, Runnable run) {
        return new State("empty", words, new Button(action, click -> run.run()));
    }

    /** What failed, what still works, a way to try again and a number to refer to. */
    public static State failed(String words, String reference, Runnable again) {
        Span number = new Span("Reference " + reference);
        number.setClassName("ct-sub ct-xs");
        return new State("failed", words, new Button("Try again", click -> again.run()), number);
    }
}
