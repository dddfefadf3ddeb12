package cashtide.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import cashtide.audit.CommandId;
import cashtide.audit.Outcome;
import cashtide.cashapp.ApplyCreditNote;
import cashtide.customer.Customers;
import cashtide.intake.Problem;
import cashtide.invoice.OpenItemId;
import cashtide.ledger.Account;
import cashtide.money.Money;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** An import after another: the same again, with corrections, or after the first was taken back. */
final class ImportAgainPgTest extends ImportedFolder {

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
    void anInvoiceIsSettledOnTheDayOfItsLastMoneyInWhateverOrderTheFilesCame() throws IOException {
        writeThreeFiles();
        importFolder(false);
        String header = "payment_number,received_date,customer_number,invoice_number,currency,amount";
        write("payments.csv", header, "P5,2026-01-20,C1,R2,EUR,300.00");
        importFolder(false);
        assertThat(text("select settled_on::text from open_item where number = 'R2'"))
                .as("200.00 came on the third of February")
                .isEqualTo("2026-02-03");
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
}
