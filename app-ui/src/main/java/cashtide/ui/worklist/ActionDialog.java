package cashtide.ui.worklist;

import cashtide.audit.Outcome;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Key;
import com.vaadin.flow.component.KeyModifier;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.notification.Notification;
import java.util.function.Supplier;

/** A small dialog of one action: its fields, what went wrong, and the button that names what will be done. */
final class ActionDialog extends Dialog {

    private final Paragraph problem = new Paragraph();

    /**
     * Opens it.
     *
     * @param done words of the notification after it was carried out
     * @param action carries it out; null while the fields are not complete, after having marked them
     */
    static void open(
            String title,
            String button,
            Supplier<Outcome<?>> action,
            String done,
            Runnable after,
            Component... fields) {
        new ActionDialog(title, button, action, done, after, fields).open();
    }

    private ActionDialog(
            String title, String verb, Supplier<Outcome<?>> action, String done, Runnable after, Component... fields) {
        setHeaderTitle(title);
        addClassName("ct-dialog");
        problem.setClassName("ct-problem");
        problem.setVisible(false);
        problem.getElement().setAttribute("role", "alert");
        Div body = new Div(fields);
        body.setClassName("ct-form");
        body.add(problem);
        add(body);
        Button save = new Button(verb);
        save.addThemeVariants(ButtonVariant.PRIMARY);
        save.addClickListener(click -> {
            Outcome<?> outcome = action.get();
            if (outcome instanceof Outcome.Done<?>) {
                close();
                Notification.show(done, 3000, Notification.Position.BOTTOM_START);
                after.run();
            } else {
                problem.setText(words(outcome));
                problem.setVisible(true);
            }
        });
        save.addClickShortcut(Key.ENTER, KeyModifier.CONTROL).listenOn(this);
        getFooter().add(new Button("Cancel", click -> close()), save);
    }

    private static String words(Outcome<?> outcome) {
        return switch (outcome) {
            case Outcome.Rejected<?> no -> no.reason().text() + (no.detail().isEmpty() ? "" : " " + no.detail());
            case Outcome.NotFound<?> ignored -> "This account is no longer there. Close and choose another one.";
            case Outcome.Conflict<?> ignored -> "This was sent before with other figures. Close and start again.";
            case Outcome.Done<?> ignored -> "";
        };
    }
}
