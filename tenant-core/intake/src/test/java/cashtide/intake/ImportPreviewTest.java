package cashtide.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the mapping step shows before a person has said anything. */
final class ImportPreviewTest {

    @TempDir
    Path folder;

    @Test
    void aGermanLedgerIsRecognised() throws IOException {
        write(
                "customers.csv",
                "Kundennr;Firma;Währung;E-Mail;Land\nC-1;Nordwind Logistik GmbH;EUR;ap@nordwind.example;DE\n");
        write(
                "invoices.csv",
                "Belegnr;Kunde;Belegdatum;Faellig;Waehrung;Brutto;Bestellnr;KST\n"
                        + "RE-1;C-1;03.02.2026;05.03.2026;EUR;38.912,40;4711-B;0420\n");
        write("payments.csv", "Zahlungsnr;Datum;Kunde;Belegnr;Währung;Betrag\nZ-1;09.03.2026;C-1;RE-1;EUR;38.912,40\n");
        ImportPreview preview = preview();
        ImportFormat format = preview.format();
        assertThat(format.delimiter()).isEqualTo(';');
        assertThat(format.decimalSign()).isEqualTo(',');
        assertThat(format.dates()).isEqualTo(ImportFormat.DateOrder.DAY_MONTH_YEAR);
        ImportPreview.File invoices = preview.files().get(1);
        assertThat(invoices.columns())
                .containsExactly(
                        "invoice_number",
                        "customer_number",
                        "invoice_date",
                        "due_date",
                        "currency",
                        "amount",
                        "reference",
                        "");
        assertThat(invoices.missing()).isEmpty();
        assertThat(invoices.rows().getFirst()).contains("38.912,40");
        try (ImportSource source = ImportSource.open(folder)) {
            assertThat(ImportReader.read(source, format, KnownNumbers.NOTHING, RowSink.NONE))
                    .isEqualTo(new Parsed.Ok(new Parsed.Counts(1, 1, 1), List.of()));
        }
    }

    @Test
    void theStandardFormatNeedsNoMapping() throws IOException {
        write("customers.csv", "customer_number,name,currency\n1,A,EUR\n");
        write(
                "invoices.csv",
                "invoice_number,customer_number,invoice_date,due_date,currency,amount\n"
                        + "I,1,2026-01-31,2026-02-28,EUR,10.00\n");
        ImportFormat format = preview().format();
        assertThat(format.delimiter()).isEqualTo(',');
        assertThat(format.decimalSign()).isEqualTo('.');
        assertThat(format.dates()).isEqualTo(ImportFormat.DateOrder.ISO);
        assertThat(format.renamed().values()).containsOnly(Map.of());
    }

    @Test
    void anAmericanLedgerIsRecognisedByADayAboveTwelve() throws IOException {
        write(
                "invoices.csv",
                "Invoice No,Account,Document Date,Net Due Date,Curr,Gross Amount\n"
                        + "I1,1,01/02/2026,02/03/2026,USD,\"1,200.00\"\nI2,1,01/31/2026,03/02/2026,USD,12.50\n");
        ImportPreview preview = preview();
        assertThat(preview.format().dates()).isEqualTo(ImportFormat.DateOrder.MONTH_DAY_YEAR);
        assertThat(preview.format().decimalSign()).isEqualTo('.');
        assertThat(preview.files().getFirst().missing()).isEmpty();
    }

    @Test
    void aTypingErrorInAHeaderIsForgiven() {
        assertThat(ColumnNames.match(ImportFile.INVOICES, List.of("invioce_number", "Due-Date", "costs")))
                .isEqualTo(Map.of("invioce_number", "invoice_number", "Due-Date", "due_date"));
    }

    @Test
    void twoHeadersNeverStandForOneColumn() {
        assertThat(ColumnNames.match(ImportFile.INVOICES, List.of("Betrag", "amount", "Brutto")))
                .isEqualTo(Map.of("amount", "amount"));
    }

    @Test
    void requiredColumnsThatNothingLooksLikeAreNamed() throws IOException {
        write("payments.csv", "foo,bar\n1,2\n");
        assertThat(preview().files().getFirst().missing())
                .containsExactly("payment_number", "received_date", "customer_number", "currency", "amount");
    }

    @Test
    void brokenFilesGiveAPreviewOfWhatIsReadable() throws IOException {
        write("invoices.csv", "");
        write("payments.csv", "payment_number,amount\nP,\"1\nQ,2\n");
        assertThat(preview().files()).hasSize(1);
    }

    private ImportPreview preview() {
        try (ImportSource source = ImportSource.open(folder)) {
            return ImportPreview.of(source);
        }
    }

    private void write(String name, String text) throws IOException {
        Files.writeString(folder.resolve(name), text);
    }
}
