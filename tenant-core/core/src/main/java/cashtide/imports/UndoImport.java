package cashtide.imports;

import static cashtide.db.Tables.IMPORT_RUN;
import static cashtide.db.Tables.STAGED_INVOICE;
import static cashtide.db.Tables.STAGED_PAYMENT;

import cashtide.audit.AuditNote;
import cashtide.audit.Command;
import cashtide.audit.CommandId;
import cashtide.audit.Commands;
import cashtide.audit.Outcome;
import cashtide.audit.UseCase;
import cashtide.tenant.Actor;
import cashtide.tenant.Role;
import cashtide.tenant.TenantTx;
import cashtide.worklist.RefreshWorklist;
import java.util.List;
import org.jooq.Field;
import org.jooq.impl.DSL;

/**
 * Takes an import back while nothing rests on it: its applications and journal entries are reversed, its invoices voided, its
 * payments reversed, on the business date; what its payments had paid of other invoices is owed again. Nothing is deleted but what was waiting; customers stay, and another import may bring
 * them with other content as long as nothing else was done with them. Numbers become free for another import.
 */
public final class UndoImport {

    private static final UseCase<Undone> USE_CASE =
            UseCase.of(UndoImport.class, Undone.class, Role.AR_CLERK, Role.TENANT_ADMIN);

    /** What rests on an import: anything made about its invoices or with its payments by somebody else. */
    private static final List<String> DEPENDENTS = List.of(
            """
            select 1 from payment_application a join invoice i on i.tenant_id = a.tenant_id and i.id = a.invoice_id
            where i.import_run_id = {0} and a.import_run_id is distinct from {0}""",
            """
            select 1 from payment_application a join payment p on p.tenant_id = a.tenant_id and p.id = a.payment_id
            where p.import_run_id = {0} and a.import_run_id is distinct from {0}""",
            """
            select 1 from payment_application a join open_item o on o.tenant_id = a.tenant_id and o.id = a.credit_note_item_id
            join invoice i on i.tenant_id = o.tenant_id and i.id = o.invoice_id where i.import_run_id = {0}""",
            """
            select 1 from invoice c join invoice i on i.tenant_id = c.tenant_id and i.id = c.corrects_id
            where i.import_run_id = {0} and c.import_run_id is distinct from {0}""",
            // Disputes of the file have no owner.
            """
            select 1 from dispute d join invoice i on i.tenant_id = d.tenant_id and i.id = d.invoice_id
            where i.import_run_id = {0} and (d.owner_id is not null or d.version > 1)""",
            """
            select 1 from promise_item p join open_item o on o.tenant_id = p.tenant_id and o.id = p.open_item_id
            join invoice i on i.tenant_id = o.tenant_id and i.id = o.invoice_id where i.import_run_id = {0}""",
            """
            select 1 from payment where import_run_id = {0} and reversed_on is not null""");

    private final Commands commands;

    public UndoImport(Commands commands) {
        this.commands = commands;
    }

    /** Which one. */
    public record Undo(CommandId commandId, ImportRunId run) implements Command {}

    /** What was taken back. */
    public record Undone(long invoices, long payments) {}

    public Outcome<Undone> handle(Actor actor, Undo command) {
        return commands.carryOutLong(actor, USE_CASE, command, (tx, note) -> undo(tx, command.run(), note));
    }

    private static Outcome<Undone> undo(TenantTx tx, ImportRunId run, AuditNote note) {
        String status = tx.sql()
                .select(IMPORT_RUN.STATUS)
                .from(IMPORT_RUN)
                .where(IMPORT_RUN.ID.eq(run.value()))
                .forUpdate()
                .fetchOne(IMPORT_RUN.STATUS);
        if (status == null) {
            return Outcome.notFound();
        }
        if (ImportStatus.of(status) != ImportStatus.DONE) {
            return Outcome.rejected(ImportRefusal.IMPORT_NOT_DONE, status);
        }
        Field<?> id = DSL.val(run.value());
        lock(tx, id);
        for (String dependents : DEPENDENTS) {
            if (!tx.sql().resultQuery(dependents + " limit 1", id).fetch().isEmpty()) {
                return Outcome.rejected(ImportRefusal.IMPORT_HAS_DEPENDENTS);
            }
        }
        reverseEntries(tx, id);
        Undone undone = takeBack(tx, run, id);
        tx.sql()
                .update(IMPORT_RUN)
                .set(IMPORT_RUN.STATUS, ImportStatus.UNDONE.code())
                .where(IMPORT_RUN.ID.eq(run.value()))
                .execute();
        new RefreshWorklist().all(tx);
        note.about("import_run", run.value())
                .with("invoices", undone.invoices())
                .with("payments", undone.payments());
        return Outcome.done(undone);
    }

    /** Payments, then items, each in the order of their ids (ADR 22): nobody applies what is being taken back. */
    private static void lock(TenantTx tx, Field<?> run) {
        tx.sql().execute("select id from payment where import_run_id = {0} order by id for update", run);
        tx.sql().execute("""
            select id from open_item
            where id in (select o.id from open_item o join invoice i on i.tenant_id = o.tenant_id and i.id = o.invoice_id
                         where i.import_run_id = {0}
                         union select open_item_id from payment_application where import_run_id = {0})
            order by id for update""", run);
    }

    /** One reversal per entry, with the entry's own lines turned round, in two statements. */
    private static void reverseEntries(TenantTx tx, Field<?> run) {
        Field<?> day = DSL.val(tx.businessDate());
        Field<?> knownAt = DSL.val(tx.knownAt());
        tx.sql().execute("""
                insert into journal_entry (tenant_id, id, kind, occurred_on, source_entity, source_id, reverses_id, import_run_id,
                                           actor_id, memo, known_at)
                select tenant_id, uuidv7(), 'reversal', {1}, source_entity, source_id, id, import_run_id, {2}, 'Import undone', {3}
                from journal_entry where import_run_id = {0}""", run, day, DSL.val(tx.actor().userId()), knownAt);
        tx.sql().execute("""
                insert into journal_line (tenant_id, entry_id, account_code, customer_id, currency, amount_minor, occurred_on, known_at)
                select l.tenant_id, r.id, l.account_code, l.customer_id, l.currency, -l.amount_minor, {1}, {2}
                from journal_entry r join journal_line l on l.tenant_id = r.tenant_id and l.entry_id = r.reverses_id
                where r.import_run_id = {0}""", run, day, knownAt);
    }

    private static Undone takeBack(TenantTx tx, ImportRunId runId, Field<?> run) {
        Field<?> day = DSL.val(tx.businessDate());
        Field<?> knownAt = DSL.val(tx.knownAt());
        tx.sql().execute("""
                update open_item o
                set open_minor = o.open_minor + a.minor, settled_on = null,
                    disputed_minor = least(o.open_minor + a.minor,
                      (select coalesce(sum(d.amount_minor), 0) from dispute d
                       where d.tenant_id = o.tenant_id and d.open_item_id = o.id and d.closed_on is null))
                from (select tenant_id, open_item_id, sum(amount_minor + discount_minor) as minor from payment_application
                      where import_run_id = {0} and reverses_id is null group by tenant_id, open_item_id) a
                where o.tenant_id = a.tenant_id and o.id = a.open_item_id
                  and not exists (select from invoice i
                                  where i.tenant_id = o.tenant_id and i.id = o.invoice_id and i.import_run_id = {0})""", run);
        tx.sql().execute("""
                insert into payment_application (tenant_id, id, payment_id, open_item_id, invoice_id, customer_id, applied_on, currency,
                                                 amount_minor, discount_minor, evidence, reverses_id, import_run_id, known_at)
                select tenant_id, uuidv7(), payment_id, open_item_id, invoice_id, customer_id, {1}, currency, -amount_minor,
                       -discount_minor, evidence, id, import_run_id, {2}
                from payment_application where import_run_id = {0} and reverses_id is null""", run, day, knownAt);
        tx.sql().execute("""
                update dispute d set closed_on = {1}, outcome = 'withdrawn' from invoice i
                where i.tenant_id = d.tenant_id and i.id = d.invoice_id and i.import_run_id = {0} and d.closed_on is null""", run, day);
        tx.sql().execute("""
                update open_item o set open_minor = 0, disputed_minor = 0, settled_on = null from invoice i
                where i.tenant_id = o.tenant_id and i.id = o.invoice_id and i.import_run_id = {0}""", run);
        // The number carries the document's own id, since the same import may be undone more than once.
        long invoices = tx.sql().execute("""
                update invoice set voided_on = {1}, number = number || ' (undone ' || id || ')'
                where import_run_id = {0}""", run, day);
        long payments = tx.sql().execute("""
                update payment set reversed_on = {1}, unapplied_minor = 0, number = number || ' (undone ' || id || ')'
                where import_run_id = {0}""", run, day);
        tx.sql()
                .deleteFrom(STAGED_INVOICE)
                .where(STAGED_INVOICE.RUN_ID.eq(runId.value()))
                .execute();
        tx.sql()
                .deleteFrom(STAGED_PAYMENT)
                .where(STAGED_PAYMENT.RUN_ID.eq(runId.value()))
                .execute();
        return new Undone(invoices, payments);
    }
}
