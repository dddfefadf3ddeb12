package cashtide.imports;

import static cashtide.db.Tables.CUSTOMER;
import static cashtide.db.Tables.IMPORT_RUN;
import static cashtide.db.Tables.INVOICE;
import static cashtide.db.Tables.PAYMENT;
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
import cashtide.tenant.Tenants;
import cashtide.worklist.RefreshWorklist;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.UUID;
import org.jooq.impl.DSL;

/** Posts an import that was found good, once and as a whole: customers, then every row whose day has come. */
final class PostImport {

    private static final UseCase<ImportCounts> USE_CASE =
            UseCase.of(PostImport.class, ImportCounts.class, Role.AR_CLERK, Role.TENANT_ADMIN);

    private static final Duration TURN_WITHIN = Duration.ofMinutes(10);

    private final Tenants tenants;
    private final Commands commands;
    private final PostStagedRows postStagedRows;

    PostImport(Tenants tenants, Commands commands, PostStagedRows postStagedRows) {
        this.tenants = tenants;
        this.commands = commands;
        this.postStagedRows = postStagedRows;
    }

    /** Which import; the command's id follows from its own, so that a second call finds the first one's answer. */
    record Post(ImportRunId run) implements Command {
        @Override
        public CommandId commandId() {
            // Not the run's id itself: whoever starts an import may use that for the command that starts it.
            return new CommandId(UUID.nameUUIDFromBytes(("post " + run.value()).getBytes(StandardCharsets.UTF_8)));
        }
    }

    /** Posts it when it is its turn; rejected as cancelled when somebody stopped it before. */
    Outcome<ImportCounts> handle(Actor actor, Post command) {
        return commands.carryOutLong(actor, USE_CASE, command, (tx, note) -> post(tx, command.run(), note));
    }

    private Outcome<ImportCounts> post(TenantTx tx, ImportRunId run, AuditNote note) {
        // Two imports that bring the same numbers wait for one another here, and the second finds them known.
        awaitTurn(tx, run);
        if (!begin(tx.actor(), run)) {
            return Outcome.rejected(ImportRefusal.IMPORT_CANCELLED);
        }
        long unchanged = new StagedChecks(tx, run).dropUnchanged();
        insertCustomers(tx, run);
        postStagedRows.post(tx, tx.businessDate(), run);
        new RefreshWorklist().all(tx);
        ImportCounts counts = new ImportCounts(
                tx.sql().fetchCount(CUSTOMER, CUSTOMER.IMPORT_RUN_ID.eq(run.value())),
                tx.sql().fetchCount(INVOICE, INVOICE.IMPORT_RUN_ID.eq(run.value())),
                tx.sql().fetchCount(PAYMENT, PAYMENT.IMPORT_RUN_ID.eq(run.value())),
                unchanged,
                tx.sql()
                                .fetchCount(
                                        STAGED_INVOICE,
                                        STAGED_INVOICE.RUN_ID.eq(run.value()),
                                        STAGED_INVOICE.ITEM_ID.isNull())
                        + tx.sql()
                                .fetchCount(
                                        STAGED_PAYMENT,
                                        STAGED_PAYMENT.RUN_ID.eq(run.value()),
                                        STAGED_PAYMENT.PAYMENT_ID.isNull()));
        recordCounts(tx, run, counts);
        tx.sql()
                .update(IMPORT_RUN)
                .set(IMPORT_RUN.STATUS, ImportStatus.DONE.code())
                .set(IMPORT_RUN.FINISHED_AT, tx.clockTime())
                .where(IMPORT_RUN.ID.eq(run.value()))
                .execute();
        note.about("import_run", run.value())
                .with("customers", counts.customers())
                .with("invoices", counts.invoices())
                .with("payments", counts.payments());
        return Outcome.done(counts);
    }

    /** Until it is this import's turn, or nobody wants it any more. */
    private static void awaitTurn(TenantTx tx, ImportRunId run) {
        long deadline = System.nanoTime() + TURN_WITHIN.toNanos();
        while (!PostStagedRows.lockWithinASecond(tx)
                && !tx.sql()
                        .fetchExists(IMPORT_RUN, IMPORT_RUN.ID.eq(run.value()), IMPORT_RUN.CANCEL_REQUESTED.isTrue())) {
            if (Thread.currentThread().isInterrupted()) {
                throw new IllegalStateException("stopped while import " + run.value() + " waited for its turn");
            }
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("import " + run.value() + " waited ten minutes for its turn");
            }
        }
    }

    /**
     * Says that it is being posted, unless somebody wants it stopped: one of the two comes first and the other sees it. In a
     * transaction of its own, so that everybody sees it while the long one is under way.
     */
    private boolean begin(Actor actor, ImportRunId run) {
        return tenants.inTx(
                actor,
                tx -> tx.sql()
                                .update(IMPORT_RUN)
                                .set(IMPORT_RUN.STATUS, ImportStatus.IMPORTING.code())
                                .where(IMPORT_RUN.ID.eq(run.value()))
                                .andNot(IMPORT_RUN.CANCEL_REQUESTED)
                                .execute()
                        == 1);
    }

    static void recordCounts(Tenants tenants, Actor actor, ImportRunId run, ImportCounts counts) {
        tenants.run(actor, tx -> recordCounts(tx, run, counts));
    }

    private static void recordCounts(TenantTx tx, ImportRunId run, ImportCounts counts) {
        tx.sql()
                .execute(
                        """
                update import_run set counts = jsonb_build_object('customers', {0}, 'invoices', {1}, 'payments', {2},
                    'unchanged', {3}, 'waiting', {4}) where id = {5}""",
                        DSL.val(counts.customers()),
                        DSL.val(counts.invoices()),
                        DSL.val(counts.payments()),
                        DSL.val(counts.unchanged()),
                        DSL.val(counts.waiting()),
                        DSL.val(run.value()));
    }

    private static void insertCustomers(TenantTx tx, ImportRunId run) {
        // Those that are known here were left over by an import that was undone: they become this one's.
        tx.sql().execute("""
                update customer c set name = s.name, segment = s.segment, country = s.country, currency = s.currency,
                       terms_code = s.terms_code, terms_days = s.terms_days, parent_id = null, import_run_id = s.run_id, known_at = {1}
                from staged_customer s where s.run_id = {0} and c.tenant_id = s.tenant_id and c.number = s.number""", DSL.val(run.value()), DSL.val(tx.knownAt()));
        tx.sql().execute("""
                insert into customer (tenant_id, id, number, name, segment, country, currency, terms_code, terms_days,
                                      import_run_id, known_at)
                select tenant_id, uuidv7(), number, name, segment, country, currency, terms_code, terms_days, run_id, {1}
                from staged_customer s where run_id = {0}
                  and not exists (select from customer c where c.tenant_id = s.tenant_id and c.number = s.number)""", DSL.val(run.value()), DSL.val(tx.knownAt()));
        tx.sql().execute("""
                update customer c set parent_id = p.id
                from staged_customer s join customer p on p.tenant_id = s.tenant_id and p.number = s.parent_number
                where s.run_id = {0} and c.tenant_id = s.tenant_id and c.number = s.number""", DSL.val(run.value()));
        tx.sql().execute("""
                insert into customer_contact (tenant_id, id, customer_id, email)
                select s.tenant_id, uuidv7(), c.id, s.contact_email
                from staged_customer s join customer c on c.tenant_id = s.tenant_id and c.number = s.number
                where s.run_id = {0} and s.contact_email is not null
                  and not exists (select from customer_contact k where k.tenant_id = c.tenant_id and k.customer_id = c.id
                                    and k.email = s.contact_email)""", DSL.val(run.value()));
        tx.sql().execute("delete from staged_customer where run_id = {0}", DSL.val(run.value()));
        tx.sql().execute("analyze customer");
    }
}
