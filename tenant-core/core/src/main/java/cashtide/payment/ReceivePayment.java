package cashtide.payment;

import static cashtide.db.Tables.PAYMENT;

import cashtide.audit.AuditNote;
import cashtide.audit.Command;
import cashtide.audit.CommandId;
import cashtide.audit.Commands;
import cashtide.audit.Outcome;
import cashtide.audit.UseCase;
import cashtide.customer.CustomerId;
import cashtide.customer.Customers;
import cashtide.ledger.Account;
import cashtide.ledger.Entry;
import cashtide.ledger.EntryKind;
import cashtide.ledger.Journal;
import cashtide.ledger.Posting;
import cashtide.money.Money;
import cashtide.tenant.Actor;
import cashtide.tenant.Role;
import cashtide.tenant.TenantTx;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Records money received: debit bank, credit the payer's unapplied cash, or suspense while the payer is unknown. Applying it
 * to open items is another step.
 */
public final class ReceivePayment {

    private static final UseCase<Received> USE_CASE =
            UseCase.of(ReceivePayment.class, Received.class, Role.AR_CLERK, Role.TENANT_ADMIN);

    private final Commands commands;

    public ReceivePayment(Commands commands) {
        this.commands = commands;
    }

    /**
     * What came in.
     *
     * @param number the tenant's or the bank's number of it, unique in the tenant
     * @param customer null while the payer is unknown
     * @param receivedOn value date at the bank
     * @param reference what the payer wrote
     */
    public record Receive(
            CommandId commandId,
            PaymentId payment,
            String number,
            @Nullable CustomerId customer,
            LocalDate receivedOn,
            Money amount,
            Method method,
            @Nullable String reference)
            implements Command {}

    /** The payment, all of it unapplied. */
    public record Received(PaymentId payment) {}

    public Outcome<Received> handle(Actor actor, Receive command) {
        return commands.carryOut(actor, USE_CASE, command, (tx, note) -> receive(tx, command, note));
    }

    private static Outcome<Received> receive(TenantTx tx, Receive command, AuditNote note) {
        CustomerId payer = command.customer();
        if (payer != null && !Customers.exists(tx, payer)) {
            return Outcome.notFound();
        }
        PaymentRefusal refusal = refusal(tx, command);
        if (refusal != null) {
            return Outcome.rejected(refusal, command.number() + " " + command.amount());
        }
        insert(tx, command);
        Journal.post(
                tx,
                Entry.of(
                        EntryKind.PAYMENT_RECEIVED,
                        command.receivedOn(),
                        "payments",
                        command.payment().value(),
                        postings(payer, command.amount())));
        note.about("payments", command.payment().value())
                .with("number", command.number())
                .with("amount", command.amount());
        return Outcome.done(new Received(command.payment()));
    }

    private static List<Posting> postings(@Nullable CustomerId payer, Money amount) {
        Posting owed = payer == null
                ? Posting.credit(Account.SUSPENSE, null, amount)
                : Posting.credit(Account.UNAPPLIED_CASH, payer.value(), amount);
        return List.of(Posting.debit(Account.BANK, null, amount), owed);
    }

    private static @Nullable PaymentRefusal refusal(TenantTx tx, Receive command) {
        if (command.number().isBlank()) {
            return PaymentRefusal.PAYMENT_NUMBER_EMPTY;
        }
        if (!command.amount().isPositive()) {
            return PaymentRefusal.PAYMENT_AMOUNT_NOT_POSITIVE;
        }
        if (command.receivedOn().isAfter(tx.businessDate())) {
            return PaymentRefusal.PAYMENT_DATE_IN_FUTURE;
        }
        if (tx.sql().fetchExists(PAYMENT, PAYMENT.NUMBER.eq(command.number()))) {
            return PaymentRefusal.PAYMENT_NUMBER_TAKEN;
        }
        boolean taken =
                tx.sql().fetchExists(PAYMENT, PAYMENT.ID.eq(command.payment().value()));
        return taken ? PaymentRefusal.PAYMENT_ID_TAKEN : null;
    }

    private static void insert(TenantTx tx, Receive command) {
        CustomerId payer = command.customer();
        tx.sql()
                .insertInto(PAYMENT)
                .set(PAYMENT.TENANT_ID, tx.tenantId().value())
                .set(PAYMENT.ID, command.payment().value())
                .set(PAYMENT.NUMBER, command.number())
                .set(PAYMENT.CUSTOMER_ID, payer == null ? null : payer.value())
                .set(PAYMENT.RECEIVED_ON, command.receivedOn())
                .set(PAYMENT.CURRENCY, command.amount().currency().getCurrencyCode())
                .set(PAYMENT.AMOUNT_MINOR, command.amount().minor())
                .set(PAYMENT.UNAPPLIED_MINOR, command.amount().minor())
                .set(PAYMENT.METHOD, command.method().code())
                .set(PAYMENT.REFERENCE, command.reference())
                .set(PAYMENT.KNOWN_AT, tx.knownAt())
                .execute();
    }
}
