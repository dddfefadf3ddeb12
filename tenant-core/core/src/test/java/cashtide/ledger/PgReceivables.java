package cashtide.ledger;

import static cashtide.db.Tables.DISPUTE;
import static cashtide.db.Tables.OPEN_ITEM;
import static cashtide.db.Tables.PROMISE;

import cashtide.audit.CommandId;
import cashtide.audit.Outcome;
import cashtide.dispute.CloseDispute;
import cashtide.dispute.DisputeId;
import cashtide.dispute.OpenDispute;
import cashtide.dispute.Reason;
import cashtide.dispute.Verdict;
import cashtide.fixture.Given;
import cashtide.imports.ImportRun;
import cashtide.imports.ImportRunId;
import cashtide.imports.PostStagedRows;
import cashtide.imports.UndoImport;
import cashtide.money.Money;
import cashtide.promise.PromiseId;
import cashtide.promise.RecordPromise;
import cashtide.sandbox.AdvanceBusinessDate;
import cashtide.tenant.Actor;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Imports, disputes and promises on PostgreSQL, about the documents and the customer of a {@link PgLedger}. */
final class PgReceivables {

    private final Given given;
    private final Actor actor;
    private final PgLedger ledger;
    private final List<ImportRunId> runs = new ArrayList<>();
    private final List<DisputeId> disputes = new ArrayList<>();
    private final List<PromiseId> promises = new ArrayList<>();

    /** An item's part on hold and day of settlement. */
    record ItemState(long disputed, @Nullable LocalDate settledOn) {}

    /** What became of a promise. */
    record PromiseState(String status, long paid) {}

    PgReceivables(Given given, Actor actor, PgLedger ledger) {
        this.given = given;
        this.actor = actor;
        this.ledger = ledger;
    }

    /** Imports the files and says how that ended; what they brought is in the ledger's lists from then on. */
    String bring(ImportBatch batch) {
        ImportRun run = given.imported(actor, batch.files(ledger.customerNumber()));
        runs.add(run.id());
        tookImports();
        return run.status().name();
    }

    /** Disputes of files have no owner; they are taken by the numbers of their documents. */
    private void tookImports() {
        ledger.tookImports();
        given.tenants().run(actor, tx -> PgLedger.fresh(tx, disputes, DisputeId::new, """
                        select d.id from dispute d join invoice i on i.tenant_id = d.tenant_id and i.id = d.invoice_id
                        where d.owner_id is null order by i.number"""));
    }

    String undo(int run) {
        return PgLedger.answer(
                new UndoImport(given.commands()).handle(actor, new UndoImport.Undo(CommandId.fresh(), runs.get(run))));
    }

    String openDispute(int item, Money amount) {
        DisputeId id = DisputeId.fresh();
        Outcome<?> outcome = new OpenDispute(given.commands())
                .handle(
                        actor,
                        new OpenDispute.Open(
                                CommandId.fresh(), id, ledger.item(item), Reason.PRICE, amount, null, null, ""));
        if (outcome instanceof Outcome.Done<?>) {
            disputes.add(id);
        }
        return PgLedger.answer(outcome);
    }

    String closeDispute(int dispute) {
        return PgLedger.answer(new CloseDispute(given.commands())
                .handle(actor, new CloseDispute.Close(CommandId.fresh(), disputes.get(dispute), Verdict.INVALID)));
    }

    String promise(Money amount, LocalDate madeOn, LocalDate promisedOn, List<Integer> items) {
        PromiseId id = PromiseId.fresh();
        Outcome<?> outcome = new RecordPromise(given.commands())
                .handle(
                        actor,
                        new RecordPromise.Promise(
                                CommandId.fresh(),
                                id,
                                ledger.customer(),
                                amount,
                                madeOn,
                                promisedOn,
                                items.stream().map(ledger::item).toList(),
                                ""));
        if (outcome instanceof Outcome.Done<?>) {
            promises.add(id);
        }
        return PgLedger.answer(outcome);
    }

    /** The sandbox's next day: rows that waited for it are posted, promises whose time has come are decided. */
    void nextDay(LocalDate day) {
        new AdvanceBusinessDate(given.commands(), new PostStagedRows())
                .handle(actor, new AdvanceBusinessDate.Advance(CommandId.fresh(), day))
                .orThrow();
        tookImports();
    }

    List<ItemState> items() {
        Map<UUID, ItemState> states = given.tenants()
                .inTx(
                        actor,
                        tx -> new HashMap<>(tx.sql()
                                .select(OPEN_ITEM.ID, OPEN_ITEM.DISPUTED_MINOR, OPEN_ITEM.SETTLED_ON)
                                .from(OPEN_ITEM)
                                .fetchMap(OPEN_ITEM.ID, row -> new ItemState(row.value2(), row.value3()))));
        return ledger.items().stream().map(item -> states.get(item.value())).toList();
    }

    /** Which disputes are open. */
    List<Boolean> disputesOpen() {
        Map<UUID, Boolean> open = given.tenants()
                .inTx(
                        actor,
                        tx -> new HashMap<>(tx.sql()
                                .select(DISPUTE.ID, DISPUTE.CLOSED_ON)
                                .from(DISPUTE)
                                .fetchMap(DISPUTE.ID, row -> row.value2() == null)));
        return disputes.stream().map(dispute -> open.get(dispute.value())).toList();
    }

    List<PromiseState> promises() {
        Map<UUID, PromiseState> states = given.tenants()
                .inTx(
                        actor,
                        tx -> new HashMap<>(tx.sql()
                                .select(PROMISE.ID, PROMISE.STATUS, PROMISE.PAID_MINOR)
                                .from(PROMISE)
                                .fetchMap(PROMISE.ID, row -> new PromiseState(row.value2(), row.value3()))));
        return promises.stream().map(promise -> states.get(promise.value())).toList();
    }
}
