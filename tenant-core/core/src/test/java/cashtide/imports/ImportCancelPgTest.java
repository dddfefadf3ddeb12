package cashtide.imports;

import static org.assertj.core.api.Assertions.assertThat;

import cashtide.audit.CommandId;
import cashtide.audit.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;

/** An import is held at one step by a lock that this test has, and stopped there. */
final class ImportCancelPgTest extends ImportedFolder {

    private static final Duration SOON = Duration.ofSeconds(20);

    private static final String WAITS_FOR_ITS_TURN =
            "select count(*) from pg_locks where not granted and locktype = 'advisory'";
    private static final String WAITS_FOR_A_TABLE =
            "select count(*) from pg_locks where not granted and locktype = 'relation'";

    @Test
    void whileItsRowsAreReadItIsStoppedAndNothingIsLeft() throws Exception {
        writeCustomers();
        importFolder(false);
        long changes = changes();
        int customers = 2_000;
        int invoices = 20_000;
        writeMany(customers, invoices);
        ImportRunId id = startImport(false);
        // Whose invoices they are, of whom the file says nothing, is looked up while they are read.
        try (Held table = new Held("lock table cashtide.customer in access exclusive mode")) {
            CompletableFuture<ImportRun> running = running(id);
            await(
                    "some rows are staged and others wait",
                    () -> table.sees(WAITS_FOR_A_TABLE) && find(id).rowsDone() == customers);
            ImportRun reading = find(id);
            assertThat(reading.status()).isEqualTo(ImportStatus.CHECKING);
            assertThat(staged()).isEqualTo(customers);
            assertThat(cancel(id)).isInstanceOf(Outcome.Done.class);
            table.release();
            ImportRun ended = running.get(SOON.toSeconds(), TimeUnit.SECONDS);
            assertThat(ended.status()).isEqualTo(ImportStatus.CANCELLED);
            assertThat(ended.rowsDone())
                    .as("it was not read to its end")
                    .isGreaterThan(customers)
                    .isLessThan(invoices);
        }
        assertThat(staged()).isZero();
        assertThat(changes()).isEqualTo(changes);
        assertThat(number("select count(*) from customer"))
                .as("those of the import before")
                .isEqualTo(2);
        assertThat(cancel(id)).isEqualTo(Outcome.rejected(ImportRefusal.IMPORT_FINISHED, "cancelled"));
    }

    @Test
    void whileItWaitsForAnotherToEndItIsStoppedAtOnce() throws Exception {
        writeThreeFiles();
        ImportRunId id = startImport(false);
        try (Held turn = turn()) {
            CompletableFuture<ImportRun> running = running(id);
            await("it waits", () -> turn.sees(WAITS_FOR_ITS_TURN));
            assertThat(find(id).status()).isEqualTo(ImportStatus.CHECKING);
            assertThat(cancel(id)).isInstanceOf(Outcome.Done.class);
            assertThat(running.get(SOON.toSeconds(), TimeUnit.SECONDS).status())
                    .as("while the other goes on")
                    .isEqualTo(ImportStatus.CANCELLED);
        }
        nothingIsLeft();
    }

    @Test
    void itIsPostedWhenTheOtherHasEnded() throws Exception {
        writeThreeFiles();
        ImportRunId id = startImport(false);
        CompletableFuture<ImportRun> running;
        try (Held turn = turn()) {
            running = running(id);
            await("it waits", () -> turn.sees(WAITS_FOR_ITS_TURN));
        }
        assertThat(running.get(SOON.toSeconds(), TimeUnit.SECONDS).status()).isEqualTo(ImportStatus.DONE);
        assertThat(openItems()).isEqualTo(260_00);
    }

    @Test
    void onceItIsPostedItIsTooLateAndSaysSo() throws Exception {
        writeThreeFiles();
        ImportRunId id = startImport(false);
        CompletableFuture<ImportRun> running;
        try (Held table = new Held("lock table cashtide.customer in share mode")) {
            running = running(id);
            await("it is being posted", () -> table.sees(WAITS_FOR_A_TABLE));
            assertThat(find(id).status()).isEqualTo(ImportStatus.IMPORTING);
            assertThat(cancel(id)).isEqualTo(Outcome.rejected(ImportRefusal.IMPORT_POSTING));
        }
        assertThat(running.get(SOON.toSeconds(), TimeUnit.SECONDS).status()).isEqualTo(ImportStatus.DONE);
        assertThat(openItems()).isEqualTo(260_00);
    }

    @Test
    void anAppThatStopsWhileAnImportWaitsEndsItsWaitAndTheImportGoesOnLater() throws Exception {
        writeThreeFiles();
        ImportRunId id = startImport(false);
        try (Held turn = turn()) {
            CompletableFuture<Throwable> failure = new CompletableFuture<>();
            Thread thread = Thread.ofPlatform().start(() -> {
                try {
                    runImport(id);
                } catch (RuntimeException stopped) {
                    failure.complete(stopped);
                }
            });
            await("it waits", () -> turn.sees(WAITS_FOR_ITS_TURN));
            thread.interrupt();
            assertThat(failure.get(SOON.toSeconds(), TimeUnit.SECONDS))
                    .hasMessage("stopped while import " + id.value() + " waited for its turn");
            assertThat(find(id).status()).isEqualTo(ImportStatus.CHECKING);
        }
        assertThat(runImport(id).status()).isEqualTo(ImportStatus.DONE);
        assertThat(openItems()).isEqualTo(260_00);
    }

    private void nothingIsLeft() {
        assertThat(staged()).isZero();
        assertThat(number("select count(*) from customer")).isZero();
        assertThat(number("select count(*) from journal_entry")).isZero();
        assertThat(changes()).as("only the tenant itself was ever published").isEqualTo(1);
    }

    private CompletableFuture<ImportRun> running(ImportRunId id) {
        return CompletableFuture.supplyAsync(() -> runImport(id));
    }

    private ImportRun find(ImportRunId id) {
        return Objects.requireNonNull(new ImportRuns(given.tenants()).find(actor, id));
    }

    private Outcome<CancelImport.Asked> cancel(ImportRunId id) {
        return new CancelImport(given.commands()).handle(actor, new CancelImport.Cancel(CommandId.fresh(), id));
    }

    private Held turn() throws SQLException {
        return new Held("select pg_advisory_xact_lock(hashtextextended('" + actor.tenantId() + "/import', 1))");
    }

    private void writeMany(int customers, int invoices) throws IOException {
        List<String> lines = new ArrayList<>(List.of("customer_number,name,currency"));
        for (int n = 0; n < customers; n++) {
            lines.add("N" + n + ",Customer " + n + ",EUR");
        }
        Files.write(folder.resolve("customers.csv"), lines);
        lines = new ArrayList<>(List.of("invoice_number,customer_number,invoice_date,due_date,currency,amount"));
        for (int n = 0; n < invoices; n++) {
            lines.add("R" + n + ",C1,2026-01-02,2026-02-01,EUR,10.00");
        }
        Files.write(folder.resolve("invoices.csv"), lines);
    }

    private static void await(String what, BooleanSupplier here) throws InterruptedException {
        long deadline = System.nanoTime() + SOON.toNanos();
        while (!here.getAsBoolean()) {
            assertThat(System.nanoTime()).as("never: " + what).isLessThan(deadline);
            Thread.sleep(Duration.ofMillis(20));
        }
    }

    /** A lock of somebody else, until it is released. */
    private static final class Held implements AutoCloseable {

        private final Connection connection = database.superuser();

        Held(String lock) throws SQLException {
            connection.setAutoCommit(false);
            try (var statement = connection.createStatement()) {
                statement.execute(lock);
            }
        }

        /** Whether the query counts any. */
        boolean sees(String query) {
            try (var statement = connection.createStatement();
                    var row = statement.executeQuery(query)) {
                return row.next() && row.getLong(1) > 0;
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        }

        void release() throws SQLException {
            connection.rollback();
        }

        @Override
        public void close() throws SQLException {
            release();
            connection.close();
        }
    }
}
