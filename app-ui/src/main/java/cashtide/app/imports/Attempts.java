package cashtide.app.imports;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * How often the import of kept files was begun without coming to an end: files that make the app die would make it die again
 * after each start. Counted beside the files, since whoever died could write nothing more.
 */
final class Attempts {

    /** Begun more often, an import has failed. */
    static final int MAX = 2;

    private static final String NAME = "begun";

    private Attempts() {}

    /** Counts one more, and answers which it is, from 1. */
    static long begin(Path folder) throws IOException {
        Path mark = folder.resolve(NAME);
        Files.write(mark, new byte[] {'1'}, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        return Files.size(mark);
    }

    /** The app was told to stop: that says nothing against the files. */
    static void forget(Path folder) {
        try {
            Files.deleteIfExists(folder.resolve(NAME));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
