package cashtide.collections;

import static cashtide.db.Tables.CUSTOMER;
import static cashtide.db.Tables.CUSTOMER_CONTACT;
import static cashtide.db.Tables.FOLLOW_UP;
import static org.jooq.Records.mapping;

import cashtide.customer.CustomerId;
import cashtide.tenant.Actor;
import cashtide.tenant.TenantTx;
import cashtide.tenant.Tenants;
import java.time.LocalDate;
import java.util.Currency;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A customer as the page shows him: who he is, how to reach him, what is planned, and what happened, newest first. Balances
 * come from {@code Aging}, items from {@code OpenItems}, payments from {@code Payments}.
 */
public final class CustomerPage {

    private final Tenants tenants;

    public CustomerPage(Tenants tenants) {
        this.tenants = tenants;
    }

    /**
     * The head of the page.
     *
     * @param parent number and name of the company he belongs to
     * @param creditLimitMinor minor units of his currency
     */
    public record Head(
            CustomerId id,
            String number,
            String name,
            @Nullable CustomerId parentId,
            @Nullable String parent,
            @Nullable String segment,
            @Nullable String country,
            @Nullable String language,
            Currency currency,
            @Nullable String termsCode,
            String preferredChannel,
            @Nullable Long creditLimitMinor,
            List<Contact> contacts,
            @Nullable Plan plan) {}

    /** A person at the customer. */
    public record Contact(
            String name,
            String role,
            @Nullable String email,
            @Nullable String phone) {}

    /** What is planned. */
    public record Plan(
            @Nullable LocalDate snoozedUntil, @Nullable LocalDate nextStepOn, String nextStep) {}

    /** The head, or null when there is no such customer. */
    public @Nullable Head head(Actor actor, CustomerId customer) {
        List<Head> heads = tenants.inTx(actor, tx -> heads(tx, customer));
        return heads.isEmpty() ? null : heads.getFirst();
    }

    /** What happened with the customer, newest first. */
    public List<TimelineEntry> timeline(Actor actor, CustomerId customer, int offset, int limit) {
        return tenants.inTx(actor, tx -> Timeline.of(tx, customer, offset, limit));
    }

    private static List<Head> heads(TenantTx tx, CustomerId customer) {
        var parent = CUSTOMER.as("parent");
        List<Contact> contacts = contacts(tx, customer);
        Plan plan = plan(tx, customer);
        return tx.sql()
                .select(
                        CUSTOMER.NUMBER,
                        CUSTOMER.NAME,
                        CUSTOMER.PARENT_ID,
                        parent.NUMBER.concat(" ").concat(parent.NAME),
                        CUSTOMER.SEGMENT,
                        CUSTOMER.COUNTRY,
                        CUSTOMER.LANGUAGE,
                        CUSTOMER.CURRENCY,
                        CUSTOMER.TERMS_CODE,
                        CUSTOMER.PREFERRED_CHANNEL,
                        CUSTOMER.CREDIT_LIMIT_MINOR)
                .from(CUSTOMER)
                .leftJoin(parent)
                .on(parent.TENANT_ID.eq(CUSTOMER.TENANT_ID), parent.ID.eq(CUSTOMER.PARENT_ID))
                .where(CUSTOMER.ID.eq(customer.value()))
                .fetch(mapping(
                        (number, name, parentId, of, segment, country, language, currency, terms, channel, limit) ->
                                new Head(
                                        customer,
                                        number,
                                        name,
                                        parentId == null ? null : new CustomerId(parentId),
                                        of,
                                        segment,
                                        country,
                                        language,
                                        Currency.getInstance(currency),
                                        terms,
                                        channel,
                                        limit,
                                        contacts,
                                        plan)));
    }

    private static List<Contact> contacts(TenantTx tx, CustomerId customer) {
        return tx.sql()
                .select(CUSTOMER_CONTACT.NAME, CUSTOMER_CONTACT.ROLE, CUSTOMER_CONTACT.EMAIL, CUSTOMER_CONTACT.PHONE)
                .from(CUSTOMER_CONTACT)
                .where(CUSTOMER_CONTACT.CUSTOMER_ID.eq(customer.value()))
                .orderBy(CUSTOMER_CONTACT.NAME, CUSTOMER_CONTACT.ID)
                .fetch(mapping(Contact::new));
    }

    private static @Nullable Plan plan(TenantTx tx, CustomerId customer) {
        return tx.sql()
                .select(FOLLOW_UP.SNOOZED_UNTIL, FOLLOW_UP.NEXT_STEP_ON, FOLLOW_UP.NEXT_STEP)
                .from(FOLLOW_UP)
                .where(FOLLOW_UP.CUSTOMER_ID.eq(customer.value()))
                .fetchOne(mapping(Plan::new));
    }
}
