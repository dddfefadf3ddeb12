package cashtide.promise;

import static cashtide.db.Tables.PAYMENT;
import static cashtide.db.Tables.PROMISE;
import static cashtide.db.Tables.PROMISE_ITEM;
import static cashtide.db.Tables.STANDING_APPLICATION;
import static org.jooq.Records.mapping;
import static org.jooq.impl.DSL.exists;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.notExists;
import static org.jooq.impl.DSL.selectOne;
import static org.jooq.impl.DSL.sum;

import cashtide.invoice.OpenItemId;
import cashtide.money.Money;
import cashtide.tenant.TenantTx;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jooq.Condition;
import org.jspecify.annotations.Nullable;

/** The tables of promises and of the items they name. */
final class PromiseStore {

    private PromiseStore() {}

    /** A promise that waits to be decided. */
    record Waiting(UUID id, UUID customer, Money amount, LocalDate madeOn, LocalDate promisedOn, boolean namesItems) {}

    static void insert(TenantTx tx, RecordPromise.Promise command, LocalDate madeOn) {
        tx.sql()
                .insertInto(PROMISE)
                .set(PROMISE.TENANT_ID, tx.tenantId().value())
                .set(PROMISE.ID, command.promise().value())
                .set(PROMISE.CUSTOMER_ID, command.customer().value())
                .set(PROMISE.CURRENCY, command.amount().currency().getCurrencyCode())
                .set(PROMISE.AMOUNT_MINOR, command.amount().minor())
                .set(PROMISE.MADE_ON, madeOn)
                .set(PROMISE.PROMISED_ON, command.promisedOn())
                .set(PROMISE.NOTE, command.note())
                .set(PROMISE.TAKEN_BY, tx.actor().userId())
                .set(PROMISE.KNOWN_AT, tx.knownAt())
                .execute();
        for (OpenItemId item : command.items().stream().distinct().toList()) {
            tx.sql()
                    .insertInto(PROMISE_ITEM)
                    .set(PROMISE_ITEM.TENANT_ID, tx.tenantId().value())
                    .set(PROMISE_ITEM.PROMISE_ID, command.promise().value())
                    .set(PROMISE_ITEM.OPEN_ITEM_ID, item.value())
                    .execute();
        }
    }

    /** Replaces the customer's open promises that are not due yet and are for the same debt as the new one. */
    static List<PromiseId> replaceOpen(TenantTx tx, RecordPromise.Promise command, LocalDate madeOn) {
        List<UUID> items = command.items().stream().map(OpenItemId::value).toList();
        Condition namesNone = notExists(selectOne().from(PROMISE_ITEM).where(PROMISE_ITEM.PROMISE_ID.eq(PROMISE.ID)));
        Condition sameDebt = items.isEmpty()
                ? noCondition()
                : namesNone.or(exists(selectOne()
                        .from(PROMISE_ITEM)
                        .where(PROMISE_ITEM.PROMISE_ID.eq(PROMISE.ID), PROMISE_ITEM.OPEN_ITEM_ID.in(items))));
        return tx.sql()
                .update(PROMISE)
                .set(PROMISE.STATUS, PromiseStatus.REPLACED.code())
                .set(PROMISE.DECIDED_ON, tx.businessDate())
                .where(PROMISE.CUSTOMER_ID.eq(command.customer().value()))
                .and(PROMISE.CURRENCY.eq(command.amount().currency().getCurrencyCode()))
                .and(PROMISE.STATUS.eq(PromiseStatus.OPEN.code()))
                .and(PROMISE.PROMISED_ON.ge(tx.businessDate()))
                .and(PROMISE.MADE_ON.le(madeOn))
                .and(sameDebt)
                .returningResult(PROMISE.ID)
                .fetch(row -> new PromiseId(row.value1()));
    }

    /** Open promises in the order of their ids, locked. */
    static List<Waiting> lockOpen(TenantTx tx) {
        return tx.sql()
                .select(
                        PROMISE.ID,
                        PROMISE.CUSTOMER_ID,
                        PROMISE.CURRENCY,
                        PROMISE.AMOUNT_MINOR,
                        PROMISE.MADE_ON,
                        PROMISE.PROMISED_ON,
                        field(exists(selectOne().from(PROMISE_ITEM).where(PROMISE_ITEM.PROMISE_ID.eq(PROMISE.ID)))))
                .from(PROMISE)
                .where(PROMISE.STATUS.eq(PromiseStatus.OPEN.code()))
                .orderBy(PROMISE.ID)
                .forUpdate()
                .of(PROMISE)
                .fetch(mapping((id, customer, currency, amount, madeOn, promisedOn, names) ->
                        new Waiting(id, customer, Money.of(amount, currency), madeOn, promisedOn, names)));
    }

    /**
     * What was paid towards a promise from the day it was made to the end of its grace: on the items it names; or on any of
     * the customer's items and into his unapplied cash. A credit note is no payment, and what bounced was none.
     */
    static Money paid(TenantTx tx, Waiting promise, LocalDate lastDay) {
        Condition which = promise.namesItems()
                ? exists(selectOne()
                        .from(PROMISE_ITEM)
                        .where(
                                PROMISE_ITEM.PROMISE_ID.eq(promise.id()),
                                PROMISE_ITEM.OPEN_ITEM_ID.eq(STANDING_APPLICATION.OPEN_ITEM_ID)))
                : STANDING_APPLICATION
                        .CUSTOMER_ID
                        .eq(promise.customer())
                        .and(STANDING_APPLICATION.CURRENCY.eq(
                                promise.amount().currency().getCurrencyCode()));
        long applied = whole(tx.sql()
                .select(sum(STANDING_APPLICATION.AMOUNT_MINOR.plus(STANDING_APPLICATION.DISCOUNT_MINOR)))
                .from(STANDING_APPLICATION)
                .where(which)
                .and(STANDING_APPLICATION.PAYMENT_ID.isNotNull())
                .and(STANDING_APPLICATION.APPLIED_ON.between(promise.madeOn(), lastDay))
                .fetchSingle()
                .value1());
        long unapplied = promise.namesItems()
                ? 0
                : whole(tx.sql()
                        .select(sum(PAYMENT.UNAPPLIED_MINOR))
                        .from(PAYMENT)
                        .where(PAYMENT.CUSTOMER_ID.eq(promise.customer()))
                        .and(PAYMENT.CURRENCY.eq(promise.amount().currency().getCurrencyCode()))
                        .and(PAYMENT.RECEIVED_ON.between(promise.madeOn(), lastDay))
                        .and(PAYMENT.UNAPPLIED_MINOR.gt(0L))
                        .fetchSingle()
                        .value1());
        return new Money(
                Math.max(0, Math.addExact(applied, unapplied)), promise.amount().currency());
    }

    static void decide(TenantTx tx, Waiting promise, PromiseStatus status, Money paid, LocalDate decidedOn) {
        tx.sql()
                .update(PROMISE)
                .set(PROMISE.STATUS, status.code())
                .set(PROMISE.PAID_MINOR, paid.minor())
                .set(PROMISE.DECIDED_ON, decidedOn)
                .where(PROMISE.ID.eq(promise.id()))
                .execute();
    }

    private static long whole(@Nullable BigDecimal sum) {
        return sum == null ? 0 : sum.longValueExact();
    }
}
