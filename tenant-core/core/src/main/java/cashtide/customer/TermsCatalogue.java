package cashtide.customer;

import static cashtide.db.Tables.PAYMENT_TERMS;
import static org.jooq.Records.mapping;

import cashtide.audit.InvariantViolation;
import cashtide.intake.terms.PaymentTerms;
import cashtide.intake.terms.StandardTerms;
import cashtide.intake.terms.TermsText;
import cashtide.tenant.Actor;
import cashtide.tenant.TenantTx;
import cashtide.tenant.Tenants;
import cashtide.time.BusinessDayConvention;
import cashtide.time.TimeOrderedId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The terms of payment that a tenant sells on. */
public final class TermsCatalogue {

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
        StandardTerms.ALL.forEach(
                entry -> add(tx, new Entry(entry.code(), entry.name(), entry.terms(), BusinessDayConvention.NONE)));
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
}
