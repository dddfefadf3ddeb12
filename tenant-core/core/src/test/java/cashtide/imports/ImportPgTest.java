package cashtide.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assumptions.assumeThat;

import cashtide.audit.CommandId;
import cashtide.audit.Outcome;
import cashtide.cashapp.ApplyCreditNote;
import cashtide.customer.Customers;
import cashtide.fixture.Balances;
import cashtide.fixture.Given;
import cashtide.fixture.TestDatabase;
import cashtide.intake.ImportFormat;
import cashtide.intake.Problem;
import cashtide.invoice.OpenItemId;
import cashtide.ledger.Account;
import cashtide.money.Money;
import cashtide.sandbox.AdvanceBusinessDate;
import cashtide.tenant.Actor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImportPgTest {

    private static TestDatabase database;
    private static int tenants;

    @TempDir
    Path folder;

    private Given given;
    private Actor actor;

    @BeforeAll
    static void start() {
        database = TestDatabase.fresh();
    }

    @AfterAll
    static void stop() {
        database.close();
    }

    @BeforeEach
    void aTenantInMarch() {
        given = Given.in(database);
        actor = given.tenant("import-" + ++tenants, "2026-03-15");
    }

    @Test
    void whatWasOwedAndPaidIsInTheBooks() throws IOException {
        writeThreeFiles();
        ImportRun run = importFolder(false);
        assertThat(run.status()).isEqualTo(ImportStatus.DONE);
        assertThat(run.counts()).isEqualTo(new ImportCounts(2, 4, 4, 0, 0));
        // R1 1,000 paid; R2 500 with 200 paid; R3 300 overpaid by 50; credit note of 40; 30 on account.
        assertThat(account(Account.RECEIVABLES)).isEqualTo(300_00 - 40_00);
        assertThat(account(Account.UNAPPLIED_CASH)).isEqualTo(-(50_00 + 30_00));
        assertThat(openItems()).isEqualTo(260_00);
        assertThat(unapplied()).isEqualTo(80_00);
        assertThat(account(Account.REVENUE))
                .as("history is never revenue again")
                .isZero();
    }

    @Test
    void theSameImportAgainChangesNothing() throws IOException {
        writeThreeFiles();
        importFolder(false);
        long changes = changes();
        ImportRun again = importFolder(false);
        assertThat(again.status()).isEqualTo(ImportStatus.DONE);
        assertThat(again.counts()).isEqualTo(new ImportCounts(0, 0, 0, 10, 0));
        assertThat(changes()).isEqualTo(changes);
        List<ImportRun> all =
                given.tenants().inTx(actor, tx -> ImportRuns.all(tx).toList());
        assertThat(all).hasSize(2).isEqualTo(new ImportRuns(given.tenants()).recent(actor, 10));
    }

    @Test
    void aKnownNumberWithOtherContentIsRefused() throws IOException {
        writeThreeFiles();
        importFolder(false);
        Path invoices = folder.resolve("invoices.csv");
        Files.writeString(invoices, Files.readString(invoices).replace("1000.00", "1000.01"));
        ImportRun refused = importFolder(false);
        assertThat(refused.status()).isEqualTo(ImportStatus.REFUSED);
        assertThat(refused.problems()).extracting(Problem::code, Problem::line).contains(tuple("INVOICE_DIFFERS", 2L));
    }

    @Test
    void oneBadRowKeepsEverythingOut() throws IOException {
        writeThreeFiles();
        Files.writeString(
                folder.resolve("payments.csv"),
                "payment_number,received_date,customer_number,invoice_number,currency,amount\n"
                        + "P9,2026-02-30,C1,R1,EUR,5\n");
        ImportRun refused = importFolder(false);
        assertThat(refused.status()).isEqualTo(ImportStatus.REFUSED);
        assertThat(refused.problems()).extracting(Problem::code).containsExactly("DATE_MISSING");
        assertThat(changes()).as("only the tenant itself was ever published").isEqualTo(1);
        assertThat(staged()).isZero();
    }

    @Test
    void aDryRunKeepsNothing() throws IOException {
        writeThreeFiles();
        ImportRun run = importFolder(true);
        assertThat(run.status()).isEqualTo(ImportStatus.DONE);
        assertThat(run.counts()).isEqualTo(new ImportCounts(2, 4, 4, 0, 0));
        assertThat(changes()).isEqualTo(1);
        assertThat(staged()).isZero();
    }

    @Test
    void aPaymentBeforeItsInvoiceIsUnappliedCashUntilThatDate() throws IOException {
        actor = given.sandbox("import-" + ++tenants, "2026-01-31");
        writeCustomers();
        write(
                "invoices.csv",
                "invoice_number,customer_number,invoice_date,due_date,currency,amount",
                "R1,C1,2026-02-10,2026-03-10,EUR,100.00");
        write(
                "payments.csv",
                "payment_number,received_date,customer_number,invoice_number,currency,amount",
                "P1,2026-01-20,C1,R1,EUR,100.00");
        ImportRun run = importFolder(false);
        assertThat(run.counts()).isEqualTo(new ImportCounts(2, 0, 1, 0, 1));
        assertThat(unapplied()).isEqualTo(100_00);
        assertThat(account(Account.UNAPPLIED_CASH)).isEqualTo(-100_00);
        advanceTo("2026-02-09");
        assertThat(unapplied()).isEqualTo(100_00);
        advanceTo("2026-02-10");
        assertThat(unapplied()).isZero();
        assertThat(openItems()).isZero();
        assertThat(account(Account.UNAPPLIED_CASH)).isZero();
        assertThat(account(Account.RECEIVABLES)).isZero();
        assertThat(staged()).isZero();
    }

    @Test
    void aSandboxReceivesItsHistoryDayByDay() throws IOException {
        actor = given.sandbox("import-" + ++tenants, "2026-01-10");
        writeThreeFiles();
        ImportRun run = importFolder(false);
        assertThat(run.counts().waiting()).isEqualTo(6);
        assertThat(openItems()).isEqualTo(1000_00 + 500_00);
        advanceTo("2026-03-15");
        assertThat(openItems()).isEqualTo(260_00);
        assertThat(account(Account.RECEIVABLES)).isEqualTo(260_00);
        assertThat(account(Account.UNAPPLIED_CASH)).isEqualTo(-80_00);
    }

    @Test
    void anImportCanBeTakenBackAndBroughtInAgain() throws IOException {
        writeThreeFiles();
        ImportRun run = importFolder(false);
        var undo = new UndoImport(given.commands());
        assertThat(undo.handle(actor, new UndoImport.Undo(CommandId.fresh(), run.id())))
                .isEqualTo(Outcome.done(new UndoImport.Undone(4, 4)));
        assertThat(openItems()).isZero();
        for (Account account : Account.values()) {
            assertThat(account(account)).as(account.name()).isZero();
        }
        ImportRun again = importFolder(false);
        assertThat(again.status()).isEqualTo(ImportStatus.DONE);
        assertThat(openItems()).isEqualTo(260_00);
        assertThat(account(Account.RECEIVABLES)).isEqualTo(260_00);
    }

    @Test
    void whatAnUndoneImportHadPaidIsOwedAgain() throws IOException {
        writeThreeFiles();
        Files.delete(folder.resolve("payments.csv"));
        importFolder(false);
        long owed = openItems();
        writeThreeFiles();
        ImportRun payments = importFolder(false);
        assertThat(payments.counts()).isEqualTo(new ImportCounts(0, 0, 4, 6, 0));
        undo(payments);
        assertThat(openItems()).isEqualTo(owed);
        assertThat(number("select count(*) from open_item where settled_on is not null"))
                .isZero();
        balances().assertSubledgersAgree();
        assertThat(importFolder(false).counts()).isEqualTo(new ImportCounts(0, 0, 4, 6, 0));
        assertThat(openItems()).isEqualTo(260_00);
        balances().assertSubledgersAgree();
    }

    @Test
    void nobodyWasLateWithAnInvoiceWhoseImportWasUndone() throws IOException {
        writeThreeFiles();
        undo(importFolder(false));
        assertThat(number("select count(*) from open_item where settled_on is not null"))
                .isZero();
    }

    @Test
    void aCreditNoteThatPaysAnotherInvoiceHoldsItsImport() throws IOException {
        writeThreeFiles();
        ImportRun run = importFolder(false);
        var customer = Objects.requireNonNull(new Customers(given.tenants()).withNumber(actor, "C2"));
        OpenItemId invoice = given.invoice(actor, customer, "2026-03-01", 100_00, "NET30")
                .items()
                .getFirst();
        OpenItemId creditNote =
                new OpenItemId(UUID.fromString(text("select id::text from open_item where number = 'G1'")));
        new ApplyCreditNote(given.commands())
                .handle(
                        actor,
                        new ApplyCreditNote.Apply(CommandId.fresh(), creditNote, invoice, Money.of(40_00, "EUR")))
                .orThrow();
        assertThat(new UndoImport(given.commands()).handle(actor, new UndoImport.Undo(CommandId.fresh(), run.id())))
                .isEqualTo(Outcome.rejected(ImportRefusal.IMPORT_HAS_DEPENDENTS));
    }

    @Test
    void aDisputeOfTheFileBeginsOnItsDay() throws IOException {
        actor = given.sandbox("import-" + ++tenants, "2026-01-31");
        writeCustomers();
        write(
                "invoices.csv",
                "invoice_number,customer_number,invoice_date,due_date,currency,amount,disputed",
                "R1,C1,2026-01-10,2026-02-10,EUR,100.00,2026-02-15",
                "R2,C1,2026-01-10,2026-02-10,EUR,50.00,2026-02-15");
        write(
                "payments.csv",
                "payment_number,received_date,customer_number,invoice_number,currency,amount",
                "P2,2026-02-12,C1,R2,EUR,50.00");
        assertThat(importFolder(false).counts()).isEqualTo(new ImportCounts(2, 2, 0, 0, 1));
        assertThat(importFolder(false).counts())
                .as("what waits for its day is known")
                .isEqualTo(new ImportCounts(0, 0, 0, 5, 0));
        advanceTo("2026-02-14");
        assertThat(number("select count(*) from dispute")).isZero();
        advanceTo("2026-02-15");
        assertThat(text(
                        "select string_agg(concat_ws(' ', i.number, d.opened_on, d.amount_minor, d.outcome), '; ' order by i.number)"
                                + " from dispute d join invoice i on i.id = d.invoice_id"))
                .isEqualTo("R1 2026-02-15 10000; R2 2026-02-15 5000 withdrawn");
        assertThat(number("select sum(disputed_minor)::bigint from open_item")).isEqualTo(100_00);
        assertThat(staged()).isZero();
    }

    @Test
    void rowsOfAnImportThatIsNotAcceptedYetAreNobodysToPost() throws IOException {
        actor = given.sandbox("import-" + ++tenants, "2026-01-31");
        writeThreeFiles();
        ImportRun run = importFolder(false);
        long invoices = number("select count(*) from invoice");
        given.tenants().run(actor, tx -> tx.sql().execute("update import_run set status = 'importing'"));
        advanceTo("2026-03-15");
        assertThat(number("select count(*) from invoice")).isEqualTo(invoices);
        given.tenants().run(actor, tx -> tx.sql().execute("update import_run set status = 'done'"));
        advanceTo("2026-03-16");
        assertThat(number("select count(*) from invoice")).isEqualTo(4);
        assertThat(run.counts().waiting()).isPositive();
    }

    @Test
    void whatARowLeavesEmptyIsNoOtherContentWhatItCorrectsIs() throws IOException {
        write(
                "customers.csv",
                "customer_number,name,currency,parent,terms_days,country",
                "C1,Nord AG,EUR,,30,DE",
                "C2,Nord Sued,EUR,C1,45,DE");
        write(
                "invoices.csv",
                "invoice_number,customer_number,invoice_date,due_date,currency,amount,tax,reference",
                "R1,C1,2026-01-02,2026-02-01,EUR,119.00,19.00,Order 7",
                "R2,C1,2026-01-02,2026-02-01,EUR,119.00,19.00,Order 8");
        write(
                "payments.csv",
                "payment_number,received_date,customer_number,invoice_number,currency,amount,method",
                "P1,2026-01-30,C1,R1,EUR,100.00,card");
        importFolder(false);
        write("customers.csv", "customer_number,name,currency", "C1,Nord AG,EUR", "C2,Nord Sued,EUR");
        write(
                "invoices.csv",
                "invoice_number,customer_number,invoice_date,due_date,currency,amount",
                "R1,C1,2026-01-02,2026-02-01,EUR,119.00");
        write(
                "payments.csv",
                "payment_number,received_date,customer_number,invoice_number,currency,amount",
                "P1,2026-01-30,C1,,EUR,100.00");
        assertThat(importFolder(false).counts()).isEqualTo(new ImportCounts(0, 0, 0, 4, 0));
        write(
                "customers.csv",
                "customer_number,name,currency,parent,terms_days,country",
                "C1,Nord AG,EUR,,30,AT",
                "C2,Nord Sued,EUR,C1,60,DE");
        write(
                "invoices.csv",
                "invoice_number,customer_number,invoice_date,due_date,currency,amount,tax,reference",
                "R1,C1,2026-01-02,2026-02-01,EUR,119.00,7.00,Order 7",
                "R2,C1,2026-01-02,2026-02-01,EUR,119.00,19.00,Order 9");
        write(
                "payments.csv",
                "payment_number,received_date,customer_number,invoice_number,currency,amount",
                "P1,2026-01-30,C1,R2,EUR,100.00");
        assertThat(importFolder(false).problems())
                .extracting(Problem::code, Problem::line)
                .containsExactlyInAnyOrder(
                        tuple("CUSTOMER_DIFFERS", 2L),
                        tuple("CUSTOMER_DIFFERS", 3L),
                        tuple("INVOICE_DIFFERS", 2L),
                        tuple("INVOICE_DIFFERS", 3L),
                        tuple("PAYMENT_DIFFERS", 2L));
    }

    @Test
    void aPaymentOfAKnownInvoiceInAnotherCurrencyIsRefusedAndOneOfASettledInvoiceIsCashOnAccount() throws IOException {
        writeThreeFiles();
        importFolder(false);
        String header = "payment_number,received_date,customer_number,invoice_number,currency,amount";
        write("payments.csv", header, "P8,2026-03-02,C1,R2,USD,10.00");
        assertThat(importFolder(false).problems()).extracting(Problem::code).contains("CURRENCY_DIFFERS");
        write("payments.csv", header, "P8,2026-03-02,C1,R1,EUR,10.00", "P9,2026-03-02,C2,G1,EUR,5.00");
        ImportRun run = importFolder(false);
        assertThat(run.status()).isEqualTo(ImportStatus.DONE);
        assertThat(run.problems())
                .extracting(Problem::code, Problem::line)
                .containsExactly(tuple("PAID_ABOVE_INVOICE", 2L), tuple("PAID_ABOVE_INVOICE", 3L));
        assertThat(unapplied()).isEqualTo(80_00 + 15_00);
        assertThat(staged()).isZero();
    }

    @Test
    void noCustomerIsItsOwnAncestor() throws IOException {
        writeThreeFiles();
        importFolder(false);
        write(
                "customers.csv",
                "customer_number,name,currency,parent",
                "C3,Ost AG,EUR,C5",
                "C4,West AG,EUR,C3",
                "C5,Mitte AG,EUR,C4",
                "C6,Rand AG,EUR,C5");
        assertThat(importFolder(true).problems())
                .extracting(Problem::code, Problem::line)
                .containsExactly(tuple("PARENT_ITSELF", 2L), tuple("PARENT_ITSELF", 3L), tuple("PARENT_ITSELF", 4L));
    }

    @Test
    void customersOfAnUndoneImportMayComeInAgainWithOtherContent() throws IOException {
        writeThreeFiles();
        undo(importFolder(false));
        Path customers = folder.resolve("customers.csv");
        Files.writeString(customers, Files.readString(customers).replace("Nord AG", "Nord SE"));
        ImportRun again = importFolder(false);
        assertThat(again.problems()).filteredOn(Problem::blocks).isEmpty();
        assertThat(again.counts()).isEqualTo(new ImportCounts(2, 4, 4, 0, 0));
        assertThat(text("select string_agg(number || ' ' || name, ', ' order by number) from customer"))
                .isEqualTo("C1 Nord SE, C2 Nord Sued");
        assertThat(number("select count(*) from customer_contact")).isEqualTo(1);
        undo(again);
        Files.writeString(customers, Files.readString(customers).replace("Nord SE", "Nord Holding"));
        assertThat(importFolder(false).status()).isEqualTo(ImportStatus.DONE);
    }

    @Test
    void aCustomerWhomSomebodyInvoicedAfterTheUndoIsNotTakenOver() throws IOException {
        writeThreeFiles();
        undo(importFolder(false));
        var customer = Objects.requireNonNull(new Customers(given.tenants()).withNumber(actor, "C1"));
        given.invoice(actor, customer, "2026-03-01", 10_00, "NET30");
        Path customers = folder.resolve("customers.csv");
        Files.writeString(customers, Files.readString(customers).replace("Nord AG", "Nord SE"));
        assertThat(importFolder(false).problems())
                .extracting(Problem::code)
                .contains("CUSTOMER_DIFFERS")
                .doesNotContain("INVOICE_DIFFERS");
    }

    @Test
    void termsGiveTheDueDateAndTheDiscountWhereTheRowHasNone() throws IOException {
        write(
                "customers.csv",
                "customer_number,name,currency,terms_days,terms_code",
                "C1,Nord AG,EUR,45,",
                "C2,West AG,EUR,,2-10-30",
                "C3,Sued AG,EUR,,OURS");
        write(
                "invoices.csv",
                "invoice_number,customer_number,invoice_date,due_date,terms,currency,amount",
                "R1,C1,2026-01-05,,,EUR,100.00",
                "R2,C2,2026-01-05,,,EUR,100.00",
                "R3,C3,2026-01-05,,,EUR,100.00",
                "R4,C1,2026-01-05,,3/14 net 60,EUR,100.00",
                "R5,C1,2026-01-05,2026-02-01,3/14 net 60,EUR,100.00",
                "G6,C2,2026-01-05,,,EUR,-50.00");
        assertThat(importFolder(false).status()).isEqualTo(ImportStatus.DONE);
        assertThat(text("select string_agg(concat_ws(' ', number, due_date, discount_date, discount_minor), '; ' order"
                        + " by number) from open_item"))
                .isEqualTo("G6 2026-02-04 0; R1 2026-02-19 0; R2 2026-02-04 2026-01-15 200; R3 2026-02-04 0;"
                        + " R4 2026-03-06 2026-01-19 300; R5 2026-02-01 0");
        // The next file brings no customers: their terms are known.
        Files.delete(folder.resolve("customers.csv"));
        write(
                "invoices.csv",
                "invoice_number,customer_number,invoice_date,terms,currency,amount",
                "R7,C1,2026-01-05,,EUR,100.00");
        assertThat(importFolder(false).status()).isEqualTo(ImportStatus.DONE);
        assertThat(text("select due_date::text from open_item where number = 'R7'"))
                .isEqualTo("2026-02-19");
    }

    @Test
    void instalmentsOnARowAreRefusedSinceOneRowHasOneDueDate() throws IOException {
        writeCustomers();
        write(
                "invoices.csv",
                "invoice_number,customer_number,invoice_date,terms,currency,amount",
                "R1,C1,2026-01-05,\"instalments 50% net 30, 50% net 60\",EUR,100.00");
        assertThat(importFolder(false).problems()).extracting(Problem::code).containsExactly("TERMS");
    }

    @Test
    void aPaymentAboveItsInvoiceIsANoteThatBlocksNothing() throws IOException {
        writeThreeFiles();
        ImportRun run = importFolder(false);
        assertThat(run.status()).isEqualTo(ImportStatus.DONE);
        assertThat(run.problemCount()).isZero();
        assertThat(run.problems())
                .extracting(Problem::severity, Problem::code, Problem::line)
                .containsExactly(tuple(Problem.Severity.NOTE, "PAID_ABOVE_INVOICE", 4L));
    }

    @Test
    void anImportThatWasCancelledKeepsNothing() throws IOException {
        writeThreeFiles();
        ImportRunId id = startImport(false);
        new CancelImport(given.commands())
                .handle(actor, new CancelImport.Cancel(CommandId.fresh(), id))
                .orThrow();
        assertThat(runImport(id).status()).isEqualTo(ImportStatus.CANCELLED);
        assertThat(changes()).isEqualTo(1);
    }

    @Test
    void theRealReceivablesOf2019TieToTheLedger() {
        Path shared = Path.of("").toAbsolutePath();
        while (shared != null && !Files.isDirectory(shared.resolve("shared/data/receivables-2019"))) {
            shared = shared.getParent();
        }
        assumeThat(shared).as("shared/data/receivables-2019 beside the project").isNotNull();
        actor = given.sandbox("import-" + ++tenants, "2019-09-30");
        folder = shared.resolve("shared/data/receivables-2019");
        ImportRun run = importFolder(false);
        assertThat(run.status()).isEqualTo(ImportStatus.DONE);
        assertThat(run.counts().customers()).isEqualTo(982);
        assertThat(account(Account.RECEIVABLES)).isEqualTo(openItems()).isPositive();
        assertThat(account(Account.UNAPPLIED_CASH)).isEqualTo(-unapplied());
        advanceTo("2019-10-28");
        assertThat(account(Account.RECEIVABLES)).isEqualTo(openItems());
        assertThat(account(Account.UNAPPLIED_CASH)).isEqualTo(-unapplied());
    }

    private void writeThreeFiles() throws IOException {
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

    private void writeCustomers() throws IOException {
        write(
                "customers.csv",
                "customer_number,name,currency,parent,contact_email",
                "C1,Nord AG,EUR,,ap@nord.example",
                "C2,Nord Sued,EUR,C1,");
    }

    private void write(String name, String... lines) throws IOException {
        Files.write(folder.resolve(name), java.util.List.of(lines));
    }

    private ImportRun importFolder(boolean dryRun) {
        return runImport(startImport(dryRun));
    }

    private ImportRunId startImport(boolean dryRun) {
        ImportRunId id = ImportRunId.fresh();
        new StartImport(given.commands())
                .handle(actor, new StartImport.Start(new CommandId(id.value()), id, "ui", "folder", dryRun))
                .orThrow();
        return id;
    }

    private ImportRun runImport(ImportRunId id) {
        new RunImport(given.tenants(), given.commands()).run(actor, id, folder, ImportFormat.STANDARD);
        return Objects.requireNonNull(new ImportRuns(given.tenants()).find(actor, id));
    }

    private void advanceTo(String day) {
        new AdvanceBusinessDate(given.commands(), new PostStagedRows())
                .handle(actor, new AdvanceBusinessDate.Advance(CommandId.fresh(), LocalDate.parse(day)))
                .orThrow();
    }

    private Balances balances() {
        return new Balances(given.tenants(), actor);
    }

    private long account(Account account) {
        return balances().account(account);
    }

    private long openItems() {
        return number("select coalesce(sum(open_minor), 0)::bigint from open_item");
    }

    private long unapplied() {
        return number("select coalesce(sum(unapplied_minor), 0)::bigint from payment");
    }

    private long staged() {
        return number("select (select count(*) from staged_customer) + (select count(*) from staged_invoice)"
                + " + (select count(*) from staged_payment)");
    }

    /** Rows of the change log of this tenant, which the app itself may not read. */
    private long changes() {
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

    private void undo(ImportRun run) {
        new UndoImport(given.commands())
                .handle(actor, new UndoImport.Undo(CommandId.fresh(), run.id()))
                .orThrow();
    }

    private String text(String sql) {
        return given.tenants().inTx(actor, tx -> tx.sql().resultQuery(sql).fetchSingle(0, String.class));
    }

    private long number(String sql) {
        return given.tenants().inTx(actor, tx -> tx.sql().resultQuery(sql).fetchSingle(0, long.class));
    }
}
