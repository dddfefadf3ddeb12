package cashtide.customer;

import static cashtide.db.Tables.PAYMENT_TERMS;
import static org.jooq.Records.mapping;

import cashtide.audit.InvariantViolation;
import cashtide.tenant.Actor;
import cashtide.tenant.TenantTx;
import cashtide.tenant.Tenants;
import cashtide.time.BusinessDayConvention;
import cashtide.time.TimeOrderedId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The terms of payment that a tenant sells on. */
public final class TermsCatalogue {

    /** Code of the terms of customers that have none of their own. */
    public static final String DEFAULT_CODE = "NET30";

    private static final List<Entry> DEFAULT = List.of(
            entry(DEFAULT_CODE, "30 days net", "net 30"),
            entry("NET14", "14 days net", "net 14"),
            entry("NET60", "60 days net", "net 60"),
            entry("EOM30", "30 days from the end of the month", "net 30 eom"),
            entry("MID", "15th of the next month", "day 15 next month"),
            entry("2-10-30", "2% within 10 days, 30 days net", "2/10 net 30"),
            entry("HALVES", "Half in 30, half in 60 days", "instalments 50% net 30, 50% net 60"));

    private final Tenants tenants;

    public TermsCatalogue(Tenants tenants) {
        this.tenants = tenants;
    }

    /** Terms under the code and name that the tenant gives them. */
    public record Entry(String code, String name, PaymentTerms terms, BusinessDayConvention convention) {}

    /** All of the tenant's terms by code. */
    public List<Entry> all(Actor actor) {
        return tenants.inTx(actor, tx -> tx.sql()
                .select(PAYMENT_TERMS.CODE, PAYMENT_TERMS.NAME, PAYMENT_TERMS.DEFINITION, PAYMENT_TERMS.CONVENTION)
                .from(PAYMENT_TERMS)
                .orderBy(PAYMENT_TERMS.CODE)
                .fetch(mapping(TermsCatalogue::read)));
    }

    /** The terms of this code, or null when the tenant has none such. */
    public static @Nullable Entry find(TenantTx tx, String code) {
        return tx.sql()
                .select(PAYMENT_TERMS.CODE, PAYMENT_TERMS.NAME, PAYMENT_TERMS.DEFINITION, PAYMENT_TERMS.CONVENTION)
                .from(PAYMENT_TERMS)
                .where(PAYMENT_TERMS.CODE.eq(code))
                .fetchOne(mapping(TermsCatalogue::read));
    }

    /** Adds the terms that a new tenant starts with. */
    public static void addDefault(TenantTx tx) {
        DEFAULT.forEach(entry -> add(tx, entry));
    }

    static void add(TenantTx tx, Entry entry) {
        tx.sql()
                .insertInto(PAYMENT_TERMS)
                .set(PAYMENT_TERMS.TENANT_ID, tx.tenantId().value())
                .set(PAYMENT_TERMS.ID, TimeOrderedId.next())
                .set(PAYMENT_TERMS.CODE, entry.code())
                .set(PAYMENT_TERMS.NAME, entry.name())
                .set(PAYMENT_TERMS.DEFINITION, entry.terms().text())
                .set(PAYMENT_TERMS.CONVENTION, entry.convention().name())
                .execute();
    }

    private static Entry read(String code, String name, String definition, String convention) {
        return new Entry(code, name, parsed(code, definition), BusinessDayConvention.valueOf(convention));
    }

    private static PaymentTerms parsed(String code, String definition) {
        return switch (TermsText.parse(definition)) {
            case TermsText.Parsed.Ok ok -> ok.terms();
            case TermsText.Parsed.Bad bad ->
                throw new InvariantViolation("TERMS_STORED_BADLY", code + " " + bad.problem());
        };
    }

    private static Entry entry(String code, String name, String text) {
        return new Entry(code, name, parsed(code, text), BusinessDayConvention.NONE);
    }
}
