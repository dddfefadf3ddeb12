package cashtide.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import cashtide.audit.CommandId;
import cashtide.fixture.Needs;
import cashtide.intake.Problem;
import cashtide.ledger.Account;
import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;

final class ImportPgTest extends ImportedFolder {

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
        inASandboxOn("2026-01-31");
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
        inASandboxOn("2026-01-10");
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
    void aDisputeOfTheFileBeginsOnItsDay() throws IOException {
        inASandboxOn("2026-01-31");
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
        inASandboxOn("2026-01-31");
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
        inASandboxOn("2019-09-30");
        folder = Needs.receivables2019();
        ImportRun run = importFolder(false);
        assertThat(run.status()).isEqualTo(ImportStatus.DONE);
        assertThat(run.counts().customers()).isEqualTo(982);
        assertThat(account(Account.RECEIVABLES)).isEqualTo(openItems()).isPositive();
        assertThat(account(Account.UNAPPLIED_CASH)).isEqualTo(-unapplied());
        advanceTo("2019-10-28");
        assertThat(account(Account.RECEIVABLES)).isEqualTo(openItems());
        assertThat(account(Account.UNAPPLIED_CASH)).isEqualTo(-unapplied());
    }
}
