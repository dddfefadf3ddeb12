package cashtide.intake.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipFile;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;

/** T15 for workbooks. */
final class XlsxExportTest {

    @TempDir
    Path folder;

    @Test
    void numbersAreNumbersAndTextIsNeverAFormula() throws Exception {
        String sheet = sheet(List.of(List.of(
                Cell.text("=1+1"), Cell.amount(-1_250_60, 2), Cell.day(LocalDate.of(2026, 11, 30)), Cell.text(null))));
        assertThat(sheet).contains("<v>-1250.60</v>").contains("=1+1").doesNotContain("<f>");
        // Excel counts days from 1900: 30 November 2026 is day 46356.
        assertThat(sheet).contains("<v>46356");
    }

    @Test
    void charactersThatXmlDoesNotKnowDoNotBreakTheWorkbook() throws Exception {
        String sheet = sheet(List.of(List.of(Cell.text("a\0b\u0001\ud800<&>\ud83d\ude00"))));
        Document parsed = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(sheet.getBytes(StandardCharsets.UTF_8)));
        assertThat(parsed.getElementsByTagName("t").item(0).getTextContent())
                .isEqualTo("a\ufffdb\ufffd\ufffd<&>\ud83d\ude00");
    }

    @Test
    void moreRowsThanASheetHoldsAreRefused() {
        Stream<List<Cell>> rows = Stream.generate(Collections::<Cell>emptyList).limit(XlsxExport.ROWS_MAX);
        assertThatThrownBy(() -> XlsxExport.write(
                        java.io.OutputStream.nullOutputStream(), "Open items", List.of("a"), rows.iterator()))
                .hasMessage("rows: a sheet has at most 1048576");
    }

    private String sheet(List<List<Cell>> rows) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        XlsxExport.write(out, "Open items: all [EUR]", List.of("text", "amount", "day", "none"), rows.iterator());
        // Read by the central directory, as Excel does: the entries' own headers give no sizes.
        Path file = Files.write(folder.resolve("list.xlsx"), out.toByteArray());
        try (ZipFile zip = new ZipFile(file.toFile());
                InputStream sheet = zip.getInputStream(zip.getEntry("xl/worksheets/sheet1.xml"))) {
            return new String(sheet.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
