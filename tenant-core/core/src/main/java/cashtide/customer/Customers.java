package cashtide.customer;

import static cashtide.db.Tables.CUSTOMER;
import static org.jooq.Records.mapping;
import static org.jooq.impl.DSL.lower;

import cashtide.intake.terms.StandardTerms;
import cashtide.tenant.Actor;
import cashtide.tenant.TenantTx;
import cashtide.tenant.Tenants;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/** The tenant's customers. */
public final class Customers {

    private final Tenants tenants;

    public Customers(Tenants tenants) {
        this.tenants = tenants;
    }

    /** A customer in a list. */
    public record Row(
            CustomerId id,
            String number,
            String name,
            @Nullable String segment,
            @Nullable String country,
            Currency currency) {}

    /** The terms a customer usually buys on. */
    public record Terms(String code) {}

    /** Customers whose number or name begins with the text, by name; an empty text finds all. */
    public List<Row> page(Actor actor, String beginning, int offset, int limit) {
        return tenants.inTx(actor, tx -> tx.sql()
                .select(
                        CUSTOMER.ID,
                        CUSTOMER.NUMBER,
                        CUSTOMER.NAME,
                        CUSTOMER.SEGMENT,
                        CUSTOMER.COUNTRY,
                        CUSTOMER.CURRENCY)
                .from(CUSTOMER)
                .where(begins(beginning))
                .orderBy(lower(CUSTOMER.NAME), CUSTOMER.ID)
                .offset(offset)
                .limit(limit)
                .fetch(mapping((id, number, name, segment, country, currency) ->
                        new Row(new CustomerId(id), number, name, segment, country, Currency.getInstance(currency)))));
    }

    /** How many {@link #page} would find without a limit. */
    public int count(Actor actor, String beginning) {
        return tenants.<Integer>inTx(actor, tx -> tx.sql().fetchCount(CUSTOMER, begins(beginning)));
    }

    /** The customer with this number, or null. */
    public @Nullable CustomerId withNumber(Actor actor, String number) {
        return tenants.inTx(actor, tx -> {
                    UUID id = tx.sql()
                            .select(CUSTOMER.ID)
                            .from(CUSTOMER)
                            .where(CUSTOMER.NUMBER.eq(number))
                            .fetchOne(CUSTOMER.ID);
                    return java.util.Optional.ofNullable(id).map(CustomerId::new);
                })
                .orElse(null);
    }

    /** The customer's usual terms, or null when there is no such customer. */
    public static @Nullable Terms terms(TenantTx tx, CustomerId customer) {
        return tx.sql()
                .select(CUSTOMER.TERMS_CODE)
                .from(CUSTOMER)
                .where(CUSTOMER.ID.eq(customer.value()))
                .fetchOne(mapping(code -> new Terms(known(tx, code))));
    }

    public static boolean exists(TenantTx tx, CustomerId customer) {
        return CustomerStore.exists(tx, customer);
    }

    /** Whether {@code below} is {@code above}, or a company that belongs to it. */
    public static boolean belongsTo(TenantTx tx, CustomerId below, CustomerId above) {
        return CustomerStore.belongsTo(tx, below, above);
    }

    /** Imported customers may carry a code that the tenant has no terms for: those buy on the default terms. */
    private static String known(TenantTx tx, @Nullable String code) {
        return code != null && TermsCatalogue.find(tx, code) != null ? code : StandardTerms.DEFAULT_CODE;
    }

    private static Condition begins(String beginning) {
        if (beginning.isBlank()) {
            return DSL.noCondition();
        }
        String text = beginning.strip();
        return lower(CUSTOMER.NAME).startsWith(text.toLowerCase(Locale.ROOT)).or(CUSTOMER.NUMBER.startsWith(text));
    }
}
