package cashtide.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.io.BufferedWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Files that nobody should be able to hurt us with: each is refused, with a problem that says what and where. */
class HostileFileTest {

    private static final String HEADER = "customer_number,name,currency\n";
    private static final String GOOD = HEADER + "C1,Nord,EUR\n";

    @TempDir
    Path folder;

    static Stream<Arguments> files() {
        return Stream.of(
                text("an empty file", "", "EMPTY"),
                text("only line ends", "\n\n\n", "EMPTY"),
                text("a header without rows misses a column", "customer_number,name\n", "COLUMN_MISSING"),
                text("a column twice", "customer_number,name,currency,name\nC1,a,EUR,b\n", "COLUMN_TWICE"),
                text("semicolons instead of commas", GOOD.replace(',', ';'), "COLUMN_MISSING"),
                text("a field too few", HEADER + "C1,Nord\n", "FIELD_COUNT"),
                text("a field too many", HEADER + "C1,Nord,EUR,x\n", "FIELD_COUNT"),
                text("a quote never closed", HEADER + "C1,\"Nord,EUR\nC2,Sued,EUR\n", "QUOTES"),
                text("text after a closing quote", HEADER + "C1,\"Nord\"x,EUR\n", "QUOTES"),
                text("a NUL", HEADER + "C1,No\0rd,EUR\n", "NUL"),
                text("hidden text direction", HEADER + "C1,No\u202erd,EUR\n", "BIDI_CONTROL"),
                text("hidden text isolate", HEADER + "C1,No\u2066rd,EUR\n", "BIDI_CONTROL"),
                text("a line end inside a field", HEADER + "C1,\"No\nrd\",EUR\n", "CONTROL_CHARACTER"),
                text("an escape character", HEADER + "C1,No\u001brd,EUR\n", "CONTROL_CHARACTER"),
                text("a name of 201 characters", HEADER + "C1," + "n".repeat(201) + ",EUR\n", "TOO_LONG"),
                text("no name", HEADER + "C1,  ,EUR\n", "MISSING"),
                text("a number twice", GOOD + "C1,Nord,EUR\n", "NUMBER_TWICE"),
                text("a currency in small letters", HEADER + "C1,Nord,eur\n", "CURRENCY"),
                text("gold as a currency", HEADER + "C1,Nord,XAU\n", "CURRENCY"),
                text("a currency of four letters", HEADER + "C1,Nord,EURO\n", "CURRENCY"),
                text("its own parent", "customer_number,name,currency,parent\nC1,a,EUR,C1\n", "PARENT_ITSELF"),
                text(
                        "a parent nobody knows",
                        "customer_number,name,currency,parent\nC1,a,EUR,C9\n",
                        "CUSTOMER_UNKNOWN"),
                text("no country", "customer_number,name,currency,country\nC1,a,EUR,Germany\n", "COUNTRY"),
                text("days that are none", "customer_number,name,currency,terms_days\nC1,a,EUR,30.5\n", "DAYS"),
                text("days below zero", "customer_number,name,currency,terms_days\nC1,a,EUR,-1\n", "DAYS"),
                text(
                        "more days than an int",
                        "customer_number,name,currency,terms_days\nC1,a,EUR,99999999999\n",
                        "DAYS"),
                text("201 columns", HEADER.strip() + ",x".repeat(198) + "\n", "COLUMNS_MAX"),
                text("a million columns", ",".repeat(999_999) + "\n", "COLUMNS_MAX"),
                bytes("UTF-16, little end first", encoded(StandardCharsets.UTF_16LE, "\ufeff" + GOOD), "ENCODING"),
                bytes("UTF-16, big end first", encoded(StandardCharsets.UTF_16BE, "\ufeff" + GOOD), "ENCODING"),
                bytes("UTF-16 without a mark", encoded(StandardCharsets.UTF_16LE, GOOD), "ENCODING"),
                bytes("Latin-1", encoded(StandardCharsets.ISO_8859_1, HEADER + "C1,Süd,EUR\n"), "ENCODING"),
                bytes("bytes that are no text", new byte[] {(byte) 0xC0, (byte) 0x80, 1, 2, 3}, "ENCODING"),
                bytes("a sequence that breaks off", new byte[] {'a', (byte) 0xE2, (byte) 0x82}, "ENCODING"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("files")
    void aHostileFileIsRefused(String what, byte[] content, String code) throws IOException {
        Files.write(folder.resolve("customers.csv"), content);
        assertThat(codes(folder)).as(what).contains(code);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("amounts")
    void anAmountInAnotherFormatIsRefused(String amount, String code) throws IOException {
        Files.writeString(folder.resolve("customers.csv"), GOOD);
        Files.writeString(
                folder.resolve("invoices.csv"),
                "invoice_number,customer_number,invoice_date,currency,amount\nR1,C1,2026-01-31,EUR,\"" + amount
                        + "\"\n");
        assertThat(codes(folder)).containsExactly(code);
    }

    static Stream<Arguments> amounts() {
        List<String> malformed = List.of(
                "1e309",
                "1E5",
                "NaN",
                "Infinity",
                "0x10",
                "1.234,56",
                "1,23",
                "12,34.00",
                ",5",
                "5.",
                ".5",
                "1 000",
                "--5",
                "+5",
                "5-",
                "(5)",
                "EUR 5",
                "5 EUR",
                "\u0665",
                "1.2.3",
                "1,,000",
                "=1+1");
        return Stream.concat(
                malformed.stream().map(amount -> Arguments.of(amount, "AMOUNT_FORMAT")),
                Stream.of(
                        Arguments.of("0.001", "AMOUNT_DECIMALS"),
                        Arguments.of("0", "AMOUNT_ZERO"),
                        Arguments.of("99999999999999999999", "AMOUNT_TOO_LARGE")));
    }

    @Test
    void aLineOfAHundredMegabytesIsRefusedWithoutBeingHeld() throws IOException {
        byte[] chunk = new byte[1 << 20];
        Arrays.fill(chunk, (byte) 'x');
        try (OutputStream out = Files.newOutputStream(folder.resolve("customers.csv"))) {
            out.write((HEADER + "C1,\"").getBytes(StandardCharsets.UTF_8));
            for (int i = 0; i < 100; i++) {
                out.write(chunk);
            }
        }
        assertThat(codes(folder)).containsExactly("LINE_TOO_LONG");
    }

    @Test
    void aByteOrderMarkOfUtf8IsFine() throws IOException {
        Files.writeString(folder.resolve("customers.csv"), "\ufeff" + GOOD);
        assertThat(codes(folder)).isEmpty();
    }

    @Test
    void aFolderWithoutFilesIsRefused() {
        assertThat(codes(folder)).containsExactly("NO_FILES");
    }

    @Test
    void whatIsNoZipIsRefused() throws IOException {
        Path zip = Files.writeString(folder.resolve("a.zip"), "not a zip");
        assertThat(codes(zip)).containsExactly("ZIP_BROKEN");
    }

    @Test
    void aZipWithAFileTwiceIsRefused() throws IOException {
        Path zip = zip("a/customers.csv", "b/customers.csv");
        assertThat(codes(zip)).containsExactly("FILE_TWICE");
    }

    @Test
    void aPathThatLeadsOutOfTheZipLeadsNowhere() throws IOException {
        Path zip = zip("../../../customers.csv");
        assertThat(codes(zip)).isEmpty();
        assertThat(folder.resolve("../../../customers.csv")).doesNotExist();
    }

    @Test
    void aZipOfAThousandFilesIsRefused() throws IOException {
        String[] names = new String[1000];
        Arrays.setAll(names, i -> "f" + i);
        assertThat(codes(zip(names))).contains("ZIP_ENTRIES");
    }

    @Test
    void aZipThatUnpacksToMoreThanIsAllowedIsRefused() throws IOException {
        Path zip = folder.resolve("bomb.zip");
        byte[] lines = "\n".repeat(1 << 20).getBytes(StandardCharsets.UTF_8);
        try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(zip))) {
            out.putNextEntry(new ZipEntry("customers.csv"));
            out.write(HEADER.getBytes(StandardCharsets.UTF_8));
            for (int i = 0; i < 9; i++) {
                out.write(lines);
            }
        }
        assertThat(Files.size(zip)).isLessThan(1L << 17);
        try (ImportSource source = ImportSource.open(zip, 8L << 20)) {
            assertThat(codes(source)).containsExactly("FILE_TOO_LARGE");
        }
    }

    @Test
    void aFileOfMoreRowsThanMemoryHoldsNumbersOfIsRefused() throws IOException {
        Path file = folder.resolve("customers.csv");
        int rows = ImportFile.CUSTOMERS.rowsMax();
        try (BufferedWriter out = Files.newBufferedWriter(file)) {
            out.write(HEADER);
            for (int i = 0; i < rows; i++) {
                out.write(i + ",N,EUR\n");
            }
        }
        assertThat(codes(folder)).isEmpty();
        Files.writeString(file, "one,N,EUR\nanother,N,EUR\n", StandardOpenOption.APPEND);
        try (ImportSource source = ImportSource.open(folder)) {
            Parsed.Bad bad =
                    (Parsed.Bad) ImportReader.read(source, ImportFormat.STANDARD, KnownNumbers.NOTHING, RowSink.NONE);
            assertThat(bad.problems().kept())
                    .extracting(Problem::code, Problem::line, Problem::remedy)
                    .containsExactly(tuple("ROWS_MAX", rows + 2L, "Split the file."));
        }
    }

    private Path zip(String... names) throws IOException {
        Path zip = folder.resolve("import.zip");
        try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(zip))) {
            for (String name : names) {
                out.putNextEntry(new ZipEntry(name));
                out.write(GOOD.getBytes(StandardCharsets.UTF_8));
            }
        }
        return zip;
    }

    private static List<String> codes(Path path) {
        try (ImportSource source = ImportSource.open(path)) {
            return codes(source);
        }
    }

    private static List<String> codes(ImportSource source) {
        return switch (ImportReader.read(source, ImportFormat.STANDARD, KnownNumbers.NOTHING, RowSink.NONE)) {
            case Parsed.Ok ok -> List.of();
            case Parsed.Bad bad -> {
                assertThat(bad.problems().kept())
                        .allSatisfy(p -> assertThat(p.remedy()).isNotBlank());
                yield bad.problems().kept().stream().map(Problem::code).toList();
            }
            case Parsed.Stopped stopped -> throw new AssertionError("nobody asked it to stop");
        };
    }

    private static Arguments text(String what, String content, String code) {
        return bytes(what, content.getBytes(StandardCharsets.UTF_8), code);
    }

    private static Arguments bytes(String what, byte[] content, String code) {
        return Arguments.of(what, content, code);
    }

    private static byte[] encoded(Charset charset, String text) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(text.getBytes(charset));
        return out.toByteArray();
    }
}
