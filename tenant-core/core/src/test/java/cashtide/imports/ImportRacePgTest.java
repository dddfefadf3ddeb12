package cashtide.imports;

import static org.assertj.core.api.Assertions.assertThat;

import cashtide.audit.CommandId;
import cashtide.audit.Outcome;
import cashtide.cashapp.ApplyCash;
import cashtide.cashapp.CashRefusal;
import cashtide.cashapp.Line;
import cashtide.customer.CustomerId;
import cashtide.invoice.OpenItemId;
import cashtide.money.Money;
import cashtide.payment.PaymentId;
import cashtide.sandbox.AdvanceBusinessDate;
import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * A clerk applies cash to an invoice while an import, or its undoing, is at work on the same one. The import is held in its
 * middle by a lock on a table that it writes to and a clerk only reads.
 */
final class ImportRacePgTest extends ImportedFolder {

    @BeforeEach
    void oneCustomerWithOneInvoice() throws IOException {
        write("customers.csv", "customer_number,name,currency", "C1,Nord AG,EUR");
        write(
                "invoices.csv",
                "invoice_number,customer_number,invoice_date,currency,amount",
                "R1,C1,2026-01-02,EUR,100.00");
    }

    @Test
    void anInvoiceIsNotPaidTwiceByAnImportAndAClerk() throws Exception {
        assertThat(importFolder(false).status()).isEqualTo(ImportStatus.DONE);
        PaymentId byHand = given.payment(actor, customer(), "2026-02-01", 100_00);
        write(
                "payments.csv",
                "payment_number,received_date,customer_number,invoice_number,currency,amount",
                "P1,2026-02-01,C1,R1,EUR,100.00");
        try (Connection holder = database.superuser();
                Statement hold = holder.createStatement()) {
            holder.setAutoCommit(false);
            hold.execute("lock table invoice in share mode");
            CompletableFuture<ImportRun> run = CompletableFuture.supplyAsync(() -> importFolder(false));
            awaitLockWaits(1);
            CompletableFuture<Outcome<ApplyCash.Applied>> clerk =
                    CompletableFuture.supplyAsync(() -> apply(byHand, item()));
            awaitLockWaitsOrEnd(2, clerk);
            holder.commit();
            assertThat(run.get(1, TimeUnit.MINUTES).status()).isEqualTo(ImportStatus.DONE);
            assertThat(clerk.get(1, TimeUnit.MINUTES))
                    .isEqualTo(Outcome.rejected(CashRefusal.CASHAPP_ITEM_SETTLED, "R1"));
        }
        assertThat(balances().open(item())).isZero();
        assertThat(balances().unapplied(byHand)).isEqualTo(100_00);
        balances().assertSubledgersAgree();
    }

    @Test
    void whatAClerkAppliesWhileAnImportIsUndoneIsNotTornApart() throws Exception {
        ImportRun run = importFolder(false);
        PaymentId byHand = given.payment(actor, customer(), "2026-02-01", 100_00);
        try (Connection holder = database.superuser();
                Statement hold = holder.createStatement()) {
            holder.setAutoCommit(false);
            hold.execute("lock table dispute in share row exclusive mode");
            CompletableFuture<Outcome<UndoImport.Undone>> undo = CompletableFuture.supplyAsync(() ->
                    new UndoImport(given.commands()).handle(actor, new UndoImport.Undo(CommandId.fresh(), run.id())));
            awaitLockWaits(1);
            CompletableFuture<Outcome<ApplyCash.Applied>> clerk =
                    CompletableFuture.supplyAsync(() -> apply(byHand, item()));
            awaitLockWaitsOrEnd(2, clerk);
            holder.commit();
            assertThat(undo.get(1, TimeUnit.MINUTES)).isInstanceOf(Outcome.Done.class);
            assertThat(clerk.get(1, TimeUnit.MINUTES)).isInstanceOf(Outcome.Rejected.class);
        }
        assertThat(balances().unapplied(byHand)).isEqualTo(100_00);
        balances().assertSubledgersAgree();
    }

    @Test
    void aDayThatBeginsWhileAnImportIsPostedWaitsForItAndBringsTheRest() throws Exception {
        inASandboxOn("2026-03-15");
        write(
                "invoices.csv",
                "invoice_number,customer_number,invoice_date,currency,amount",
                "R1,C1,2026-01-02,EUR,100.00",
                "R2,C1,2026-03-20,EUR,100.00");
        try (Connection holder = database.superuser();
                Statement hold = holder.createStatement()) {
            holder.setAutoCommit(false);
            hold.execute("lock table invoice in share mode");
            CompletableFuture<ImportRun> run = CompletableFuture.supplyAsync(() -> importFolder(false));
            awaitLockWaits(1);
            CompletableFuture<AdvanceBusinessDate.Advanced> day =
                    CompletableFuture.supplyAsync(() -> new AdvanceBusinessDate(given.commands(), new PostStagedRows())
                            .handle(
                                    actor,
                                    new AdvanceBusinessDate.Advance(CommandId.fresh(), LocalDate.parse("2026-03-20")))
                            .orThrow());
            awaitLockWaitsOrEnd(2, day);
            holder.commit();
            assertThat(run.get(1, TimeUnit.MINUTES).counts()).isEqualTo(new ImportCounts(1, 1, 0, 0, 1));
            assertThat(day.get(1, TimeUnit.MINUTES).rowsPosted()).isEqualTo(1);
        }
        balances().assertSubledgersAgree();
    }

    private Outcome<ApplyCash.Applied> apply(PaymentId payment, OpenItemId item) {
        return new ApplyCash(given.commands())
                .handle(
                        actor,
                        new ApplyCash.Apply(
                                CommandId.fresh(), payment, List.of(new Line(item, Money.of(100_00, "EUR")))));
    }

    private CustomerId customer() {
        return new CustomerId(id("select id from customer where number = 'C1'"));
    }

    private OpenItemId item() {
        return new OpenItemId(id("select id from open_item where number = 'R1'"));
    }

    private java.util.UUID id(String sql) {
        return given.tenants().inTx(actor, tx -> tx.sql().resultQuery(sql).fetchSingle(0, java.util.UUID.class));
    }

    private static void awaitLockWaits(int count) throws SQLException, InterruptedException {
        awaitLockWaitsOrEnd(count, new CompletableFuture<>());
    }

    /** Waits until that many transactions wait for a lock, or until the work has ended without waiting. */
    private static void awaitLockWaitsOrEnd(int count, CompletableFuture<?> work)
            throws SQLException, InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        try (Connection connection = database.superuser();
                Statement statement = connection.createStatement()) {
            while (!work.isDone()) {
                try (ResultSet row =
                        statement.executeQuery("select count(*) from pg_stat_activity where wait_event_type = 'Lock'"
                                + " and datname = current_database()")) {
                    row.next();
                    if (row.getInt(1) >= count) {
                        return;
                    }
                }
                assertThat(System.nanoTime())
                        .as("waiting for " + count + " lock waits")
                        .isLessThan(end);
                TimeUnit.MILLISECONDS.sleep(10);
            }
        }
    }
}
