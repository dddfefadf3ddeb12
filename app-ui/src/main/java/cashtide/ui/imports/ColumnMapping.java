package cashtide.ui.imports;

import cashtide.intake.FileColumn;
import cashtide.intake.ImportFile;
import cashtide.intake.ImportFormat;
import cashtide.intake.ImportFormat.DateOrder;
import cashtide.intake.ImportPreview;
import cashtide.intake.ImportSource;
import cashtide.ui.component.Icon;
import cashtide.ui.component.StatusChip;
import cashtide.ui.component.Tone;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.select.Select;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * How the files are written, and which of their columns are which of ours: guessed from their first lines, for a person to
 * confirm or correct. Columns that bear our names are not asked for.
 */
final class ColumnMapping extends Div {

    private static final long serialVersionUID = 1L;
    private static final String NOT_IMPORTED = "";

    private final Select<Character> delimiter = new Select<>();
    private final Select<Character> decimal = new Select<>();
    private final Select<DateOrder> dates = new Select<>();
    private final Div lacks = new Div();
    private final Div rows = new Div();
    private final Span note = new Span();
    private final Map<ImportFile, Map<String, Select<String>>> asked = new EnumMap<>(ImportFile.class);
    private final Map<ImportFile, Set<String>> ours = new EnumMap<>(ImportFile.class);
    private final Map<ImportFile, Span> missing = new EnumMap<>(ImportFile.class);
    private boolean delimiterSaid;

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
        lacks.addClassName("ct-import-columns");
        add(title, format, lacks, rows);
    }

    /** Calls when a person says what stands between fields, since the columns are others then. */
    void onDelimiter(Runnable changed) {
        delimiter.addValueChangeListener(change -> {
            if (change.isFromClient()) {
                delimiterSaid = true;
                changed.run();
            }
        });
    }

    /**
     * Looks at the first lines of the files.
     *
     * @param files a folder or a zip
     */
    void read(Path files) {
        asked.clear();
        ours.clear();
        missing.clear();
        lacks.removeAll();
        rows.removeAll();
        try (ImportSource source = ImportSource.open(files)) {
            ImportPreview preview =
                    delimiterSaid ? ImportPreview.of(source, delimiter.getValue()) : ImportPreview.of(source);
            if (!preview.files().isEmpty()) {
                delimiter.setValue(preview.format().delimiter());
                decimal.setValue(preview.format().decimalSign());
                dates.setValue(preview.format().dates());
            }
            preview.files().forEach(this::show);
        }
        int byName = ours.values().stream().mapToInt(Set::size).sum();
        int others = asked.values().stream().mapToInt(Map::size).sum();
        note.setText(
                ours.isEmpty()
                        ? "Add files to see their columns"
                        : byName + " matched by name" + (others == 0 ? "" : ", " + others + " to look at"));
    }

    /** Whether every column that is needed is there or mapped. */
    boolean complete() {
        return ours.keySet().stream().allMatch(file -> lacking(file).isEmpty());
    }

    ImportFormat format() {
        Map<ImportFile, Map<String, String>> renamed = new EnumMap<>(ImportFile.class);
        asked.forEach((file, columns) -> {
            Map<String, String> names = new LinkedHashMap<>();
            columns.forEach((header, choice) -> {
                if (!NOT_IMPORTED.equals(choice.getValue())) {
                    names.put(header, choice.getValue());
                }
            });
            renamed.put(file, names);
        });
        return new ImportFormat(delimiter.getValue(), decimal.getValue(), dates.getValue(), renamed);
    }

    private void show(ImportPreview.File file) {
        Set<String> known = new HashSet<>();
        List<Integer> unsure = new ArrayList<>();
        for (int i = 0; i < file.header().size(); i++) {
            String header = file.header().get(i);
            if (header.equals(file.columns().get(i))) {
                known.add(header);
            } else if (!header.isBlank()) {
                unsure.add(i);
            }
        }
        ours.put(file.file(), known);
        asked.put(file.file(), new LinkedHashMap<>());
        for (int column : unsure) {
            List<String> second =
                    file.rows().isEmpty() ? List.of() : file.rows().getFirst();
            rows.add(row(
                    file.file(),
                    file.header().get(column),
                    column < second.size() ? second.get(column) : "",
                    file.columns().get(column)));
        }
        Span lack = new Span();
        lack.addClassName("ct-import-lack");
        lack.getElement().setAttribute("role", "status");
        missing.put(file.file(), lack);
        lacks.add(lack);
        showLacking(file.file());
    }

    private Div row(ImportFile file, String header, String secondLine, String guess) {
        Select<String> choice = new Select<>();
        List<String> choices = new ArrayList<>(List.of(NOT_IMPORTED));
        file.columns().stream()
                .map(FileColumn::name)
                .filter(name -> !ours.getOrDefault(file, Set.of()).contains(name))
                .forEach(choices::add);
        choice.setItems(choices);
        choice.setItemLabelGenerator(ColumnMapping::label);
        choice.setValue(guess);
        choice.setAriaLabel(header + " of " + file.fileName() + " in Cashtide");
        asked.computeIfAbsent(file, any -> new LinkedHashMap<>()).put(header, choice);
        Span name = new Span(header);
        name.addClassName("ct-import-header");
        Span from = new Span(file.fileName());
        Span sample = new Span(secondLine);
        sample.addClassName("ct-import-sample");
        sample.setTitle(secondLine);
        List.of(from, sample).forEach(cell -> cell.addClassName("ct-sub"));
        Div check = new Div(chip(guess, guess));
        choice.addValueChangeListener(change -> {
            check.removeAll();
            check.add(chip(change.getValue(), guess));
            showLacking(file);
        });
        Div row = new Div(name, from, sample, Icon.RIGHT.draw(), choice, check);
        row.addClassName("ct-import-column");
        return row;
    }

    private static StatusChip chip(String chosen, String guess) {
        if (NOT_IMPORTED.equals(chosen)) {
            return new StatusChip(Tone.QUIET, Icon.X, "Not imported");
        }
        return chosen.equals(guess)
                ? new StatusChip(Tone.INFO, Icon.CHECK, "By its name")
                : new StatusChip(Tone.OK, Icon.CHECK, "By you");
    }

    private void showLacking(ImportFile file) {
        List<String> lacking = lacking(file);
        Span line = missing.get(file);
        if (line != null) {
            line.setText(
                    lacking.isEmpty()
                            ? ""
                            : file.fileName() + " still lacks "
                                    + String.join(
                                            ", ",
                                            lacking.stream()
                                                    .map(ColumnMapping::label)
                                                    .toList())
                                    + ": say below which column it is, or add it to the file.");
        }
    }

    /** Columns that the file must have and that no header stands for. */
    private List<String> lacking(ImportFile file) {
        Set<String> there = new HashSet<>(ours.getOrDefault(file, Set.of()));
        asked.getOrDefault(file, Map.of()).values().forEach(choice -> there.add(choice.getValue()));
        return file.columns().stream()
                .filter(column -> column.required() && !there.contains(column.name()))
                .map(FileColumn::name)
                .toList();
    }

    private static String label(String column) {
        return NOT_IMPORTED.equals(column)
                ? "Not imported"
                : Character.toUpperCase(column.charAt(0)) + column.substring(1).replace('_', ' ');
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
