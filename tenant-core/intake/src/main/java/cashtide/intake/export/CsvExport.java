package cashtide.intake.export;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.List;

/**
 * Writes a list as CSV (RFC 4180): UTF-8 with the mark that Excel needs to see it, commas, decimal points, ISO dates: the
 * standard format of the import. Rows are written as they come; none is held.
 */
public final class CsvExport {

    private CsvExport() {}

    /**
     * Writes header and rows, and leaves the stream open.
     *
     * @throws UncheckedIOException when the stream fails
     */
    public static void write(OutputStream out, List<String> header, Iterator<List<Cell>> rows) {
        try {
            Writer text = new OutputStreamWriter(out, StandardCharsets.UTF_8);
            text.write('\ufeff');
            // Not closed: that would close the caller's stream.
            CsvWriter csv =
                    CsvWriter.builder().lineDelimiter(LineDelimiter.CRLF).build(text);
            csv.writeRecord(header.stream().map(FormulaGuard::defused).toList());
            while (rows.hasNext()) {
                csv.writeRecord(rows.next().stream().map(CsvExport::text).toList());
            }
            csv.flush();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write the list", e);
        }
    }

    /** A cell as it stands in the file, before quoting. */
    static String text(Cell cell) {
        return switch (cell) {
            case Cell.Text text -> FormulaGuard.defused(text.text());
            case Cell.Figure number -> number.value().toPlainString();
            case Cell.Day day -> day.day().toString();
            case Cell.Empty ignored -> "";
        };
    }
}
