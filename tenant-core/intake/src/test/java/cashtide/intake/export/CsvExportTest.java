package cashtide.intake.export;

import static org.assertj.core.api.Assertions.assertThat;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.ByteArrayOutputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** T15: nothing that leaves as CSV becomes a formula, and everything comes back as it was. */
final class CsvExportTest {

    private static final String STARTS = "=+-@\t\r\n\0\uff1d\uff0b\uff0d\uff20\u2212";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "=1+1",
                "=cmd|' /C calc'!A0",
                "@SUM(A1:A9)",
                "+4930123456",
                "-1+1",
                "-",
                "\t=1",
                "\r=1",
                "\n=1",
                "\0=1",
                " =1+1",
                "\u00a0=1+1",
                "\uff1dHYPERLINK(\"http://evil.example\")",
                "\uff0b1",
                "\uff0d1",
                "\uff20A1",
                "\u22121+1",
                "-1.5e3"
            })
    void aFormulaLeavesAsText(String text) {
        assertThat(CsvExport.text(new Cell.Text(text))).isEqualTo("'" + text);
    }

    @Test
    void negativeNumbersStayNumbers() {
        assertThat(CsvExport.text(Cell.amount(-125, 2))).isEqualTo("-1.25");
        assertThat(CsvExport.text(Cell.amount(-7, 0))).isEqualTo("-7");
        assertThat(CsvExport.text(new Cell.Figure(new BigDecimal("-1E+3")))).isEqualTo("-1000");
        assertThat(CsvExport.text(new Cell.Text("-1250.60"))).isEqualTo("-1250.60");
    }

    @Test
    void ordinaryTextLeavesAsItIs() {
        for (String text :
                List.of("", "Nordwind Logistik GmbH", "O'Neil & Sons", "'quoted'", "1=1", "a@b.example", "RE-1")) {
            assertThat(CsvExport.text(new Cell.Text(text))).isEqualTo(text);
        }
    }

    @Test
    void aListIsReadByExcelAndByOurselves() {
        String csv = written(
                List.of("name", "due_date", "amount"),
                List.of(
                        List.of(
                                Cell.text("Müller, \"Söhne\""),
                                Cell.day(LocalDate.of(2026, 11, 30)),
                                Cell.amount(-99, 2)),
                        List.of(Cell.text(null), Cell.day(null), Cell.count(3))));
        assertThat(csv)
                .isEqualTo("\ufeffname,due_date,amount\r\n\"Müller, \"\"Söhne\"\"\",2026-11-30,-0.99\r\n,,3\r\n");
    }

    @Test
    void tenThousandHostileTextsComeBackAsTheyWere() {
        long seed = Long.getLong("seed", 20261122L);
        SplittableRandom random = new SplittableRandom(seed);
        List<List<Cell>> rows = new ArrayList<>();
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < 10_000; i++) {
            String text = hostile(random);
            texts.add(text);
            rows.add(List.of(new Cell.Text(text), Cell.count(i)));
        }
        List<String> read = new ArrayList<>();
        try (CsvReader<CsvRecord> csv = CsvReader.builder()
                .detectBomHeader(false)
                .ofCsvRecord(written(List.of("text", "n"), rows).substring(1))) {
            csv.stream().skip(1).forEach(row -> read.add(row.getField(0)));
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        assertThat(read).as("seed %d", seed).hasSameSizeAs(texts);
        for (int i = 0; i < texts.size(); i++) {
            String cell = read.get(i);
            assertThat(FormulaGuard.plain(cell)).as("seed %d, text %d", seed, i).isEqualTo(texts.get(i));
            boolean number = cell.matches("-[0-9]+(\\.[0-9]+)?");
            assertThat(cell.isEmpty() || STARTS.indexOf(cell.charAt(0)) < 0 || number)
                    .as("seed %d, text %d starts like a formula: %s", seed, i, cell)
                    .isTrue();
        }
    }

    /** Mostly from the characters that matter, in all orders. */
    private static String hostile(SplittableRandom random) {
        String alphabet = STARTS + "'' \u00a0\",;1234567890.eAé\u202e\ud83d\ude00";
        StringBuilder text = new StringBuilder();
        int length = random.nextInt(8);
        while (text.length() < length) {
            int[] points = alphabet.codePoints().toArray();
            text.appendCodePoint(points[random.nextInt(points.length)]);
        }
        return text.toString();
    }

    private static String written(List<String> header, List<List<Cell>> rows) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        CsvExport.write(out, header, rows.iterator());
        return out.toString(StandardCharsets.UTF_8);
    }
}
