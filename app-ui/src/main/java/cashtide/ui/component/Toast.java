package cashtide.ui.component;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.notification.Notification;

/** Says that something was done; where it can be taken back, for thirty seconds with the button that does so. */
public final class Toast extends Notification {

    private static final int SHORT_MILLIS = 3_000;
    private static final int UNDO_MILLIS = 30_000;

    private Toast(String words, int millis) {
        setDuration(millis);
        setPosition(Position.BOTTOM_START);
        Span text = new Span(words);
        text.getElement().setAttribute("role", "status");
        Div line = new Div(text);
        line.setClassName("ct-toast");
        add(line);
    }

    /** What cannot or need not be taken back. */
    public static void done(String words) {
        new Toast(words, SHORT_MILLIS).open();
    }

    /** What can be taken back while this shows. */
    public static void undoable(String words, Runnable undo) {
        Toast toast = new Toast(words, UNDO_MILLIS);
        Button button = new Button("Undo", Icon.UNDO.draw());
        button.addThemeVariants(ButtonVariant.TERTIARY);
        button.setId("undo");
        button.addClickListener(click -> {
            toast.close();
            undo.run();
        });
        toast.getChildren().findFirst().ifPresent(line -> line.getElement().appendChild(button.getElement()));
        toast.open();
    }

    /** What was refused, in words; it stays until it is read. */
    public static void refused(String words) {
        new Toast(words, 3 * SHORT_MILLIS).open();
    }
}
