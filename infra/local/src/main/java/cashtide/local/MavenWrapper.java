package cashtide.local;

import java.nio.file.Files;
import java.nio.file.Path;

/** The Maven wrapper of the checkout that this program was built from. */
final class MavenWrapper {

    private MavenWrapper() {}

    /** @throws IllegalStateException when neither the working folder nor one above it has a wrapper */
    static Path find() {
        for (Path folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
            Path wrapper = folder.resolve("mvnw");
            if (Files.isExecutable(wrapper)) {
                return wrapper;
            }
        }
        throw new IllegalStateException("no ./mvnw here or above: run from inside the checkout");
    }
}
