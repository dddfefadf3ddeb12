package cashtide.collections;

import static cashtide.db.Tables.APP_USER;
import static cashtide.db.Tables.CUSTOMER;
import static cashtide.db.Tables.WORKLIST_ENTRY;

import cashtide.audit.AuditNote;
import cashtide.audit.Command;
import cashtide.audit.CommandId;
import cashtide.audit.Commands;
import cashtide.audit.Outcome;
import cashtide.audit.UseCase;
import cashtide.customer.CustomerId;
import cashtide.tenant.Actor;
import cashtide.tenant.Role;
import cashtide.tenant.TenantTx;
import java.util.List;
import java.util.UUID;
import org.jooq.Condition;
import org.jspecify.annotations.Nullable;

/** Gives customers to a collector, all of them or none; or to nobody. Their accounts are in the collector's own worklist at once. */
public final class AssignCollector {

    private static final UseCase<Assigned> USE_CASE =
            UseCase.of(AssignCollector.class, Assigned.class, Role.COLLECTOR, Role.TENANT_ADMIN);
    private static final int CUSTOMERS_MAX = 1_000;

    private final Commands commands;

    public AssignCollector(Commands commands) {
        this.commands = commands;
    }

    /**
     * Whose the customers are from now on.
     *
     * @param collector somebody who has signed in with the role of a collector; null for nobody
     */
    public record Assign(
            CommandId commandId,
            List<CustomerId> customers,
            @Nullable UUID collector) implements Command {
        public Assign {
            customers = List.copyOf(customers);
        }
    }

    /** How many different customers were given. */
    public record Assigned(int customers) {}

    public Outcome<Assigned> handle(Actor actor, Assign command) {
        return commands.carryOut(actor, USE_CASE, command, (tx, note) -> assign(tx, command, note));
    }

    private static Outcome<Assigned> assign(TenantTx tx, Assign command, AuditNote note) {
        List<UUID> customers =
                command.customers().stream().map(CustomerId::value).distinct().toList();
        if (customers.isEmpty() || customers.size() > CUSTOMERS_MAX) {
            return Outcome.rejected(
                    CollectionsRefusal.ASSIGNMENT_SIZE, customers.size() + " customers, at most " + CUSTOMERS_MAX);
        }
        UUID collector = command.collector();
        if (collector != null && !tx.sql().fetchExists(APP_USER, collects(collector))) {
            return Outcome.rejected(CollectionsRefusal.COLLECTOR_UNKNOWN);
        }
        int given = tx.sql()
                .update(CUSTOMER)
                .set(CUSTOMER.COLLECTOR_ID, collector)
                .where(CUSTOMER.ID.in(customers))
                .execute();
        if (given < customers.size()) {
            return Outcome.notFound();
        }
        tx.sql()
                .update(WORKLIST_ENTRY)
                .set(WORKLIST_ENTRY.COLLECTOR_ID, collector)
                .where(WORKLIST_ENTRY.CUSTOMER_ID.in(customers))
                .execute();
        note.about("customers", customers.getFirst())
                .with("customers", given)
                .with("collector", collector == null ? "nobody" : collector);
        return Outcome.done(new Assigned(given));
    }

    private static Condition collects(UUID person) {
        return APP_USER.ID.eq(person).and(APP_USER.ROLES.contains(new String[] {Role.COLLECTOR.code()}));
    }
}
