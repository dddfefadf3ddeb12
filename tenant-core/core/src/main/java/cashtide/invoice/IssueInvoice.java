package cashtide.invoice;

import cashtide.audit.AuditNote;
import cashtide.audit.Command;
import cashtide.audit.CommandId;
import cashtide.audit.Commands;
import cashtide.audit.Outcome;
import cashtide.audit.UseCase;
import cashtide.customer.CustomerId;
import cashtide.customer.Customers;
import cashtide.customer.DueCalendar;
import cashtide.customer.Instalment;
import cashtide.customer.TermsCatalogue;
import cashtide.ledger.Account;
import cashtide.ledger.Entry;
import cashtide.ledger.EntryKind;
import cashtide.ledger.Journal;
import cashtide.ledger.Posting;
import cashtide.money.Money;
import cashtide.tenant.Actor;
import cashtide.tenant.Role;
import cashtide.tenant.TenantTx;
import cashtide.time.HolidayCalendar;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Issues an invoice: due and discount dates are frozen, an open item stands for each instalment, and the journal says
 * debit receivables, credit revenue and tax.
 */
public final class IssueInvoice {

    private static final UseCase<Issued> USE_CASE =
            UseCase.of(IssueInvoice.class, Issued.class, Role.AR_CLERK, Role.TENANT_ADMIN);

    private final Commands commands;

    public IssueInvoice(Commands commands) {
        this.commands = commands;
    }

    /**
     * What is asked for.
     *
     * @param gross with tax
     * @param tax within the gross
     * @param termsCode terms to issue on; null for the customer's usual ones
     * @param dueDate agreed otherwise: beats the terms, and gives one instalment without discount
     * @param reference the customer's order number or the like
     */
    public record Issue(
            CommandId commandId,
            InvoiceId invoice,
            String number,
            CustomerId customer,
            LocalDate invoiceDate,
            Money gross,
            Money tax,
            @Nullable String termsCode,
            @Nullable LocalDate dueDate,
            @Nullable String reference)
            implements Command {}

    /** The invoice as issued; {@code dueDate} is the last one over its items. */
    public record Issued(InvoiceId invoice, List<OpenItemId> items, LocalDate dueDate) {}

    public Outcome<Issued> handle(Actor actor, Issue command) {
        return commands.carryOut(actor, USE_CASE, command, (tx, note) -> issue(tx, command, note));
    }

    private static Outcome<Issued> issue(TenantTx tx, Issue command, AuditNote note) {
        Customers.Terms usual = Customers.terms(tx, command.customer());
        if (usual == null) {
            return Outcome.notFound();
        }
        InvoiceRefusal refusal = InvoiceStore.refusal(
                tx, command.invoice(), command.number(), command.invoiceDate(), command.gross(), command.tax());
        if (refusal != null) {
            return Outcome.rejected(refusal, command.number() + " " + command.gross());
        }
        LocalDate dueDate = command.dueDate();
        if (dueDate != null && dueDate.isBefore(command.invoiceDate())) {
            return Outcome.rejected(InvoiceRefusal.INVOICE_DUE_BEFORE_DATE, dueDate.toString());
        }
        String code = command.termsCode() == null ? usual.code() : command.termsCode();
        TermsCatalogue.Entry terms = TermsCatalogue.find(tx, code);
        if (terms == null) {
            return Outcome.rejected(InvoiceRefusal.INVOICE_TERMS_UNKNOWN, code);
        }
        return Outcome.done(write(tx, command, terms, note));
    }

    private static Issued write(TenantTx tx, Issue command, TermsCatalogue.Entry terms, AuditNote note) {
        LocalDate agreed = command.dueDate();
        List<Instalment> schedule = agreed == null
                ? calendar(tx, terms).schedule(terms.terms(), command.invoiceDate(), command.gross())
                : List.of(new Instalment(
                        agreed,
                        command.gross(),
                        null,
                        Money.zero(command.gross().currency())));
        NewDocument document = new NewDocument(
                command.invoice(),
                Kind.INVOICE,
                command.number(),
                command.customer(),
                command.invoiceDate(),
                command.gross(),
                command.tax(),
                terms.terms().text(),
                command.reference(),
                null);
        List<OpenItemId> items = InvoiceStore.insert(tx, document, schedule);
        Journal.post(
                tx,
                Entry.of(
                        EntryKind.INVOICE_ISSUED,
                        command.invoiceDate(),
                        "invoices",
                        command.invoice().value(),
                        postings(command.customer().value(), command.gross(), command.tax())));
        note.about("invoices", command.invoice().value())
                .with("number", command.number())
                .with("gross", command.gross());
        return new Issued(command.invoice(), items, InvoiceStore.lastDue(schedule));
    }

    /** Debit receivables, credit revenue and tax. A credit note is the same with its negative amounts. */
    static List<Posting> postings(UUID customer, Money gross, Money tax) {
        return List.of(
                Posting.debit(Account.RECEIVABLES, customer, gross),
                Posting.credit(Account.REVENUE, null, gross.minus(tax)),
                Posting.credit(Account.TAX, null, tax));
    }

    private static DueCalendar calendar(TenantTx tx, TermsCatalogue.Entry terms) {
        return new DueCalendar(
                terms.convention(), HolidayCalendar.of(tx.tenant().holidayCalendar()));
    }
}
