package cashtide.intake.export;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.Iterator;
import java.util.List;
import java.util.regex.Pattern;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;

/**
 * Writes a list as an Excel workbook of one sheet, with numbers as numbers and days as days. Text is stored as text: nothing
 * is a formula, so nothing needs defusing. Rows are flushed as they come.
 */
public final class XlsxExport {

    /** Rows a sheet can have, the header among them (ECMA-376). */
    public static final int ROWS_MAX = 1_048_576;

    /** Characters a cell can have. */
    private static final int TEXT_MAX = 32_767;

    private static final int ROWS_PER_FLUSH = 1_000;
    private static final int SHEET_NAME_MAX = 31;
    private static final Pattern NOT_IN_SHEET_NAMES = Pattern.compile("[\\\\/*?:\\[\\]]");
    // XML 1.0 knows no such characters: a workbook that has them cannot be opened.
    private static final Pattern NOT_IN_XML = Pattern.compile("[\\x00-\\x08\\x0b\\x0c\\x0e-\\x1f\\ufffe\\uffff]"
            + "|[\\ud800-\\udbff](?![\\udc00-\\udfff])|(?<![\\ud800-\\udbff])[\\udc00-\\udfff]");

    private XlsxExport() {}

    /**
     * Writes header and rows, and leaves the stream open.
     *
     * @param name of the sheet; shortened where Excel allows no more
     * @throws IllegalArgumentException when there are more rows than a sheet can have
     * @throws UncheckedIOException when the stream fails
     */
    public static void write(OutputStream out, String name, List<String> header, Iterator<List<Cell>> rows) {
        try {
            Workbook book = new Workbook(out, "Cashtide", null);
            Worksheet sheet = book.newWorksheet(sheetName(name));
            sheet.freezePane(0, 1);
            for (int column = 0; column < header.size(); column++) {
                sheet.value(0, column, storable(header.get(column)));
                sheet.style(0, column).bold().set();
            }
            for (int row = 1; rows.hasNext(); row++) {
                if (row >= ROWS_MAX) {
                    throw new IllegalArgumentException("rows: a sheet has at most " + ROWS_MAX);
                }
                write(sheet, row, rows.next());
                if (row % ROWS_PER_FLUSH == 0) {
                    sheet.flush();
                }
            }
            book.finish();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write the list", e);
        }
    }

    private static void write(Worksheet sheet, int row, List<Cell> cells) {
        for (int column = 0; column < cells.size(); column++) {
            switch (cells.get(column)) {
                case Cell.Text text -> sheet.inlineString(row, column, storable(text.text()));
                case Cell.Figure number -> {
                    sheet.value(row, column, number.value());
                    sheet.style(row, column).format(format(number.value())).set();
                }
                case Cell.Day day -> {
                    sheet.value(row, column, day.day());
                    sheet.style(row, column).format("yyyy-mm-dd").set();
                }
                case Cell.Empty ignored -> {}
            }
        }
    }

    private static String format(BigDecimal value) {
        return value.scale() <= 0 ? "#,##0" : "#,##0." + "0".repeat(value.scale());
    }

    private static String sheetName(String name) {
        String clean =
                NOT_IN_SHEET_NAMES.matcher(storable(name)).replaceAll(" ").strip();
        String shown = clean.isEmpty() ? "List" : clean;
        return shown.substring(0, Math.min(SHEET_NAME_MAX, shown.length()));
    }

    private static String storable(String text) {
        String clean = NOT_IN_XML.matcher(text).replaceAll("\ufffd");
        return clean.substring(0, Math.min(TEXT_MAX, clean.length()));
    }
}
