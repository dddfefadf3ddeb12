package cashtide.invoice;

import cashtide.audit.AuditNote;
import cashtide.audit.Command;
import cashtide.audit.CommandId;
import cashtide.audit.Commands;
import cashtide.audit.Outcome;
import cashtide.audit.UseCase;
import cashtide.customer.CustomerId;
import cashtide.customer.Customers;
import cashtide.customer.Instalment;
import cashtide.ledger.Entry;
import cashtide.ledger.EntryKind;
import cashtide.ledger.Journal;
import cashtide.money.Money;
import cashtide.tenant.Actor;
import cashtide.tenant.Role;
import cashtide.tenant.TenantTx;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Issues a credit note: an open item of negative amount, which is applied to invoices or stays the customer's credit. The
 * corrected invoice itself is never edited.
 */
public final class IssueCreditNote {

    private static final UseCase<Issued> USE_CASE =
            UseCase.of(IssueCreditNote.class, Issued.class, Role.AR_CLERK, Role.TENANT_ADMIN);
    private static final String TERMS = "net 0";

    private final Commands commands;

    public IssueCreditNote(Commands commands) {
        this.commands = commands;
    }

    /**
     * What is asked for.
     *
     * @param gross above zero, with tax
     * @param corrects the invoice it corrects (EN 16931, BT-25), where there is one
     */
    public record Issue(
            CommandId commandId,
            InvoiceId creditNote,
            String number,
            CustomerId customer,
            LocalDate date,
            Money gross,
            Money tax,
            @Nullable InvoiceId corrects,
            @Nullable String reference)
            implements Command {}

    /** The credit note as issued. */
    public record Issued(InvoiceId creditNote, OpenItemId item) {}

    public Outcome<Issued> handle(Actor actor, Issue command) {
        return commands.carryOut(actor, USE_CASE, command, (tx, note) -> issue(tx, command, note));
    }

    private static Outcome<Issued> issue(TenantTx tx, Issue command, AuditNote note) {
        if (Customers.terms(tx, command.customer()) == null) {
            return Outcome.notFound();
        }
        InvoiceRefusal refusal = InvoiceStore.refusal(
                tx, command.creditNote(), command.number(), command.date(), command.gross(), command.tax());
        if (refusal != null) {
            return Outcome.rejected(refusal, command.number() + " " + command.gross());
        }
        if (command.corrects() != null) {
            InvoiceStore.Owner owner = InvoiceStore.owner(tx, command.corrects());
            if (owner == null) {
                return Outcome.notFound();
            }
            if (!owner.customer().equals(command.customer())
                    || !owner.currency().equals(command.gross().currency())) {
                return Outcome.rejected(InvoiceRefusal.INVOICE_CORRECTS_ANOTHER_CUSTOMERS);
            }
        }
        return Outcome.done(write(tx, command, note));
    }

    private static Issued write(TenantTx tx, Issue command, AuditNote note) {
        Money gross = command.gross().negated();
        Money tax = command.tax().negated();
        NewDocument document = new NewDocument(
                command.creditNote(),
                Kind.CREDIT_NOTE,
                command.number(),
                command.customer(),
                command.date(),
                gross,
                tax,
                TERMS,
                command.reference(),
                command.corrects());
        List<OpenItemId> items = InvoiceStore.insert(
                tx, document, List.of(new Instalment(command.date(), gross, null, Money.zero(gross.currency()))));
        Journal.post(
                tx,
                Entry.of(
                        EntryKind.CREDIT_NOTE_ISSUED,
                        command.date(),
                        "invoices",
                        command.creditNote().value(),
                        IssueInvoice.postings(command.customer().value(), gross, tax)));
        note.about("invoices", command.creditNote().value())
                .with("number", command.number())
                .with("gross", gross);
        return new Issued(command.creditNote(), items.getFirst());
    }
}
