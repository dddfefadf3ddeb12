package cashtide.app.imports;

import cashtide.intake.ImportFile;
import cashtide.intake.ImportFormat;
import cashtide.intake.ImportFormat.DateOrder;
import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;

/** The format of kept files, beside them, so that a restarted app reads them as they were meant. */
final class KeptFormat {

    private static final String NAME = "format.properties";
    private static final String COLUMN = "column.";

    private KeptFormat() {}

    static void write(Path folder, ImportFormat format) throws IOException {
        Properties properties = new Properties();
        properties.setProperty("delimiter", String.valueOf(format.delimiter()));
        properties.setProperty("decimal", String.valueOf(format.decimalSign()));
        properties.setProperty("dates", format.dates().name());
        format.renamed()
                .forEach((file, columns) -> columns.forEach(
                        (header, column) -> properties.setProperty(COLUMN + file.name() + "." + header, column)));
        try (Writer out = Files.newBufferedWriter(folder.resolve(NAME), StandardCharsets.UTF_8)) {
            properties.store(out, null);
        }
    }

    static ImportFormat read(Path folder) throws IOException {
        Properties properties = new Properties();
        try (Reader in = Files.newBufferedReader(folder.resolve(NAME), StandardCharsets.UTF_8)) {
            properties.load(in);
        }
        Map<ImportFile, Map<String, String>> renamed = new EnumMap<>(ImportFile.class);
        for (String key : properties.stringPropertyNames()) {
            if (key.startsWith(COLUMN)) {
                int dot = key.indexOf('.', COLUMN.length());
                ImportFile file = ImportFile.valueOf(key.substring(COLUMN.length(), dot));
                renamed.computeIfAbsent(file, any -> new HashMap<>())
                        .put(key.substring(dot + 1), properties.getProperty(key));
            }
        }
        return new ImportFormat(
                properties.getProperty("delimiter", ",").charAt(0),
                properties.getProperty("decimal", ".").charAt(0),
                DateOrder.valueOf(properties.getProperty("dates", "ISO")),
                renamed);
    }
}
