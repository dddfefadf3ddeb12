package cashtide.cashapp;

import static cashtide.db.Tables.PAYMENT_APPLICATION;
import static org.jooq.Records.mapping;

import cashtide.invoice.InvoiceId;
import cashtide.invoice.LockedItems;
import cashtide.invoice.OpenItemId;
import cashtide.invoice.OpenItemState;
import cashtide.ledger.Account;
import cashtide.ledger.Entry;
import cashtide.ledger.EntryKind;
import cashtide.ledger.Journal;
import cashtide.money.Money;
import cashtide.payment.PaymentId;
import cashtide.tenant.TenantTx;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jooq.Condition;
import org.jspecify.annotations.Nullable;

/** The table of applications. Rows are added only; what takes one back is a row of the opposite sign. */
final class ApplicationStore {

    private ApplicationStore() {}

    /** Where the money comes from: exactly one of the two is set. */
    record Source(@Nullable PaymentId payment, @Nullable OpenItemId creditNote, UUID payer) {

        static Source payment(PaymentId payment, UUID payer) {
            return new Source(payment, null, payer);
        }

        static Source creditNote(OpenItemState creditNote) {
            return new Source(null, creditNote.id(), creditNote.customer().value());
        }

        Account account() {
            return payment == null ? Account.RECEIVABLES : Account.UNAPPLIED_CASH;
        }

        EntryKind kind() {
            return payment == null ? EntryKind.CREDIT_NOTE_APPLIED : EntryKind.PAYMENT_APPLIED;
        }
    }

    /** An application that was made. */
    record Row(
            ApplicationId id,
            @Nullable PaymentId payment,
            @Nullable OpenItemId creditNote,
            OpenItemId item,
            InvoiceId invoice,
            UUID customer,
            LocalDate appliedOn,
            Money amount,
            Money discount,
            String evidence,
            @Nullable UUID reverses) {}

    /** Writes an application, its journal entry and the item's new residual. */
    static Application write(
            TenantTx tx, Source source, OpenItemState item, Settlement.Decision.Apply decision, Evidence evidence) {
        ApplicationId id = ApplicationId.fresh();
        insert(
                tx,
                new Row(
                        id,
                        source.payment(),
                        source.creditNote(),
                        item.id(),
                        item.invoice(),
                        item.customer().value(),
                        decision.appliedOn(),
                        decision.amount(),
                        decision.discount(),
                        evidence.code(),
                        null));
        Journal.post(
                tx,
                Entry.of(
                        source.kind(),
                        decision.appliedOn(),
                        "payment_applications",
                        id.value(),
                        Settlement.postings(source.account(), source.payer(), item, decision)));
        LockedItems.writeOpen(tx, item.id(), item.open().minus(decision.settled()));
        return new Application(id, item.id(), decision.amount(), decision.discount(), decision.appliedOn());
    }

    /** Takes an application back: a row of the opposite sign, the reversed entry, the item's residual as before. */
    static void reverse(TenantTx tx, Row row, OpenItemState item, LocalDate reversedOn) {
        insert(
                tx,
                new Row(
                        ApplicationId.fresh(),
                        row.payment(),
                        row.creditNote(),
                        row.item(),
                        row.invoice(),
                        row.customer(),
                        reversedOn,
                        row.amount().negated(),
                        row.discount().negated(),
                        row.evidence(),
                        row.id().value()));
        Journal.reverse(tx, "payment_applications", row.id().value(), reversedOn);
        LockedItems.writeOpen(tx, item.id(), item.open().plus(row.amount()).plus(row.discount()));
    }

    /** Takes applications back, today or on the day when they took effect, if that is later; locks their items. */
    static void reverse(TenantTx tx, List<Row> rows, LocalDate today) {
        Map<OpenItemId, OpenItemState> items =
                new HashMap<>(LockedItems.lock(tx, rows.stream().map(Row::item).toList()));
        for (Row row : rows) {
            OpenItemState item = ReverseApplication.item(items, row.item());
            reverse(tx, row, item, today.isBefore(row.appliedOn()) ? row.appliedOn() : today);
            items.put(item.id(), item.withOpen(item.open().plus(row.amount()).plus(row.discount())));
        }
    }

    static @Nullable Row find(TenantTx tx, ApplicationId id) {
        List<Row> rows = rows(tx, PAYMENT_APPLICATION.ID.eq(id.value()));
        return rows.isEmpty() ? null : rows.getFirst();
    }

    /** Those of the applications that are of the payment; what is none of its own is missing. */
    static List<Row> of(TenantTx tx, PaymentId payment, Collection<ApplicationId> ids) {
        return rows(
                tx,
                PAYMENT_APPLICATION
                        .PAYMENT_ID
                        .eq(payment.value())
                        .and(PAYMENT_APPLICATION.ID.in(
                                ids.stream().map(ApplicationId::value).toList())));
    }

    static boolean isReversed(TenantTx tx, ApplicationId id) {
        return tx.sql().fetchExists(PAYMENT_APPLICATION, PAYMENT_APPLICATION.REVERSES_ID.eq(id.value()));
    }

    /** What stands of a payment: applications that were not taken back. */
    static List<Row> standing(TenantTx tx, PaymentId payment) {
        var later = PAYMENT_APPLICATION.as("later");
        return rows(
                tx,
                PAYMENT_APPLICATION
                        .PAYMENT_ID
                        .eq(payment.value())
                        .and(PAYMENT_APPLICATION.REVERSES_ID.isNull())
                        .andNotExists(
                                tx.sql().selectOne().from(later).where(later.REVERSES_ID.eq(PAYMENT_APPLICATION.ID))));
    }

    private static List<Row> rows(TenantTx tx, Condition which) {
        return tx.sql()
                .select(
                        PAYMENT_APPLICATION.ID,
                        PAYMENT_APPLICATION.PAYMENT_ID,
                        PAYMENT_APPLICATION.CREDIT_NOTE_ITEM_ID,
                        PAYMENT_APPLICATION.OPEN_ITEM_ID,
                        PAYMENT_APPLICATION.INVOICE_ID,
                        PAYMENT_APPLICATION.CUSTOMER_ID,
                        PAYMENT_APPLICATION.APPLIED_ON,
                        PAYMENT_APPLICATION.CURRENCY,
                        PAYMENT_APPLICATION.AMOUNT_MINOR,
                        PAYMENT_APPLICATION.DISCOUNT_MINOR,
                        PAYMENT_APPLICATION.EVIDENCE,
                        PAYMENT_APPLICATION.REVERSES_ID)
                .from(PAYMENT_APPLICATION)
                .where(which)
                .orderBy(PAYMENT_APPLICATION.ID)
                .fetch(mapping(
                        (id,
                                payment,
                                creditNote,
                                item,
                                invoice,
                                customer,
                                on,
                                currency,
                                amount,
                                discount,
                                evidence,
                                reverses) -> new Row(
                                new ApplicationId(id),
                                payment == null ? null : new PaymentId(payment),
                                creditNote == null ? null : new OpenItemId(creditNote),
                                new OpenItemId(item),
                                new InvoiceId(invoice),
                                customer,
                                on,
                                Money.of(amount, currency),
                                Money.of(discount, currency),
                                evidence,
                                reverses)));
    }

    private static void insert(TenantTx tx, Row row) {
        PaymentId payment = row.payment();
        OpenItemId creditNote = row.creditNote();
        tx.sql()
                .insertInto(PAYMENT_APPLICATION)
                .set(PAYMENT_APPLICATION.TENANT_ID, tx.tenantId().value())
                .set(PAYMENT_APPLICATION.ID, row.id().value())
                .set(PAYMENT_APPLICATION.PAYMENT_ID, payment == null ? null : payment.value())
                .set(PAYMENT_APPLICATION.CREDIT_NOTE_ITEM_ID, creditNote == null ? null : creditNote.value())
                .set(PAYMENT_APPLICATION.OPEN_ITEM_ID, row.item().value())
                .set(PAYMENT_APPLICATION.INVOICE_ID, row.invoice().value())
                .set(PAYMENT_APPLICATION.CUSTOMER_ID, row.customer())
                .set(PAYMENT_APPLICATION.APPLIED_ON, row.appliedOn())
                .set(PAYMENT_APPLICATION.CURRENCY, row.amount().currency().getCurrencyCode())
                .set(PAYMENT_APPLICATION.AMOUNT_MINOR, row.amount().minor())
                .set(PAYMENT_APPLICATION.DISCOUNT_MINOR, row.discount().minor())
                .set(PAYMENT_APPLICATION.EVIDENCE, row.evidence())
                .set(PAYMENT_APPLICATION.REVERSES_ID, row.reverses())
                .set(PAYMENT_APPLICATION.KNOWN_AT, tx.knownAt())
                .execute();
    }
}
