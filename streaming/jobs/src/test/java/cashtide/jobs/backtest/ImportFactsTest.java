package cashtide.jobs.backtest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cashtide.ml.facts.InvoiceHistory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Due dates of a folder are those of the import: the row's own, else its terms, else the customer's, else net 30. */
final class ImportFactsTest {

    @TempDir
    private Path folder;

    @Test
    void whereAFileHasNoDueDatesTheTermsDecideAsTheyDoInTheImport() throws IOException {
        write("customers.csv", """
                customer_number,name,currency,terms_code,terms_days
                DAYS,Days,EUR,,14
                CODE,Code,EUR,NET60,
                WORDS,Words,EUR,2/10 net 45,
                BOTH,Both,EUR,NET60,21
                HALVES,Halves,EUR,HALVES,
                OTHER,Other,EUR,NAM4,
                NONE,None,EUR,,
                """);
        write("invoices.csv", """
                invoice_number,customer_number,invoice_date,due_date,currency,amount,terms
                days,DAYS,2024-01-10,,EUR,100.00,
                code,CODE,2024-01-10,,EUR,100.00,
                words,WORDS,2024-01-10,,EUR,100.00,
                both,BOTH,2024-01-10,,EUR,100.00,
                halves,HALVES,2024-01-10,,EUR,100.00,
                other,OTHER,2024-01-10,,EUR,100.00,
                none,NONE,2024-01-10,,EUR,100.00,
                row,DAYS,2024-01-10,,EUR,100.00,net 60
                discount,DAYS,2024-01-10,,EUR,100.00,2/10 net 30
                eom,DAYS,2024-01-10,,EUR,100.00,net 45 eom
                next,DAYS,2024-01-10,,EUR,100.00,day 15 next month
                mid,DAYS,2024-01-10,,EUR,100.00,MID
                due,DAYS,2024-01-10,2024-02-02,EUR,100.00,net 60
                """);
        write("payments.csv", "payment_number,received_date,customer_number,invoice_number,currency,amount\n");
        ImportFacts.Read read = ImportFacts.read(folder);
        assertThat(due(read, "days")).isEqualTo("2024-01-24");
        assertThat(due(read, "code")).isEqualTo("2024-03-10");
        assertThat(due(read, "words")).isEqualTo("2024-02-24");
        assertThat(due(read, "both")).isEqualTo("2024-01-31");
        assertThat(due(read, "halves")).as("instalments need a row each").isEqualTo("2024-02-09");
        assertThat(due(read, "other")).as("a code that nobody knows").isEqualTo("2024-02-09");
        assertThat(due(read, "none")).isEqualTo("2024-02-09");
        assertThat(due(read, "row")).isEqualTo("2024-03-10");
        assertThat(due(read, "discount")).isEqualTo("2024-02-09");
        assertThat(due(read, "eom")).isEqualTo("2024-03-16");
        assertThat(due(read, "next")).isEqualTo("2024-02-15");
        assertThat(due(read, "mid")).isEqualTo("2024-02-15");
        assertThat(due(read, "due")).isEqualTo("2024-02-02");
    }

    @Test
    void aRowThatSaysNoDueDateIsToldWithItsPlaceAndItsRemedy() throws IOException {
        write("customers.csv", "customer_number,name,currency\nC,Nord AG,EUR\n");
        write("invoices.csv", """
                invoice_number,customer_number,invoice_date,currency,amount,terms
                I1,C,2024-01-10,EUR,100.00,net 30
                I2,C,2024-01-10,EUR,100.00,whenever
                I3,X,2024-01-10,EUR,100.00,HALVES
                I4,C,2024-01-10,EUR,100.00,HALVES
                """);
        write("payments.csv", "payment_number,received_date,customer_number,invoice_number,currency,amount\n");
        assertThatThrownBy(() -> ImportFacts.read(folder))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(folder
                        + " has 3 problems:\n"
                        + "invoices.csv:4 customer_number: No such customer: X. Add it to customers.csv.\n"
                        + "invoices.csv:3 terms: Doesn't say one due date: whenever. Write terms like net 30 or 2/10"
                        + " net 30, one of your codes, or the due date.\n"
                        + "invoices.csv:5 terms: Doesn't say one due date: HALVES. Write terms like net 30 or 2/10 net"
                        + " 30, one of your codes, or the due date.");
    }

    private void write(String name, String text) throws IOException {
        Files.writeString(folder.resolve(name), text);
    }

    private static LocalDate due(ImportFacts.Read read, String invoice) {
        InvoiceHistory one = Objects.requireNonNull(read.history().invoice(invoice));
        return one.invoice().dueDate();
    }
}
