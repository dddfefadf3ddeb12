package cashtide.local;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Properties;

/** A properties file with secrets: readable by its owner alone, replaced as a whole and synced before it counts. */
final class SecretFile {

    private SecretFile() {}

    /** The file's entries; none when there is no such file yet. */
    static Properties read(Path file) throws IOException {
        Properties properties = new Properties();
        if (Files.exists(file)) {
            try (var reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
                properties.load(reader);
            }
        }
        return properties;
    }

    static void write(Path file, Properties properties) throws IOException {
        StringWriter text = new StringWriter();
        properties.store(text, null);
        Path staging = file.resolveSibling(file.getFileName() + ".new");
        Files.deleteIfExists(staging);
        try (FileChannel channel = FileChannel.open(
                staging,
                EnumSet.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))) {
            ByteBuffer bytes = StandardCharsets.UTF_8.encode(sorted(text.toString()));
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
        Files.move(staging, file, StandardCopyOption.ATOMIC_MOVE);
        try (FileChannel folder = FileChannel.open(Objects.requireNonNull(file.getParent()), StandardOpenOption.READ)) {
            folder.force(true);
        }
    }

    /** The same entries give the same bytes: no date in the first line, keys in order. */
    private static String sorted(String stored) {
        StringBuilder lines = new StringBuilder();
        stored.lines().filter(line -> !line.startsWith("#")).sorted().forEach(line -> lines.append(line)
                .append('\n'));
        return lines.toString();
    }
}
