package cashtide.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.nio.file.Files;
import java.nio.file.Path;

/** Real receivables that lie beside the project in continuous integration; elsewhere the tests on them may be skipped. */
final class SharedData {

    private SharedData() {}

    static Path receivables2019() {
        Path folder = Path.of("").toAbsolutePath();
        while (folder != null && !Files.isDirectory(folder.resolve("shared/data/receivables-2019"))) {
            folder = folder.getParent();
        }
        if (System.getenv("CI") != null) {
            assertThat(folder)
                    .as("shared/data/receivables-2019 beside the project")
                    .isNotNull();
        }
        assumeThat(folder).as("shared/data/receivables-2019 beside the project").isNotNull();
        return folder.resolve("shared/data/receivables-2019");
    }
}
