package cashtide.ui.customer;

import cashtide.audit.CommandId;
import cashtide.audit.Outcome;
import cashtide.collections.AssignCollector;
import cashtide.customer.CustomerId;
import cashtide.tenant.Actor;
import cashtide.tenant.KnownUsers;
import cashtide.tenant.Role;
import cashtide.ui.component.ActionDialog;
import cashtide.ui.component.Icon;
import cashtide.ui.component.KeyButton;
import cashtide.ui.shell.Texts;
import cashtide.worklist.CustomerList;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The customers that are marked, and to whom they are given. */
final class MarkedCustomers extends Div {

    /** As many as {@link AssignCollector} gives at once, and as a person can answer for. */
    static final int MAX = 200;

    private final AssignCollector assign;
    private final KnownUsers users;
    private final Actor actor;
    private final Runnable all;
    private final Runnable changed;

    /**
     * Makes it.
     *
     * @param all marks what the list holds, up to {@link #MAX}
     * @param changed the list is to be read again, and nothing is marked any more
     */
    MarkedCustomers(AssignCollector assign, KnownUsers users, Actor actor, Runnable all, Runnable changed) {
        this.assign = assign;
        this.users = users;
        this.actor = actor;
        this.all = all;
        this.changed = changed;
        setClassName("ct-marked");
        setVisible(false);
    }

    void show(Collection<CustomerList.Row> rows) {
        removeAll();
        setVisible(!rows.isEmpty());
        List<CustomerList.Row> marked = List.copyOf(rows);
        Span words = new Span(Texts.count(marked.size(), "customer", "customers") + " marked");
        words.setClassName("ct-b ct-grow");
        words.getElement().setAttribute("role", "status");
        Button more = new Button("Mark all", click -> all.run());
        Button clear = new Button("Clear", click -> changed.run());
        List.of(more, clear).forEach(button -> button.addThemeVariants(ButtonVariant.TERTIARY));
        add(words, new KeyButton(Icon.USERS, "Give to a collector", "", () -> ask(marked)), more, clear);
    }

    private void ask(List<CustomerList.Row> marked) {
        CommandId id = CommandId.fresh();
        ComboBox<KnownUsers.User> collector = new ComboBox<>("Collector");
        collector.setItems(users.all(actor).stream()
                .filter(user -> user.roles().contains(Role.COLLECTOR))
                .toList());
        collector.setItemLabelGenerator(KnownUsers.User::displayName);
        collector.setHelperText("Whoever has signed in is listed. Empty: nobody's.");
        collector.setClearButtonVisible(true);
        collector.setWidthFull();
        String whom = Texts.count(marked.size(), "customer", "customers");
        ActionDialog.open(
                "Give " + whom + " to a collector",
                "Give " + marked.size(),
                () -> give(
                        id,
                        marked,
                        Optional.ofNullable(collector.getValue())
                                .map(KnownUsers.User::id)
                                .orElse(null)),
                whom + " given",
                given -> takeBack(marked),
                new ActionDialog.Around(() -> {}, changed, changed),
                collector);
    }

    private Outcome<AssignCollector.Assigned> give(
            CommandId id, Collection<CustomerList.Row> rows, @Nullable UUID collector) {
        return assign.handle(
                actor,
                new AssignCollector.Assign(
                        id, rows.stream().map(row -> new CustomerId(row.id())).toList(), collector));
    }

    /** To those whose they were before. */
    private Outcome<?> takeBack(List<CustomerList.Row> before) {
        Map<Optional<UUID>, List<CustomerList.Row>> byCollector = before.stream()
                .collect(Collectors.groupingBy(
                        row -> Optional.ofNullable(row.collectorId()), HashMap::new, Collectors.toList()));
        Outcome<AssignCollector.Assigned> last = Outcome.notFound();
        for (Map.Entry<Optional<UUID>, List<CustomerList.Row>> former : byCollector.entrySet()) {
            last = give(CommandId.fresh(), former.getValue(), former.getKey().orElse(null));
            if (!(last instanceof Outcome.Done<?>)) {
                return last;
            }
        }
        return last;
    }
}
