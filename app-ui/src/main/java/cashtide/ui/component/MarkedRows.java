package cashtide.ui.component;

import cashtide.audit.CommandId;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.data.renderer.LitRenderer;
import com.vaadin.flow.function.ValueProvider;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;

/**
 * The rows of a list that are marked, in a bar with what can be done with all of them at once. A mark goes by the key of its
 * row, so it outlasts that the list is read again.
 *
 * @param <R> a row of the list
 */
public final class MarkedRows<R> extends Div {

    /** As many as a person can answer for, and as are done within a few seconds. */
    public static final int MAX = 200;

    private static final int REFUSALS_TOLD = 3;

    private final Map<Object, R> rows = new LinkedHashMap<>();
    private final Rows<R> kind;
    private final Runnable changed;
    private final Span count = new Span();
    private final Span sums = new Span();
    private final Div actions = new Div();

    /**
     * What the rows are.
     *
     * @param noun one of them, such as {@code account}
     * @param key tells them apart
     * @param name whose row it is, for screen readers
     * @param sums what marked ones come to
     */
    public record Rows<R>(
            String noun,
            Function<R, Object> key,
            ValueProvider<R, String> name,
            Function<Collection<R>, String> sums) {}

    /**
     * Makes it, with nothing marked.
     *
     * @param all marks what the list holds, up to {@link #MAX}
     * @param changed the list is to be read again
     */
    public MarkedRows(Rows<R> kind, Runnable all, Runnable changed) {
        this.kind = kind;
        this.changed = changed;
        setClassName("ct-marked");
        count.setClassName("ct-b");
        count.getElement().setAttribute("role", "status");
        sums.setClassName("ct-sub ct-n ct-grow ct-cut");
        actions.setClassName("ct-marked-actions");
        Button more = new Button("Mark all", click -> all.run());
        Button none = new Button("Clear", click -> {
            clear();
            changed.run();
        });
        List.of(more, none).forEach(button -> button.addThemeVariants(ButtonVariant.TERTIARY));
        add(count, sums, actions, more, none);
        draw();
    }

    /** Adds what can be done with the rows. */
    public void actions(Component... components) {
        actions.add(components);
    }

    /** Adds the column of the boxes to the list. */
    public void column(Grid<R> grid) {
        grid.addColumn(LitRenderer.<R>of(
                                "<input type='checkbox' class='ct-mark' .checked=${item.marked} @change=${mark}"
                                        + " aria-label='Mark ${item.name}'>")
                        .withProperty("marked", this::has)
                        .withProperty("name", kind.name())
                        .withFunction("mark", row -> {
                            toggle(row);
                            grid.getDataProvider().refreshItem(row);
                        }))
                .setHeader("")
                .setFrozen(true)
                .setWidth("36px")
                .setFlexGrow(0);
    }

    public boolean has(R row) {
        return rows.containsKey(kind.key().apply(row));
    }

    /** Those that are marked, in the order in which they were. */
    public List<R> rows() {
        return List.copyOf(rows.values());
    }

    /** How many in words: {@code 3 accounts}. */
    public String counted() {
        return rows.size() + " " + kind.noun() + (rows.size() == 1 ? "" : "s");
    }

    /** Marks a row, or takes its mark away; none beyond {@link #MAX}. */
    public void toggle(R row) {
        Object key = kind.key().apply(row);
        if (rows.remove(key) == null && rows.size() < MAX) {
            rows.put(key, row);
        }
        draw();
    }

    /** Marks them as far as there is room. */
    public void addAll(Collection<R> more) {
        for (R row : more) {
            Object key = kind.key().apply(row);
            if (rows.size() < MAX || rows.containsKey(key)) {
                rows.put(key, row);
            }
        }
        draw();
    }

    public void clear() {
        rows.clear();
        draw();
    }

    /**
     * Opens the dialog of several commands. What was carried out is unmarked and has one undo; what was refused stays marked.
     *
     * @param done what became of the rows, such as {@code snoozed}
     */
    public void ask(String title, String button, String done, Steps<R> steps, Component... fields) {
        ActionDialog.open(
                title,
                button,
                () -> steps.carryOut().outcome(),
                answer -> result(answer).rows().size() + " " + done,
                steps.undoable() ? answer -> result(answer).undo() : null,
                new ActionDialog.Around(() -> {}, answer -> after(result(answer)), changed),
                fields);
    }

    /** The same for the same click on the same thing, so that a click sent twice is done once. */
    public static CommandId own(CommandId click, String thing) {
        return new CommandId(UUID.nameUUIDFromBytes((click.value() + "/" + thing).getBytes(StandardCharsets.UTF_8)));
    }

    @SuppressWarnings("unchecked") // The answer of carryOut, as ask gave it to the dialog.
    private Steps.Result<R> result(Object answer) {
        return (Steps.Result<R>) answer;
    }

    private void after(Steps.Result<R> result) {
        result.rows().forEach(row -> rows.remove(kind.key().apply(row)));
        draw();
        changed.run();
        List<String> refusals = result.refusals();
        if (!refusals.isEmpty()) {
            Toast.refused(refusals.size() + " not done. "
                    + String.join(" ", refusals.stream().limit(REFUSALS_TOLD).toList()));
        }
    }

    private void draw() {
        setVisible(!rows.isEmpty());
        count.setText(counted() + " marked" + (rows.size() == MAX ? ", the most at once" : ""));
        sums.setText(kind.sums().apply(rows()));
    }
}
