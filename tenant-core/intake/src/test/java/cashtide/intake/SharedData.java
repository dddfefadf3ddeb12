package cashtide.intake;

import static org.assertj.core.api.Assumptions.assumeThat;

import java.nio.file.Files;
import java.nio.file.Path;

/** Real receivables that lie beside the project in continuous integration; elsewhere the tests on them are skipped. */
final class SharedData {

    private SharedData() {}

    static Path receivables2019() {
        Path folder = Path.of("").toAbsolutePath();
        while (folder != null && !Files.isDirectory(folder.resolve("shared/data/receivables-2019"))) {
            folder = folder.getParent();
        }
        assumeThat(folder).as("shared/data/receivables-2019 beside the project").isNotNull();
        return folder.resolve("shared/data/receivables-2019");
    }
}
