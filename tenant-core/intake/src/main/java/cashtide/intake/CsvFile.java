package cashtide.intake;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads one CSV file row by row: encoding, header, quotes, number of fields. What the fields mean is not its business. */
final class CsvFile {

    /** Receives the rows, block by block. */
    interface Rows {
        /** The rows that come next, so that what they refer to can be looked up for all of them at once. */
        void ahead(List<Fields> block);

        /** One row of the block; answers whether reading goes on. */
        boolean row(Fields fields);
    }

    private static final int COLUMNS_MAX = 200;
    private static final int BLOCK_ROWS = 1_000;
    private static final int BLOCK_CHARACTERS = 2_000_000;

    private final ImportFile file;
    private final ImportFormat format;
    private final Problems problems;

    CsvFile(ImportFile file, ImportFormat format, Problems problems) {
        this.file = file;
        this.format = format;
        this.problems = problems;
    }

    /** Reads the file to its end or to what makes the rest unreadable. */
    void read(InputStream bytes, Rows rows) {
        try (BufferedInputStream in = new BufferedInputStream(bytes, 1 << 16)) {
            if (!encodingIsUtf8(in)) {
                return;
            }
            var decoder = StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT);
            GuardedReader text = new GuardedReader(new InputStreamReader(in, decoder), file.fileName());
            readText(text, rows);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file.fileName(), e);
        }
    }

    private void readText(GuardedReader text, Rows rows) throws IOException {
        try (CsvReader<CsvRecord> csv = CsvReader.builder()
                .fieldSeparator(format.delimiter())
                .skipEmptyLines(true)
                .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                .allowUnclosedQuote(false)
                .ofCsvRecord(text)) {
            readRecords(csv, rows);
        } catch (UncheckedIOException e) {
            broken(Objects.requireNonNull(e.getCause(), "an UncheckedIOException has a cause"), text);
        } catch (CsvParseException e) {
            Throwable root = rootOf(e);
            if (root instanceof IOException io) {
                broken(io, text);
            } else if (String.valueOf(root.getMessage()).contains("fields")) {
                problem(text.line(), "COLUMNS_MAX", "Too many columns", "At most " + COLUMNS_MAX + " can be read.");
            } else {
                problem(
                        text.line(),
                        "QUOTES",
                        "Quotes don't pair, at or before this line",
                        "Close the quote, or double it inside a quoted field.");
            }
        }
    }

    private void readRecords(CsvReader<CsvRecord> csv, Rows rows) {
        Header header = null;
        List<CsvRecord> block = new ArrayList<>();
        long characters = 0;
        try {
            for (CsvRecord row : csv) {
                if (header == null) {
                    Map<String, Integer> positions = header(row);
                    if (positions == null) {
                        return;
                    }
                    header = new Header(positions, row.getFieldCount());
                    continue;
                }
                block.add(row);
                characters += row.getFields().stream().mapToLong(String::length).sum();
                if (block.size() == BLOCK_ROWS || characters > BLOCK_CHARACTERS) {
                    List<CsvRecord> full = List.copyOf(block);
                    block.clear();
                    characters = 0;
                    if (!readBlock(header, full, rows)) {
                        return;
                    }
                }
            }
        } catch (UncheckedIOException | CsvParseException e) {
            // What came before the broken place is read all the same, and its problems stand before this one.
            if (header != null) {
                readBlock(header, block, rows);
            }
            throw e;
        }
        if (header == null) {
            problem(0, "EMPTY", "The file is empty", "Write the header line, even when there are no rows.");
        } else {
            readBlock(header, block, rows);
        }
    }

    private record Header(Map<String, Integer> positions, int width) {}

    private boolean readBlock(Header header, List<CsvRecord> block, Rows rows) {
        List<@Nullable Fields> all = new ArrayList<>();
        List<Fields> readable = new ArrayList<>();
        for (CsvRecord row : block) {
            boolean complete = row.getFieldCount() == header.width();
            Fields fields = complete ? new Fields(file, header.positions(), row, problems) : null;
            all.add(fields);
            if (fields != null) {
                readable.add(fields);
            }
        }
        rows.ahead(readable);
        for (int i = 0; i < block.size(); i++) {
            Fields fields = all.get(i);
            if (fields == null) {
                CsvRecord row = block.get(i);
                problem(
                        row.getStartingLineNumber(),
                        "FIELD_COUNT",
                        row.getFieldCount() + " fields, the header has " + header.width(),
                        "Quote fields that contain the delimiter, and write every field, even an empty one.");
            } else if (!rows.row(fields)) {
                return false;
            }
        }
        return true;
    }

    /** Position of each column, or null when the header makes the rows unreadable. */
    private @Nullable Map<String, Integer> header(CsvRecord row) {
        List<String> names = row.getFields();
        if (names.size() > COLUMNS_MAX) {
            problem(1, "COLUMNS_MAX", names.size() + " columns", "At most " + COLUMNS_MAX + " can be read.");
            return null;
        }
        Map<String, Integer> positions = new LinkedHashMap<>();
        Set<String> known = new HashSet<>();
        file.columns().forEach(column -> known.add(column.name()));
        boolean readable = true;
        for (int i = 0; i < names.size(); i++) {
            String name = format.columnFor(file, names.get(i).strip());
            if (known.contains(name) && positions.putIfAbsent(name, i) != null) {
                problems.add(new Problem(
                        file.fileName(),
                        1,
                        name,
                        "COLUMN_TWICE",
                        "The column is there twice",
                        "Leave one of them in."));
                readable = false;
            }
        }
        for (FileColumn column : file.columns()) {
            if (column.required() && !positions.containsKey(column.name())) {
                problems.add(new Problem(
                        file.fileName(),
                        1,
                        column.name(),
                        "COLUMN_MISSING",
                        "The column is missing",
                        "Add it, or say which column of the file it is. The header has: "
                                + String.join(", ", names.subList(0, Math.min(20, names.size()))) + "."));
                readable = false;
            }
        }
        return readable ? positions : null;
    }

    /** Skips a UTF-8 byte order mark; refuses the marks and the look of UTF-16. */
    private boolean encodingIsUtf8(BufferedInputStream in) throws IOException {
        in.mark(4);
        byte[] start = in.readNBytes(3);
        in.reset();
        if (start.length == 3 && start[0] == (byte) 0xEF && start[1] == (byte) 0xBB && start[2] == (byte) 0xBF) {
            in.skipNBytes(3);
            return true;
        }
        boolean utf16 = start.length >= 2
                && ((start[0] == (byte) 0xFF && start[1] == (byte) 0xFE)
                        || (start[0] == (byte) 0xFE && start[1] == (byte) 0xFF)
                        || (start[0] == 0 && start[1] != 0)
                        || (start[0] != 0 && start[1] == 0));
        if (utf16) {
            problem(0, "ENCODING", "Written in UTF-16", "Save it as CSV in UTF-8.");
        }
        return !utf16;
    }

    private static Throwable rootOf(Throwable e) {
        Throwable cause = e.getCause();
        return cause == null ? e : rootOf(cause);
    }

    private void broken(IOException e, GuardedReader text) throws IOException {
        if (e instanceof GuardedReader.Stopped stopped) {
            problems.add(stopped.problem());
        } else if (e instanceof CharacterCodingException) {
            problem(text.line(), "ENCODING", "Not UTF-8, at or after this line", "Save it as CSV in UTF-8.");
        } else if (e instanceof java.util.zip.ZipException || e instanceof java.io.EOFException) {
            problem(text.line(), "ZIP_BROKEN", "The zip breaks off here", "Zip the files again.");
        } else {
            throw e;
        }
    }

    private void problem(long line, String code, String message, String remedy) {
        problems.add(new Problem(file.fileName(), line, "", code, message, remedy));
    }
}
