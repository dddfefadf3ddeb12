package cashtide.cashapp;

import static cashtide.db.Tables.OPEN_ITEM;
import static org.jooq.impl.DSL.upper;

import cashtide.audit.AuditNote;
import cashtide.audit.Command;
import cashtide.audit.CommandId;
import cashtide.audit.Commands;
import cashtide.audit.Outcome;
import cashtide.audit.UseCase;
import cashtide.invoice.Kind;
import cashtide.invoice.LockedItems;
import cashtide.invoice.OpenItemId;
import cashtide.invoice.OpenItemState;
import cashtide.money.Money;
import cashtide.payment.LockedPayments;
import cashtide.payment.PaymentId;
import cashtide.payment.PaymentState;
import cashtide.tenant.Actor;
import cashtide.tenant.Role;
import cashtide.tenant.TenantTx;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Applies a payment to the invoices that its reference names by their exact numbers, oldest due date first, until the money
 * is used up. What is left stays unapplied; nothing is guessed.
 */
public final class MatchByReference {

    private static final UseCase<ApplyCash.Applied> USE_CASE =
            UseCase.of(MatchByReference.class, ApplyCash.Applied.class, Role.AR_CLERK, Role.TENANT_ADMIN);
    private static final String BETWEEN_NUMBERS = "[\\s,;+]+";
    private static final int NUMBERS_MAX = 200;

    private final Commands commands;

    public MatchByReference(Commands commands) {
        this.commands = commands;
    }

    /** Which payment. */
    public record Match(CommandId commandId, PaymentId payment) implements Command {}

    public Outcome<ApplyCash.Applied> handle(Actor actor, Match command) {
        return commands.carryOut(actor, USE_CASE, command, (tx, note) -> match(tx, command, note));
    }

    private static Outcome<ApplyCash.Applied> match(TenantTx tx, Match command, AuditNote note) {
        PaymentState payment = LockedPayments.lock(tx, command.payment());
        if (payment == null) {
            return Outcome.notFound();
        }
        Map<OpenItemId, OpenItemState> items = LockedItems.lock(tx, named(tx, payment.reference(), payment.amount()));
        List<Line> lines = OldestFirst.lines(payment, items.values());
        if (lines.isEmpty()) {
            return Outcome.rejected(CashRefusal.CASHAPP_NO_MATCH, payment.number());
        }
        return PaymentToItems.apply(tx, payment, items, lines, Evidence.REFERENCE)
                .then(applied -> {
                    note.about("payments", payment.id().value())
                            .with("number", payment.number())
                            .with("applied", applied.applications().size())
                            .with("unapplied", applied.unapplied());
                    return Outcome.done(applied);
                });
    }

    private static List<OpenItemId> named(TenantTx tx, @Nullable String reference, Money amount) {
        if (reference == null || reference.isBlank()) {
            return List.of();
        }
        List<String> numbers = Arrays.stream(
                        reference.strip().toUpperCase(Locale.ROOT).split(BETWEEN_NUMBERS, NUMBERS_MAX))
                .distinct()
                .toList();
        return tx.sql()
                .select(OPEN_ITEM.ID)
                .from(OPEN_ITEM)
                .where(upper(OPEN_ITEM.NUMBER).in(numbers))
                .and(OPEN_ITEM.OPEN_MINOR.gt(0L))
                .and(OPEN_ITEM.KIND.eq(Kind.INVOICE.code()))
                .and(OPEN_ITEM.CURRENCY.eq(amount.currency().getCurrencyCode()))
                .fetch(row -> new OpenItemId(row.value1()));
    }
}
