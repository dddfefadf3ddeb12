package cashtide.customer;

import static cashtide.db.Tables.CUSTOMER;
import static cashtide.db.Tables.CUSTOMER_CONTACT;

import cashtide.audit.AuditNote;
import cashtide.audit.Command;
import cashtide.audit.CommandId;
import cashtide.audit.Commands;
import cashtide.audit.Outcome;
import cashtide.audit.UseCase;
import cashtide.tenant.Actor;
import cashtide.tenant.Role;
import cashtide.tenant.TenantTx;
import cashtide.time.TimeOrderedId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Changes what is known of a customer, contacts included: the command says how everything is from now on. Invoices that were
 * issued keep their terms.
 */
public final class ChangeCustomer {

    private static final UseCase<Changed> USE_CASE =
            UseCase.of(ChangeCustomer.class, Changed.class, Role.AR_CLERK, Role.TENANT_ADMIN);
    private static final int CONTACTS_MAX = 50;

    private final Commands commands;

    public ChangeCustomer(Commands commands) {
        this.commands = commands;
    }

    /** A person at the customer; personal data that never leaves the core. */
    public record Contact(
            String name,
            String role,
            @Nullable String email,
            @Nullable String phone) {}

    /**
     * How it is from now on.
     *
     * @param language BCP 47
     * @param creditLimitMinor minor units of the customer's currency
     * @param contacts all of them
     */
    public record Change(
            CommandId commandId,
            CustomerId customer,
            String name,
            @Nullable CustomerId parent,
            @Nullable String segment,
            @Nullable String country,
            @Nullable String language,
            @Nullable String termsCode,
            Channel preferredChannel,
            @Nullable Long creditLimitMinor,
            List<Contact> contacts)
            implements Command {
        public Change {
            contacts = List.copyOf(contacts);
        }
    }

    /** The customer that was changed. */
    public record Changed(CustomerId customer) {}

    public Outcome<Changed> handle(Actor actor, Change command) {
        return commands.carryOut(actor, USE_CASE, command, (tx, note) -> change(tx, command, note));
    }

    private static Outcome<Changed> change(TenantTx tx, Change command, AuditNote note) {
        CustomerId parent = command.parent();
        if (!CustomerStore.exists(tx, command.customer()) || (parent != null && !CustomerStore.exists(tx, parent))) {
            return Outcome.notFound();
        }
        if (parent != null && CustomerStore.belongsTo(tx, parent, command.customer())) {
            return Outcome.rejected(CustomerRefusal.CUSTOMER_PARENT_CYCLE);
        }
        String invalid = invalidField(command);
        if (!invalid.isEmpty()) {
            return Outcome.rejected(CustomerRefusal.CUSTOMER_FIELD_INVALID, invalid);
        }
        if (command.termsCode() != null && TermsCatalogue.find(tx, command.termsCode()) == null) {
            return Outcome.rejected(CustomerRefusal.TERMS_CODE_UNKNOWN, command.termsCode());
        }
        tx.sql()
                .update(CUSTOMER)
                .set(CUSTOMER.NAME, command.name())
                .set(CUSTOMER.PARENT_ID, CustomerStore.value(parent))
                .set(CUSTOMER.SEGMENT, command.segment())
                .set(CUSTOMER.COUNTRY, command.country())
                .set(CUSTOMER.LANGUAGE, command.language())
                .set(CUSTOMER.TERMS_CODE, command.termsCode())
                .set(CUSTOMER.PREFERRED_CHANNEL, command.preferredChannel().code())
                .set(CUSTOMER.CREDIT_LIMIT_MINOR, command.creditLimitMinor())
                .where(CUSTOMER.ID.eq(command.customer().value()))
                .execute();
        replaceContacts(tx, command);
        note.about("customers", command.customer().value())
                .with("contacts", command.contacts().size());
        return Outcome.done(new Changed(command.customer()));
    }

    private static String invalidField(Change command) {
        if (command.name().isBlank()) {
            return "name is empty";
        }
        if (command.country() != null && !command.country().matches("[A-Z]{2}")) {
            return "country " + command.country();
        }
        Long limit = command.creditLimitMinor();
        if (limit != null && limit < 0) {
            return "credit limit " + limit;
        }
        return command.contacts().size() > CONTACTS_MAX ? "more than " + CONTACTS_MAX + " contacts" : "";
    }

    private static void replaceContacts(TenantTx tx, Change command) {
        tx.sql()
                .deleteFrom(CUSTOMER_CONTACT)
                .where(CUSTOMER_CONTACT.CUSTOMER_ID.eq(command.customer().value()))
                .execute();
        for (Contact contact : command.contacts()) {
            tx.sql()
                    .insertInto(CUSTOMER_CONTACT)
                    .set(CUSTOMER_CONTACT.TENANT_ID, tx.tenantId().value())
                    .set(CUSTOMER_CONTACT.ID, TimeOrderedId.next())
                    .set(CUSTOMER_CONTACT.CUSTOMER_ID, command.customer().value())
                    .set(CUSTOMER_CONTACT.NAME, contact.name())
                    .set(CUSTOMER_CONTACT.ROLE, contact.role())
                    .set(CUSTOMER_CONTACT.EMAIL, contact.email())
                    .set(CUSTOMER_CONTACT.PHONE, contact.phone())
                    .execute();
        }
    }
}
