package cashtide.lake;

import static org.assertj.core.api.Assertions.assertThat;

import cashtide.contract.PublishedTable;
import cashtide.contract.PublishedTables;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.iceberg.Schema;
import org.apache.iceberg.types.Types.NestedField;
import org.junit.jupiter.api.Test;

/** Columns are only added: what an analyst's query names today is there tomorrow, under the same field id. */
class LakeSchemaGoldenTest {

    private static final String GOLDEN = "golden/lake-schemas.txt";

    @Test
    void noColumnIsRemovedRenamedRetypedOrRenumbered() throws IOException {
        List<String> now = lines();
        if (Boolean.getBoolean("golden.write")) {
            Path file = Path.of("src/test/resources", GOLDEN);
            Files.createDirectories(file.getParent());
            Files.write(file, now);
        }
        assertThat(golden()).isNotEmpty();
        assertThat(now).containsAll(golden());
    }

    @Test
    void aNewColumnIsOptionalAndIsWrittenIntoTheGoldenFile() throws IOException {
        List<String> added = new ArrayList<>(lines());
        added.removeAll(golden());
        assertThat(added)
                .as("new columns; run the test with -Dgolden.write=true to accept them")
                .isEmpty();
    }

    @Test
    void everyTableAndColumnSaysWhatItMeans() {
        for (PublishedTable table : PublishedTables.ALL) {
            assertThat(LakeSchemas.properties(table).get("comment")).isNotBlank();
            for (NestedField field : LakeSchemas.of(table).columns()) {
                assertThat(field.doc()).as(table.name() + "." + field.name()).isNotBlank();
            }
        }
    }

    private static List<String> lines() {
        List<String> lines = new ArrayList<>(lines("raw.change", LakeSchemas.RAW_CHANGE));
        for (PublishedTable table : PublishedTables.ALL) {
            lines.addAll(lines(table.name(), LakeSchemas.of(table)));
        }
        return lines;
    }

    private static List<String> lines(String table, Schema schema) {
        return schema.columns().stream()
                .map(field -> table + " " + field.fieldId() + " " + field.name() + " " + field.type() + " "
                        + (field.isRequired() ? "required" : "optional"))
                .toList();
    }

    private static List<String> golden() throws IOException {
        try (InputStream in = LakeSchemaGoldenTest.class.getClassLoader().getResourceAsStream(GOLDEN)) {
            return in == null
                    ? List.of()
                    : new String(in.readAllBytes(), StandardCharsets.UTF_8)
                            .lines()
                            .toList();
        }
    }
}
