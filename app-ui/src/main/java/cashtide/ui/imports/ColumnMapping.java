package cashtide.ui.imports;

import cashtide.intake.FileColumn;
import cashtide.intake.ImportFile;
import cashtide.intake.ImportFormat;
import cashtide.intake.ImportFormat.DateOrder;
import cashtide.ui.component.Icon;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.select.Select;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** How the files are written, and which of their columns are which of ours. Columns known by name are not asked for. */
final class ColumnMapping extends Div {

    private static final long serialVersionUID = 1L;
    private static final String NOT_IMPORTED = "Not imported";
    private static final int HEADER_LENGTH_MAX = 10_000;

    private final Select<Character> delimiter = new Select<>();
    private final Select<Character> decimal = new Select<>();
    private final Select<DateOrder> dates = new Select<>();
    private final Div rows = new Div();
    private final Span note = new Span();
    private final Map<ImportFile, Map<String, Select<String>>> unknown = new EnumMap<>(ImportFile.class);
    private boolean requiredMissing;

    ColumnMapping() {
        addClassName("ct-import-part");
        note.addClassName("ct-sub");
        Div title = new Div(new H2("Columns"), note);
        title.addClassName("ct-block-title");
        delimiter.setLabel("Between fields");
        delimiter.setItems(',', ';', '\t', '|');
        delimiter.setItemLabelGenerator(ColumnMapping::word);
        delimiter.setValue(',');
        decimal.setLabel("Amounts");
        decimal.setItems('.', ',');
        decimal.setItemLabelGenerator(sign -> sign == '.' ? "1,234.56" : "1.234,56");
        decimal.setValue('.');
        dates.setLabel("Dates");
        dates.setItems(DateOrder.values());
        dates.setItemLabelGenerator(DateOrder::example);
        dates.setValue(DateOrder.ISO);
        Div format = new Div(delimiter, decimal, dates);
        format.addClassName("ct-import-format");
        rows.addClassName("ct-import-columns");
        add(title, format, rows);
    }

    /** Calls when the sign between fields changes, since the columns are others then. */
    void onFormat(Runnable changed) {
        delimiter.addValueChangeListener(change -> changed.run());
    }

    /** Reads the header lines of the files in the folder. */
    void read(Path folder) {
        unknown.clear();
        rows.removeAll();
        requiredMissing = false;
        List<String> matched = new ArrayList<>();
        for (ImportFile file : ImportFile.values()) {
            Path path = folder.resolve(file.fileName());
            if (Files.isRegularFile(path)) {
                show(file, headers(path), matched);
            }
        }
        note.setText(
                matched.isEmpty()
                        ? "Add files to see their columns; a zip is read as it is"
                        : matched.size() + " matched by name" + (unknown.isEmpty() ? "" : ", the others below"));
    }

    /** Whether every column that is needed is there or mapped. */
    boolean complete() {
        return !requiredMissing
                || unknown.values().stream()
                        .flatMap(columns -> columns.values().stream())
                        .anyMatch(choice -> !NOT_IMPORTED.equals(choice.getValue()));
    }

    ImportFormat format() {
        Map<ImportFile, Map<String, String>> renamed = new EnumMap<>(ImportFile.class);
        unknown.forEach((file, columns) -> columns.forEach((header, choice) -> {
            if (!NOT_IMPORTED.equals(choice.getValue())) {
                renamed.computeIfAbsent(file, any -> new HashMap<>()).put(header, choice.getValue());
            }
        }));
        return new ImportFormat(delimiter.getValue(), decimal.getValue(), dates.getValue(), renamed);
    }

    private void show(ImportFile file, List<String> headers, List<String> matched) {
        List<String> missing = new ArrayList<>();
        for (FileColumn column : file.columns()) {
            if (headers.contains(column.name())) {
                matched.add(column.name());
            } else {
                missing.add(column.name());
                requiredMissing |= column.required();
            }
        }
        for (String header : headers) {
            boolean known =
                    file.columns().stream().anyMatch(column -> column.name().equals(header));
            if (!known && !header.isBlank()) {
                rows.add(row(file, header, missing));
            }
        }
    }

    private Div row(ImportFile file, String header, List<String> missing) {
        Select<String> choice = new Select<>();
        List<String> choices = new ArrayList<>(missing);
        choices.addFirst(NOT_IMPORTED);
        choice.setItems(choices);
        choice.setValue(NOT_IMPORTED);
        choice.setAriaLabel(header + " of " + file.fileName() + " in Cashtide");
        unknown.computeIfAbsent(file, any -> new HashMap<>()).put(header, choice);
        Span name = new Span(header);
        name.addClassName("ct-import-header");
        Span from = new Span(file.fileName());
        from.addClassName("ct-sub");
        Div row = new Div(name, from, Icon.RIGHT.draw(), choice);
        row.addClassName("ct-import-column");
        return row;
    }

    private List<String> headers(Path file) {
        try (BufferedReader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            StringBuilder line = new StringBuilder();
            for (int c = reader.read(); c >= 0 && c != '\n' && line.length() < HEADER_LENGTH_MAX; c = reader.read()) {
                line.append((char) c);
            }
            String text =
                    line.toString().replace("\r", "").replace("\uFEFF", "").replace("\"", "");
            return List.of(text.split(Pattern.quote(String.valueOf(delimiter.getValue())), -1)).stream()
                    .map(String::strip)
                    .toList();
        } catch (IOException e) {
            return List.of(); // Not UTF-8: the dry run says so, with line and remedy.
        }
    }

    private static String word(char sign) {
        return switch (sign) {
            case ',' -> "Comma";
            case ';' -> "Semicolon";
            case '\t' -> "Tab";
            default -> "Bar";
        };
    }
}
