package cashtide.customer;

import static cashtide.db.Tables.PAYMENT_TERMS;

import cashtide.audit.AuditNote;
import cashtide.audit.Command;
import cashtide.audit.CommandId;
import cashtide.audit.Commands;
import cashtide.audit.Outcome;
import cashtide.audit.UseCase;
import cashtide.intake.terms.TermsText;
import cashtide.tenant.Actor;
import cashtide.tenant.Role;
import cashtide.tenant.TenantTx;
import cashtide.time.BusinessDayConvention;

/** Adds terms of payment to the tenant's catalogue. Invoices carry the text they were issued on, not the code. */
public final class DefineTerms {

    private static final UseCase<Defined> USE_CASE = UseCase.of(DefineTerms.class, Defined.class, Role.TENANT_ADMIN);

    private final Commands commands;

    public DefineTerms(Commands commands) {
        this.commands = commands;
    }

    /**
     * The terms.
     *
     * @param definition as {@link TermsText} reads it
     */
    public record Define(
            CommandId commandId, String code, String name, String definition, BusinessDayConvention convention)
            implements Command {}

    /** The terms in their canonical text. */
    public record Defined(String code, String definition) {}

    public Outcome<Defined> handle(Actor actor, Define command) {
        return commands.carryOut(actor, USE_CASE, command, (tx, note) -> define(tx, command, note));
    }

    private static Outcome<Defined> define(TenantTx tx, Define command, AuditNote note) {
        if (command.code().isBlank() || command.name().isBlank()) {
            return Outcome.rejected(CustomerRefusal.CUSTOMER_FIELD_INVALID, "code and name must not be empty");
        }
        return switch (TermsText.parse(command.definition())) {
            case TermsText.Parsed.Bad bad -> Outcome.rejected(CustomerRefusal.TERMS_TEXT_MALFORMED, bad.problem());
            case TermsText.Parsed.Ok ok -> {
                if (tx.sql().fetchExists(PAYMENT_TERMS, PAYMENT_TERMS.CODE.eq(command.code()))) {
                    yield Outcome.rejected(CustomerRefusal.TERMS_CODE_TAKEN, command.code());
                }
                TermsCatalogue.add(
                        tx, new TermsCatalogue.Entry(command.code(), command.name(), ok.terms(), command.convention()));
                note.about("tenants", tx.tenantId().value())
                        .with("terms", command.code())
                        .with("definition", ok.terms().text());
                yield Outcome.done(new Defined(command.code(), ok.terms().text()));
            }
        };
    }
}
