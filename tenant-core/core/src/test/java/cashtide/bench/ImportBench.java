package cashtide.bench;

import static org.assertj.core.api.Assertions.assertThat;

import cashtide.audit.CommandId;
import cashtide.fixture.Given;
import cashtide.fixture.TestDatabase;
import cashtide.imports.ImportRun;
import cashtide.imports.ImportRunId;
import cashtide.imports.ImportRuns;
import cashtide.imports.ImportStatus;
import cashtide.imports.RunImport;
import cashtide.imports.StartImport;
import cashtide.imports.UndoImport;
import cashtide.intake.ImportFormat;
import cashtide.intake.ImportReader;
import cashtide.intake.ImportSource;
import cashtide.intake.KnownNumbers;
import cashtide.intake.Parsed;
import cashtide.intake.RowSink;
import cashtide.local.BenchTable;
import cashtide.local.PgServer;
import cashtide.local.PgSettings;
import cashtide.tenant.Actor;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.PGConnection;

/** Rows a second from files to posted, with the journal and the change log, beside COPY of the same files into bare tables. */
@EnabledIfSystemProperty(named = "cashtide.bench", matches = "true")
final class ImportBench {

    private static final int CUSTOMERS = 2_000;
    private static final int INVOICES = 31_000;
    private static final int PAYMENTS = 31_000;
    private static final int ROWS = CUSTOMERS + INVOICES + PAYMENTS;

    @TempDir
    private Path folder;

    private Given given;

    private interface Work {
        void run() throws Exception;
    }

    @Test
    void importBesideCopy() throws Exception {
        Path files = folder.resolve("files");
        ReceivablesFiles.write(files, CUSTOMERS, INVOICES, PAYMENTS);
        try (PgServer server = PgServer.start(PgSettings.durable(folder.resolve("pg"), 0));
                TestDatabase database = TestDatabase.on(server, "bench")) {
            given = Given.in(database);
            double copy = 0;
            for (int i = 0; i < 3; i++) {
                copy = Math.max(copy, perSecond(() -> copy(database, files)));
            }
            BenchTable table =
                    new BenchTable(ROWS + " rows of customers, invoices and payments", "COPY of the same rows");
            table.rate("read and check, no database", perSecond(() -> read(files)), copy, "");
            Actor first = given.tenant("first", "2026-04-30");
            table.rate("import, cold", perSecond(() -> importInto(first, files, false)), copy, "");
            Actor second = given.tenant("second", "2026-04-30");
            table.rate("dry run", perSecond(() -> importInto(second, files, true)), copy, "");
            ImportRunId[] run = new ImportRunId[1];
            table.rate("import", perSecond(() -> run[0] = importInto(second, files, false)), copy, ">= 8,000/s");
            table.rate("the same again: nothing changes", perSecond(() -> importInto(second, files, false)), copy, "");
            table.rate("undo", perSecond(() -> undo(second, run[0])), copy, "");
            table.print();
        }
    }

    private static double perSecond(Work work) throws Exception {
        long start = System.nanoTime();
        work.run();
        return ROWS * 1e9 / (System.nanoTime() - start);
    }

    private static void read(Path files) {
        try (ImportSource source = ImportSource.open(files)) {
            assertThat(ImportReader.read(source, ImportFormat.STANDARD, KnownNumbers.NOTHING, RowSink.NONE))
                    .isInstanceOf(Parsed.Ok.class);
        }
    }

    private ImportRunId importInto(Actor actor, Path files, boolean dryRun) {
        ImportRunId id = ImportRunId.fresh();
        new StartImport(given.commands())
                .handle(actor, new StartImport.Start(CommandId.fresh(), id, "api", "bench", dryRun))
                .orThrow();
        new RunImport(given.tenants(), given.commands()).run(actor, id, files, ImportFormat.STANDARD);
        ImportRun run = Objects.requireNonNull(new ImportRuns(given.tenants()).find(actor, id));
        assertThat(run.status()).as(run.message()).isEqualTo(ImportStatus.DONE);
        return id;
    }

    private void undo(Actor actor, ImportRunId run) {
        new UndoImport(given.commands())
                .handle(actor, new UndoImport.Undo(CommandId.fresh(), run))
                .orThrow();
    }

    private static void copy(TestDatabase database, Path files) throws Exception {
        try (Connection connection = database.superuser();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("""
                drop table if exists bare_customer, bare_invoice, bare_payment;
                create table bare_customer (number text, name text, currency char(3), segment text, terms_days int,
                  country char(2), email text);
                create table bare_invoice (number text, customer text, issued date, due date, currency char(3),
                  amount numeric, reference text);
                create table bare_payment (number text, received date, customer text, invoice text, currency char(3),
                  amount numeric, method text)\
                """);
            for (String name : new String[] {"customer", "invoice", "payment"}) {
                try (InputStream in = Files.newInputStream(files.resolve(name + "s.csv"))) {
                    connection
                            .unwrap(PGConnection.class)
                            .getCopyAPI()
                            .copyIn("copy bare_" + name + " from stdin (format csv, header)", in);
                }
            }
            connection.commit();
        }
    }
}
