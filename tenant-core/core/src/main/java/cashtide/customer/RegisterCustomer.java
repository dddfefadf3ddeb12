package cashtide.customer;

import static cashtide.db.Tables.CUSTOMER;

import cashtide.audit.AuditNote;
import cashtide.audit.Command;
import cashtide.audit.CommandId;
import cashtide.audit.Commands;
import cashtide.audit.Outcome;
import cashtide.audit.UseCase;
import cashtide.tenant.Actor;
import cashtide.tenant.Role;
import cashtide.tenant.TenantTx;
import java.util.Currency;
import org.jspecify.annotations.Nullable;

/** Takes a business on as a customer. */
public final class RegisterCustomer {

    private static final UseCase<Registered> USE_CASE =
            UseCase.of(RegisterCustomer.class, Registered.class, Role.AR_CLERK, Role.TENANT_ADMIN);

    private final Commands commands;

    public RegisterCustomer(Commands commands) {
        this.commands = commands;
    }

    /**
     * What is asked for.
     *
     * @param number the tenant's number for the customer, unique in the tenant
     * @param parent the company it belongs to
     * @param country ISO 3166 alpha-2
     * @param language BCP 47
     * @param currency its usual one
     * @param termsCode one of the tenant's; null for the default terms
     */
    public record Register(
            CommandId commandId,
            CustomerId customer,
            String number,
            String name,
            @Nullable CustomerId parent,
            @Nullable String segment,
            @Nullable String country,
            @Nullable String language,
            Currency currency,
            @Nullable String termsCode,
            Channel preferredChannel)
            implements Command {}

    /** The customer that was taken on. */
    public record Registered(CustomerId customer) {}

    public Outcome<Registered> handle(Actor actor, Register command) {
        return commands.carryOut(actor, USE_CASE, command, (tx, note) -> register(tx, command, note));
    }

    private static Outcome<Registered> register(TenantTx tx, Register command, AuditNote note) {
        if (command.number().isBlank() || command.name().isBlank()) {
            return Outcome.rejected(CustomerRefusal.CUSTOMER_FIELD_INVALID, "number and name must not be empty");
        }
        if (command.country() != null && !command.country().matches("[A-Z]{2}")) {
            return Outcome.rejected(CustomerRefusal.CUSTOMER_FIELD_INVALID, "country " + command.country());
        }
        if (command.parent() != null && !CustomerStore.exists(tx, command.parent())) {
            return Outcome.notFound();
        }
        if (command.termsCode() != null && TermsCatalogue.find(tx, command.termsCode()) == null) {
            return Outcome.rejected(CustomerRefusal.TERMS_CODE_UNKNOWN, command.termsCode());
        }
        if (tx.sql().fetchExists(CUSTOMER, CUSTOMER.ID.eq(command.customer().value()))) {
            return Outcome.rejected(CustomerRefusal.CUSTOMER_ID_TAKEN);
        }
        if (CustomerStore.insert(tx, command) == 0) {
            return Outcome.rejected(CustomerRefusal.CUSTOMER_NUMBER_TAKEN, command.number());
        }
        note.about("customers", command.customer().value()).with("number", command.number());
        return Outcome.done(new Registered(command.customer()));
    }
}
