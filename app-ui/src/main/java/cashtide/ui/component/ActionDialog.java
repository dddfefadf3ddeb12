package cashtide.ui.component;

import cashtide.audit.Outcome;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.HasValidation;
import com.vaadin.flow.component.HasValue;
import com.vaadin.flow.component.Key;
import com.vaadin.flow.component.KeyModifier;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A small dialog of one action: its fields, what went wrong, and the button that names what will be done. */
public final class ActionDialog extends Dialog {

    private final Paragraph problem = new Paragraph();

    /** Takes back what was carried out; the argument is what the use case answered. */
    @FunctionalInterface
    public interface Undo {
        Outcome<?> apply(Object answer);
    }

    /**
     * What happens on the screen around an action.
     *
     * @param after is told what the use case answered
     */
    public record Around(Runnable before, Consumer<Object> after, Runnable undone) {}

    /**
     * Opens it.
     *
     * @param done words of the notification after it was carried out, from what the use case answered
     * @param action carries it out; not asked while a field is empty that must not be, or holds what it does not take
     * @param undo null for what is a record of the past and is corrected by another one
     */
    public static void open(
            String title,
            String button,
            Supplier<Outcome<?>> action,
            Function<Object, String> done,
            @Nullable Undo undo,
            Around around,
            Component... fields) {
        new ActionDialog(title, button, action, done, undo, around, fields).open();
    }

    /** As {@link #open(String, String, Supplier, Function, Undo, Around, Component...)}, with words that are known before. */
    public static void open(
            String title,
            String button,
            Supplier<Outcome<?>> action,
            String done,
            @Nullable Undo undo,
            Around around,
            Component... fields) {
        open(title, button, action, answer -> done, undo, around, fields);
    }

    private ActionDialog(
            String title,
            String verb,
            Supplier<Outcome<?>> action,
            Function<Object, String> done,
            @Nullable Undo undo,
            Around around,
            Component... fields) {
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
        save.setId("act");
        save.addThemeVariants(ButtonVariant.PRIMARY);
        save.setSuffixComponent(KeyButton.cap("Ctrl ↵"));
        save.addClickListener(click -> {
            if (!complete(fields)) {
                return;
            }
            around.before().run();
            Outcome<?> outcome = action.get();
            if (outcome instanceof Outcome.Done<?> carriedOut) {
                close();
                tell(done.apply(carriedOut.value()), undo, carriedOut.value(), around);
                around.after().accept(carriedOut.value());
            } else {
                problem.setText(words(outcome));
                problem.setVisible(true);
            }
        });
        saveByKey(save, this);
        getFooter().add(new Button("Cancel", click -> close()), save);
    }

    /** Marks required fields with nothing in them. Those that hold what they don't take have marked themselves. */
    private static boolean complete(Component... fields) {
        boolean complete = true;
        for (Component field : fields) {
            if (field instanceof HasValue<?, ?> value && field instanceof HasValidation validation) {
                boolean empty = value.isEmpty() || (value.getValue() instanceof String text && text.isBlank());
                if (empty && value.isRequiredIndicatorVisible()) {
                    validation.setInvalid(true);
                }
                complete &= !validation.isInvalid();
            }
        }
        return complete;
    }

    private static void tell(String done, @Nullable Undo undo, Object answer, Around around) {
        if (undo == null) {
            Toast.done(done);
            return;
        }
        Toast.undoable(done, () -> {
            Outcome<?> outcome = undo.apply(answer);
            if (outcome instanceof Outcome.Done<?>) {
                Toast.done("Undone");
            } else {
                Toast.refused("It cannot be undone any more. " + words(outcome));
            }
            around.undone().run();
        });
    }

    /** Why something was not done. */
    public static String words(Outcome<?> outcome) {
        return switch (outcome) {
            case Outcome.Rejected<?> no -> no.reason().text() + (no.detail().isEmpty() ? "" : " " + no.detail());
            case Outcome.NotFound<?> ignored -> "It is no longer there. Close and choose again.";
            case Outcome.Conflict<?> ignored -> "This was sent before with other figures. Close and start again.";
            case Outcome.Done<?> ignored -> "";
        };
    }

    /** Ctrl+Enter anywhere in the dialog is a click on its button. */
    public static void saveByKey(Button save, Dialog dialog) {
        // A field tells what was typed when it loses the focus: without that the value before would be saved.
        save.addClickShortcut(Key.ENTER, KeyModifier.CONTROL)
                .resetFocusOnActiveElement()
                .listenOn(dialog);
    }
}
