package cashtide.dispute;

import static cashtide.db.Tables.DISPUTE;

import cashtide.audit.AuditNote;
import cashtide.audit.Command;
import cashtide.audit.CommandId;
import cashtide.audit.Commands;
import cashtide.audit.FreeText;
import cashtide.audit.Outcome;
import cashtide.audit.UseCase;
import cashtide.invoice.Kind;
import cashtide.invoice.LockedItems;
import cashtide.invoice.OpenItemId;
import cashtide.invoice.OpenItemState;
import cashtide.money.Money;
import cashtide.tenant.Actor;
import cashtide.tenant.Role;
import cashtide.tenant.TenantTx;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Records that a customer disputes part of an open invoice. That part is on hold; the rest stays collectable. */
public final class OpenDispute {

    private static final UseCase<Opened> USE_CASE =
            UseCase.of(OpenDispute.class, Opened.class, Role.COLLECTOR, Role.AR_CLERK, Role.TENANT_ADMIN);
    private static final int ANSWER_DAYS = 10;
    private static final int NOTED_WITHIN_DAYS = 90;
    private static final int ANSWER_DAYS_MAX = 400;

    private final Commands commands;

    public OpenDispute(Commands commands) {
        this.commands = commands;
    }

    /**
     * What is disputed.
     *
     * @param openedOn null for the tenant's business date, at most 90 days before it
     * @param answerBy day by which we owe an answer, at most 400 days ahead; null for ten days from {@code openedOn}
     */
    public record Open(
            CommandId commandId,
            DisputeId dispute,
            OpenItemId item,
            Reason reason,
            Money amount,
            @Nullable LocalDate openedOn,
            @Nullable LocalDate answerBy,
            String note)
            implements Command {
        public Open {
            FreeText.of("note", note);
        }
    }

    /** The dispute as opened. */
    public record Opened(DisputeId dispute, LocalDate openedOn, LocalDate answerBy) {}

    public Outcome<Opened> handle(Actor actor, Open command) {
        return commands.carryOut(actor, USE_CASE, command, (tx, note) -> open(tx, command, note));
    }

    private static Outcome<Opened> open(TenantTx tx, Open command, AuditNote note) {
        OpenItemState item = LockedItems.lock(tx, List.of(command.item())).get(command.item());
        if (item == null) {
            return Outcome.notFound();
        }
        LocalDate opened = command.openedOn();
        LocalDate openedOn = opened == null ? tx.businessDate() : opened;
        DisputeRefusal refusal = refusal(tx, command, item, openedOn);
        if (refusal != null) {
            return Outcome.rejected(refusal, item.number() + " " + command.amount());
        }
        LocalDate asked = command.answerBy();
        LocalDate answerBy = asked == null ? openedOn.plusDays(ANSWER_DAYS) : asked;
        tx.sql()
                .insertInto(DISPUTE)
                .set(DISPUTE.TENANT_ID, tx.tenantId().value())
                .set(DISPUTE.ID, command.dispute().value())
                .set(DISPUTE.OPEN_ITEM_ID, item.id().value())
                .set(DISPUTE.INVOICE_ID, item.invoice().value())
                .set(DISPUTE.CUSTOMER_ID, item.customer().value())
                .set(DISPUTE.REASON, command.reason().name())
                .set(DISPUTE.CURRENCY, command.amount().currency().getCurrencyCode())
                .set(DISPUTE.AMOUNT_MINOR, command.amount().minor())
                .set(DISPUTE.OPENED_ON, openedOn)
                .set(DISPUTE.ANSWER_BY, answerBy)
                .set(DISPUTE.NOTE, command.note())
                .set(DISPUTE.OWNER_ID, tx.actor().userId())
                .set(DISPUTE.KNOWN_AT, tx.knownAt())
                .execute();
        LockedItems.refreshDisputed(tx, item);
        note.about("disputes", command.dispute().value())
                .with("invoice", item.number())
                .with("amount", command.amount())
                .with("reason", command.reason());
        return Outcome.done(new Opened(command.dispute(), openedOn, answerBy));
    }

    private static @Nullable DisputeRefusal refusal(TenantTx tx, Open command, OpenItemState item, LocalDate openedOn) {
        if (item.kind() != Kind.INVOICE) {
            return DisputeRefusal.DISPUTE_NOT_AN_INVOICE;
        }
        if (!command.amount().isPositive()) {
            return DisputeRefusal.DISPUTE_AMOUNT_NOT_POSITIVE;
        }
        if (!command.amount().currency().equals(item.open().currency())) {
            return DisputeRefusal.DISPUTE_CURRENCY_DIFFERS;
        }
        if (command.amount().compareTo(item.open().minus(item.disputed())) > 0) {
            return DisputeRefusal.DISPUTE_EXCEEDS_OPEN;
        }
        if (openedOn.isAfter(tx.businessDate())) {
            return DisputeRefusal.DISPUTE_OPENED_IN_FUTURE;
        }
        if (openedOn.isBefore(tx.businessDate().minusDays(NOTED_WITHIN_DAYS))) {
            return DisputeRefusal.DISPUTE_OPENED_LONG_AGO;
        }
        LocalDate answerBy = command.answerBy();
        if (answerBy != null && answerBy.isBefore(openedOn)) {
            return DisputeRefusal.DISPUTE_ANSWER_BEFORE_OPENED;
        }
        if (answerBy != null && answerBy.isAfter(tx.businessDate().plusDays(ANSWER_DAYS_MAX))) {
            return DisputeRefusal.DISPUTE_ANSWER_FAR_OFF;
        }
        boolean taken =
                tx.sql().fetchExists(DISPUTE, DISPUTE.ID.eq(command.dispute().value()));
        return taken ? DisputeRefusal.DISPUTE_ID_TAKEN : null;
    }
}
