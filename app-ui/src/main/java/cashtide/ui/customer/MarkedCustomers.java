package cashtide.ui.customer;

import cashtide.audit.CommandId;
import cashtide.audit.Outcome;
import cashtide.collections.AssignCollector;
import cashtide.customer.CustomerId;
import cashtide.tenant.Actor;
import cashtide.tenant.KnownUsers;
import cashtide.tenant.Role;
import cashtide.ui.component.Figures;
import cashtide.ui.component.Icon;
import cashtide.ui.component.KeyButton;
import cashtide.ui.component.MarkedRows;
import cashtide.ui.component.Steps;
import cashtide.worklist.CustomerList;
import com.vaadin.flow.component.combobox.ComboBox;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** To whom the customers that are marked are given: all of them or none, in one command. */
final class MarkedCustomers {

    private final AssignCollector assign;
    private final KnownUsers users;
    private final Actor actor;
    private final MarkedRows<CustomerList.Row> marked;

    /**
     * Makes it.
     *
     * @param all marks what the list holds
     * @param changed the list is to be read again
     */
    MarkedCustomers(
            AssignCollector assign, KnownUsers users, Actor actor, Figures figures, Runnable all, Runnable changed) {
        this.assign = assign;
        this.users = users;
        this.actor = actor;
        this.marked = new MarkedRows<>(
                new MarkedRows.Rows<>(
                        "customer",
                        CustomerList.Row::id,
                        CustomerList.Row::name,
                        rows -> figures.sums(rows.stream().map(CustomerList.Row::open)) + " open"),
                all,
                changed);
        marked.actions(new KeyButton(Icon.USERS, "Give to a collector", "", this::ask));
    }

    MarkedRows<CustomerList.Row> bar() {
        return marked;
    }

    private void ask() {
        CommandId id = CommandId.fresh();
        List<CustomerList.Row> rows = marked.rows();
        ComboBox<KnownUsers.User> collector = new ComboBox<>("Collector");
        collector.setItems(users.all(actor).stream()
                .filter(user -> user.roles().contains(Role.COLLECTOR))
                .toList());
        collector.setItemLabelGenerator(KnownUsers.User::displayName);
        collector.setHelperText("Whoever has signed in is listed. Empty: nobody's.");
        collector.setClearButtonVisible(true);
        collector.setWidthFull();
        marked.ask(
                "Give " + marked.counted() + " to a collector",
                "Give " + rows.size(),
                "given",
                new Steps<>(List.of(new Steps.Step<>(
                        rows,
                        marked.counted(),
                        () -> give(
                                id,
                                rows,
                                Optional.ofNullable(collector.getValue())
                                        .map(KnownUsers.User::id)
                                        .orElse(null)),
                        given -> takeBack(rows)))),
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
