package cashtide.local;

import java.nio.file.Files;
import java.nio.file.Path;

/** The Maven wrapper of the checkout that this program was built from. */
final class MavenWrapper {

    private MavenWrapper() {}

    /**
     * In {@code CASHTIDE_HOME}, which the launcher sets, or in the working folder or one above it.
     *
     * @throws IllegalStateException when none of them has a wrapper
     */
    static Path find() {
        Path start = Path.of(System.getenv().getOrDefault("CASHTIDE_HOME", "")).toAbsolutePath();
        for (Path folder = start; folder != null; folder = folder.getParent()) {
            Path wrapper = folder.resolve("mvnw");
            if (Files.isExecutable(wrapper)) {
                return wrapper;
            }
        }
        throw new IllegalStateException("no ./mvnw here or above: run from inside the checkout");
    }
}
