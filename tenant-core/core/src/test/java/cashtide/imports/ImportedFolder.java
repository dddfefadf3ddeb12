package cashtide.imports;

import cashtide.audit.CommandId;
import cashtide.fixture.Balances;
import cashtide.fixture.Given;
import cashtide.fixture.TestDatabase;
import cashtide.intake.ImportFormat;
import cashtide.ledger.Account;
import cashtide.sandbox.AdvanceBusinessDate;
import cashtide.tenant.Actor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A tenant in March, a folder of files, and what an import of them brings. */
abstract class ImportedFolder {

    static TestDatabase database;
    private static int tenants;

    @TempDir
    Path folder;

    Given given;
    Actor actor;

    @BeforeAll
    static void start() {
        database = TestDatabase.fresh();
    }

    @AfterAll
    static void stop() {
        database.close();
    }

    /** Goes on with a sandbox of that day. */
    void inASandboxOn(String day) {
        actor = given.sandbox("import-" + ++tenants, day);
    }

    @BeforeEach
    void aTenantInMarch() {
        given = Given.in(database);
        actor = given.tenant("import-" + ++tenants, "2026-03-15");
    }

    void writeThreeFiles() throws IOException {
        writeCustomers();
        write(
                "invoices.csv",
                "invoice_number,customer_number,invoice_date,due_date,currency,amount",
                "R1,C1,2026-01-02,2026-02-01,EUR,1000.00",
                "R2,C1,2026-01-05,2026-02-04,EUR,500.00",
                "R3,C2,2026-02-01,2026-03-03,EUR,300.00",
                "G1,C2,2026-02-03,2026-02-03,EUR,-40.00");
        write(
                "payments.csv",
                "payment_number,received_date,customer_number,invoice_number,currency,amount",
                "P1,2026-01-30,C1,R1,EUR,1000.00",
                "P2,2026-02-03,C1,R2,EUR,200.00",
                "P3,2026-03-01,C2,R3,EUR,350.00",
                "P4,2026-03-02,C2,,EUR,30.00");
    }

    void writeCustomers() throws IOException {
        write(
                "customers.csv",
                "customer_number,name,currency,parent,contact_email",
                "C1,Nord AG,EUR,,ap@nord.example",
                "C2,Nord Sued,EUR,C1,");
    }

    void write(String name, String... lines) throws IOException {
        Files.write(folder.resolve(name), java.util.List.of(lines));
    }

    ImportRun importFolder(boolean dryRun) {
        return runImport(startImport(dryRun));
    }

    ImportRunId startImport(boolean dryRun) {
        ImportRunId id = ImportRunId.fresh();
        new StartImport(given.commands())
                .handle(actor, new StartImport.Start(new CommandId(id.value()), id, "ui", "folder", dryRun))
                .orThrow();
        return id;
    }

    ImportRun runImport(ImportRunId id) {
        new RunImport(given.tenants(), given.commands()).run(actor, id, folder, ImportFormat.STANDARD);
        return Objects.requireNonNull(new ImportRuns(given.tenants()).find(actor, id));
    }

    void advanceTo(String day) {
        new AdvanceBusinessDate(given.commands(), new PostStagedRows())
                .handle(actor, new AdvanceBusinessDate.Advance(CommandId.fresh(), LocalDate.parse(day)))
                .orThrow();
    }

    Balances balances() {
        return new Balances(given.tenants(), actor);
    }

    long account(Account account) {
        return balances().account(account);
    }

    long openItems() {
        return number("select coalesce(sum(open_minor), 0)::bigint from open_item");
    }

    long unapplied() {
        return number("select coalesce(sum(unapplied_minor), 0)::bigint from payment");
    }

    long staged() {
        return number("select (select count(*) from staged_customer) + (select count(*) from staged_invoice)"
                + " + (select count(*) from staged_payment)");
    }

    /** Rows of the change log of this tenant, which the app itself may not read. */
    long changes() {
        try (var connection = database.superuser();
                var query = connection.prepareStatement("select count(*) from change_log where tenant_id = ?")) {
            query.setObject(1, actor.tenantId().value());
            var rows = query.executeQuery();
            rows.next();
            return rows.getLong(1);
        } catch (java.sql.SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    void undo(ImportRun run) {
        new UndoImport(given.commands())
                .handle(actor, new UndoImport.Undo(CommandId.fresh(), run.id()))
                .orThrow();
    }

    String text(String sql) {
        return given.tenants().inTx(actor, tx -> tx.sql().resultQuery(sql).fetchSingle(0, String.class));
    }

    long number(String sql) {
        return given.tenants().inTx(actor, tx -> tx.sql().resultQuery(sql).fetchSingle(0, long.class));
    }
}
