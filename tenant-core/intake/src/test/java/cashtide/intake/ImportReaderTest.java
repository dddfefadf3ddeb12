package cashtide.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Currency;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImportReaderTest {

    static final String CUSTOMERS = "customer_number,name,currency\nC1,Nord AG,EUR\nC2,Süd GmbH,JPY\n";
    static final String INVOICES = "invoice_number,customer_number,invoice_date,due_date,currency,amount\n";
    static final String PAYMENTS = "payment_number,received_date,customer_number,invoice_number,currency,amount\n";

    @TempDir
    Path folder;

    @Test
    void everyFieldArrivesAsItWasWritten() throws IOException {
        write("customers.csv", """
                customer_number,name,segment,currency,terms_code,terms_days,country,parent,contact_email
                C0,Holding AG,,EUR,,,,,
                C1,"Nord ""Bau"" AG, Kiel",Trade,EUR,N30,30,DE,C0,ap@nord.example
                """);
        write("invoices.csv", """
                invoice_number,customer_number,invoice_date,due_date,currency,amount,disputed,terms,tax,reference,known_at
                R1,C1,2026-01-31,2026-03-02,EUR,"1,190.00",2026-02-10,net 30,190,PO 7,2026-02-01T08:00:00+01:00
                G1,C1,2026-02-01,2026-02-01,EUR,-20.5,,,,,
                """);
        write("payments.csv", """
                payment_number,received_date,customer_number,invoice_number,currency,amount,method,reference
                P1,2026-03-01,C1,R1,EUR,1190,check,Thanks
                P2,2026-03-02,C1,,EUR,5,,
                """);
        Collected rows = new Collected();
        assertThat(read(rows)).isEqualTo(new Parsed.Ok(new Parsed.Counts(2, 2, 2), List.of()));
        assertThat(rows.customers.get(1))
                .isEqualTo(new CustomerRow(
                        3, "C1", "Nord \"Bau\" AG, Kiel", "Trade", "EUR", "N30", 30, "DE", "C0", "ap@nord.example"));
        assertThat(rows.invoices)
                .containsExactly(
                        new InvoiceRow(
                                2,
                                "R1",
                                "C1",
                                LocalDate.of(2026, 1, 31),
                                LocalDate.of(2026, 3, 2),
                                "EUR",
                                119000,
                                19000,
                                LocalDate.of(2026, 2, 10),
                                "net 30",
                                "PO 7",
                                Instant.parse("2026-02-01T07:00:00Z")),
                        new InvoiceRow(
                                3,
                                "G1",
                                "C1",
                                LocalDate.of(2026, 2, 1),
                                LocalDate.of(2026, 2, 1),
                                "EUR",
                                -2050,
                                0,
                                null,
                                null,
                                null,
                                null));
        assertThat(rows.payments)
                .extracting(PaymentRow::invoiceNumber, PaymentRow::method, PaymentRow::amountMinor)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("R1", "check", 119000L),
                        org.assertj.core.groups.Tuple.tuple(null, "bank_transfer", 500L));
    }

    @Test
    void allProblemsAreNamedAtOnceWithPlaceAndRemedy() throws IOException {
        write("customers.csv", CUSTOMERS + "C1,Twice,EUR\nC3,,XXX\n");
        write("invoices.csv", INVOICES + "R1,C9,2026-11-31,,EUR,1e309\nR2,C1,2026-03-01,2026-02-01,EUR,10\n");
        write("payments.csv", PAYMENTS + "P1,2026-03-01,C1,R9,EUR,-5\n");
        assertThat(problems())
                .extracting(p -> p.file() + ":" + p.line() + " " + p.column() + " " + p.code())
                .containsExactly(
                        "customers.csv:4 customer_number NUMBER_TWICE",
                        "customers.csv:5 currency CURRENCY",
                        "customers.csv:5 name MISSING",
                        "invoices.csv:2 invoice_date DATE_MISSING",
                        "invoices.csv:2 amount AMOUNT_FORMAT",
                        "invoices.csv:2 customer_number CUSTOMER_UNKNOWN",
                        "invoices.csv:3 due_date DUE_BEFORE_INVOICE",
                        "payments.csv:2 amount AMOUNT_NOT_POSITIVE",
                        "payments.csv:2 invoice_number INVOICE_UNKNOWN");
        assertThat(problems().get(3).message()).isEqualTo("No such date: 2026-11-31");
        assertThat(problems().get(3).remedy()).isEqualTo("November 2026 has 30 days.");
    }

    @Test
    void theNumberFormatIsStatedAndNeverGuessed() throws IOException {
        write("customers.csv", CUSTOMERS.replace(',', ';'));
        write("invoices.csv", INVOICES.replace(',', ';') + "R1;C1;31.01.2026;02.03.2026;EUR;1.234,56\n");
        ImportFormat german = new ImportFormat(';', ',', ImportFormat.DateOrder.DAY_MONTH_YEAR, Map.of());
        Collected rows = new Collected();
        assertThat(read(german, rows)).isInstanceOf(Parsed.Ok.class);
        assertThat(rows.invoices.getFirst().amountMinor()).isEqualTo(123456);
        write("invoices.csv", INVOICES.replace(',', ';') + "R1;C1;31.01.2026;02.03.2026;EUR;1,234.56\n");
        assertThat(read(german, new Collected())).isInstanceOf(Parsed.Bad.class);
    }

    @Test
    void aColumnOfAnotherNameCanBeMapped() throws IOException {
        write("customers.csv", "Kunde,name,currency\nC1,Nord,EUR\n");
        ImportFormat mapped = new ImportFormat(
                ',', '.', ImportFormat.DateOrder.ISO, Map.of(ImportFile.CUSTOMERS, Map.of("Kunde", "customer_number")));
        Collected rows = new Collected();
        assertThat(read(mapped, rows)).isInstanceOf(Parsed.Ok.class);
        assertThat(rows.customers.getFirst().number()).isEqualTo("C1");
    }

    @Test
    void whatTheTenantKnowsAlreadyIsLookedUpForManyRowsAtOnce() throws IOException {
        StringBuilder payments = new StringBuilder(PAYMENTS);
        for (int i = 1; i <= 2_500; i++) {
            payments.append("P").append(i).append(",2026-03-01,C7,R").append(i).append(",EUR,5\n");
        }
        write("payments.csv", payments.toString());
        List<Integer> asked = new ArrayList<>();
        KnownNumbers known = new KnownNumbers() {
            @Override
            public Set<String> customers(Set<String> numbers) {
                assertThat(numbers).containsExactly("C7");
                return numbers;
            }

            @Override
            public Map<String, Currency> invoices(Set<String> numbers) {
                asked.add(numbers.size());
                Map<String, Currency> known = new HashMap<>();
                numbers.forEach(number -> known.put(number, Currency.getInstance(number.equals("R9") ? "USD" : "EUR")));
                known.remove("R2000");
                return known;
            }
        };
        try (ImportSource source = ImportSource.open(folder)) {
            Parsed read = ImportReader.read(source, ImportFormat.STANDARD, known, RowSink.NONE);
            assertThat(((Parsed.Bad) read).problems().kept())
                    .extracting(Problem::code, Problem::line)
                    .containsExactly(tuple("CURRENCY_DIFFERS", 10L), tuple("INVOICE_UNKNOWN", 2001L));
        }
        assertThat(asked).containsExactly(1_000, 1_000, 500);
    }

    @Test
    void anAddressThatIsNoneIsANoteAndTheCustomerComesInWithoutIt() throws IOException {
        write("customers.csv", "customer_number,name,currency,contact_email\nC1,Nord,EUR,info@ostsee\n");
        Collected rows = new Collected();
        assertThat(((Parsed.Ok) read(rows)).notes())
                .extracting(Problem::code, Problem::severity)
                .containsExactly(tuple("EMAIL", Problem.Severity.NOTE));
        assertThat(rows.customers.getFirst().contactEmail()).isNull();
    }

    @Test
    void aZipReadsLikeItsFolder() throws IOException {
        Path zip = folder.resolve("import.zip");
        try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(zip))) {
            out.putNextEntry(new ZipEntry("export/Customers.csv"));
            out.write(CUSTOMERS.getBytes(java.nio.charset.StandardCharsets.UTF_8));
        }
        try (ImportSource source = ImportSource.open(zip)) {
            assertThat(ImportReader.read(source, ImportFormat.STANDARD, KnownNumbers.NOTHING, RowSink.NONE))
                    .isEqualTo(new Parsed.Ok(new Parsed.Counts(2, 0, 0), List.of()));
        }
    }

    @Test
    void theRealReceivablesOf2019Read() {
        Path real = SharedData.receivables2019();
        try (ImportSource source = ImportSource.open(real)) {
            assertThat(ImportReader.read(source, ImportFormat.STANDARD, KnownNumbers.NOTHING, RowSink.NONE))
                    .isEqualTo(new Parsed.Ok(new Parsed.Counts(982, 32_000, 32_000), List.of()));
        }
    }

    @Test
    void aReaderThatIsToldToStopStops() throws IOException {
        write("customers.csv", CUSTOMERS);
        RowSink impatient = new Collected() {
            @Override
            public boolean goesOn() {
                return false;
            }
        };
        assertThat(read(impatient)).isEqualTo(new Parsed.Stopped());
    }

    private void write(String name, String text) throws IOException {
        Files.writeString(folder.resolve(name), text);
    }

    private List<Problem> problems() {
        return ((Parsed.Bad) read(new Collected())).problems().kept();
    }

    private Parsed read(RowSink sink) {
        return read(ImportFormat.STANDARD, sink);
    }

    private Parsed read(ImportFormat format, RowSink sink) {
        try (ImportSource source = ImportSource.open(folder)) {
            return ImportReader.read(source, format, KnownNumbers.NOTHING, sink);
        }
    }

    /** Keeps what it is given. */
    private static class Collected implements RowSink {
        final List<CustomerRow> customers = new ArrayList<>();
        final List<InvoiceRow> invoices = new ArrayList<>();
        final List<PaymentRow> payments = new ArrayList<>();

        @Override
        public void customer(CustomerRow row) {
            customers.add(row);
        }

        @Override
        public void invoice(InvoiceRow row) {
            invoices.add(row);
        }

        @Override
        public void payment(PaymentRow row) {
            payments.add(row);
        }
    }
}
