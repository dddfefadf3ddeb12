package cashtide.intake;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A first look at the files of an import: how they seem to be written, which header seems to stand for which column, and
 * their first rows. A guess for a person to confirm or correct; reading takes nothing but what was confirmed.
 *
 * @param format the guess, with the headers that are not the columns' own names
 * @param files those that are there
 */
public record ImportPreview(ImportFormat format, List<File> files) {

    private static final int SAMPLE_BYTES = 64 * 1024;
    private static final int ROWS_SHOWN = 5;
    private static final int COLUMNS_SHOWN = 200;

    public ImportPreview {
        files = List.copyOf(files);
    }

    /**
     * The beginning of one file.
     *
     * @param header as written
     * @param columns for each header the column it seems to stand for, or an empty text
     * @param missing columns that are required and that no header seems to stand for
     * @param rows the first ones, as written
     */
    public record File(
            ImportFile file, List<String> header, List<String> columns, List<String> missing, List<List<String>> rows) {
        public File {
            header = List.copyOf(header);
            columns = List.copyOf(columns);
            missing = List.copyOf(missing);
            rows = List.copyOf(rows);
        }
    }

    /**
     * Looks at the first 64 KB of each file.
     *
     * @throws UncheckedIOException when the machine fails
     */
    public static ImportPreview of(ImportSource source) {
        Map<ImportFile, String> samples = samples(source);
        return of(samples, FormatGuess.delimiter(samples.values()));
    }

    /** As {@link #of(ImportSource)}, by a person's word on what stands between fields. */
    public static ImportPreview of(ImportSource source, char delimiter) {
        return of(samples(source), delimiter);
    }

    private static ImportPreview of(Map<ImportFile, String> samples, char delimiter) {
        FormatGuess guess = new FormatGuess();
        Map<ImportFile, Map<String, String>> renamed = new EnumMap<>(ImportFile.class);
        List<File> files = new ArrayList<>();
        samples.forEach((file, sample) -> {
            List<List<String>> rows = rows(sample, delimiter);
            if (!rows.isEmpty()) {
                Map<String, String> matched = ColumnNames.match(file, rows.getFirst());
                files.add(file(file, rows, matched));
                renamed.put(file, otherNames(matched));
                rows.subList(1, rows.size()).forEach(row -> guess.learn(rows.getFirst(), matched, row));
            }
        });
        return new ImportPreview(new ImportFormat(delimiter, guess.decimalSign(), guess.dates(), renamed), files);
    }

    private static Map<ImportFile, String> samples(ImportSource source) {
        Map<ImportFile, String> samples = new EnumMap<>(ImportFile.class);
        for (ImportFile file : ImportFile.values()) {
            if (source.has(file)) {
                samples.put(file, sample(source, file));
            }
        }
        return samples;
    }

    private static File file(ImportFile file, List<List<String>> rows, Map<String, String> matched) {
        List<String> header = rows.getFirst();
        return new File(
                file,
                header,
                header.stream().map(name -> matched.getOrDefault(name, "")).toList(),
                file.columns().stream()
                        .filter(column -> column.required() && !matched.containsValue(column.name()))
                        .map(FileColumn::name)
                        .toList(),
                rows.subList(1, Math.min(rows.size(), 1 + ROWS_SHOWN)));
    }

    private static Map<String, String> otherNames(Map<String, String> matched) {
        Map<String, String> others = new HashMap<>(matched);
        others.entrySet().removeIf(entry -> entry.getKey().equals(entry.getValue()));
        return Map.copyOf(others);
    }

    /** Whole lines of the beginning; what is no UTF-8 shows as such, and is refused when the file is read. */
    private static String sample(ImportSource source, ImportFile file) {
        try (InputStream in = source.bytes(file)) {
            byte[] start = in.readNBytes(SAMPLE_BYTES);
            String text = new String(start, StandardCharsets.UTF_8).replace("\ufeff", "");
            int end = start.length < SAMPLE_BYTES ? text.length() : text.lastIndexOf('\n') + 1;
            return text.substring(0, end);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file.fileName(), e);
        }
    }

    private static List<List<String>> rows(String sample, char delimiter) {
        List<List<String>> rows = new ArrayList<>();
        try (CsvReader<CsvRecord> csv = CsvReader.builder()
                .fieldSeparator(delimiter)
                .skipEmptyLines(true)
                .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                .ofCsvRecord(sample)) {
            for (CsvRecord row : csv) {
                List<String> fields = row.getFields();
                rows.add(fields.subList(0, Math.min(COLUMNS_SHOWN, fields.size())).stream()
                        .map(String::strip)
                        .toList());
            }
        } catch (CsvParseException e) {
            // What broke is named when the file is read; the rows before it are shown.
            return rows;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return rows;
    }
}
