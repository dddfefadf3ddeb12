package cashtide.intake;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Enumeration;
import java.util.Locale;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;

/** Where an import's files lie: a folder, or a zip of one. */
public final class ImportSource implements AutoCloseable {

    /** Largest file, in bytes after unpacking. */
    public static final long FILE_BYTES_MAX = 512L * 1024 * 1024;

    private static final int ENTRIES_MAX = 100;

    private final Map<ImportFile, Path> paths = new EnumMap<>(ImportFile.class);
    private final Map<ImportFile, ZipEntry> entries = new EnumMap<>(ImportFile.class);
    private final Problems problems = new Problems();
    private final long fileBytesMax;
    private @Nullable ZipFile zip;

    private ImportSource(long fileBytesMax) {
        this.fileBytesMax = fileBytesMax;
    }

    /**
     * Opens a folder or a zip. What is wrong with it as a whole is among the problems of reading it.
     *
     * @throws UncheckedIOException when the machine can't read it
     */
    public static ImportSource open(Path path) {
        return open(path, FILE_BYTES_MAX);
    }

    static ImportSource open(Path path, long fileBytesMax) {
        ImportSource source = new ImportSource(fileBytesMax);
        if (Files.isDirectory(path)) {
            source.openFolder(path);
        } else {
            source.openZip(path);
        }
        return source;
    }

    /** Whether the file is there. */
    public boolean has(ImportFile file) {
        return paths.containsKey(file) || entries.containsKey(file);
    }

    /** Lines of all files without their headers: an estimate of the rows, for progress. */
    public long lines() {
        long lines = 0;
        for (ImportFile file : ImportFile.values()) {
            if (has(file)) {
                try (InputStream in = bytes(file)) {
                    lines += Math.max(0, lineEnds(in) - 1);
                } catch (IOException e) {
                    // Reading will name what is wrong with the file.
                    return lines;
                }
            }
        }
        return lines;
    }

    private static long lineEnds(InputStream in) throws IOException {
        byte[] buffer = new byte[1 << 16];
        long ends = 0;
        for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
            for (int i = 0; i < read; i++) {
                if (buffer[i] == '\n') {
                    ends++;
                }
            }
        }
        return ends;
    }

    /** What is wrong with the folder or zip as a whole. */
    Problems problems() {
        return problems;
    }

    /** The bytes of a file that is there; stops with an error beyond {@link #FILE_BYTES_MAX}. */
    InputStream bytes(ImportFile file) throws IOException {
        Path path = paths.get(file);
        if (path != null) {
            return new Limited(Files.newInputStream(path), file.fileName(), fileBytesMax);
        }
        ZipEntry entry = entries.get(file);
        if (entry == null || zip == null) {
            throw new IllegalStateException(file.fileName() + " is not there");
        }
        return new Limited(zip.getInputStream(entry), file.fileName(), fileBytesMax);
    }

    @Override
    public void close() {
        if (zip != null) {
            try {
                zip.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private void openFolder(Path folder) {
        for (ImportFile file : ImportFile.values()) {
            Path path = folder.resolve(file.fileName());
            if (Files.isRegularFile(path)) {
                paths.put(file, path);
            }
        }
        requireSome(folder.getFileName() == null ? "" : folder.getFileName().toString());
    }

    private void openZip(Path path) {
        String name = String.valueOf(path.getFileName());
        try {
            ZipFile opened = new ZipFile(path.toFile());
            zip = opened;
            findEntries(opened, name);
            requireSome(name);
        } catch (ZipException e) {
            problems.add(new Problem(
                    name,
                    0,
                    "",
                    "ZIP_BROKEN",
                    "Not a zip that can be read",
                    "Zip the folder with the CSV files again."));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + name, e);
        }
    }

    private void findEntries(ZipFile opened, String name) {
        Enumeration<? extends ZipEntry> all = opened.entries();
        for (int count = 0; all.hasMoreElements(); count++) {
            if (count >= ENTRIES_MAX) {
                problems.add(new Problem(
                        name,
                        0,
                        "",
                        "ZIP_ENTRIES",
                        "More than " + ENTRIES_MAX + " files in the zip",
                        "Zip only the CSV files."));
                return;
            }
            ZipEntry entry = all.nextElement();
            // Only the last name counts, and nothing is unpacked to disk: a path cannot lead anywhere.
            String last = entry.getName().substring(entry.getName().lastIndexOf('/') + 1);
            for (ImportFile file : ImportFile.values()) {
                if (!entry.isDirectory() && file.fileName().equals(last.toLowerCase(Locale.ROOT))) {
                    if (entries.putIfAbsent(file, entry) != null) {
                        problems.add(new Problem(
                                file.fileName(), 0, "", "FILE_TWICE", "Twice in the zip", "Leave one of them in."));
                    }
                }
            }
        }
    }

    private void requireSome(String name) {
        if (paths.isEmpty() && entries.isEmpty()) {
            problems.add(new Problem(
                    name,
                    0,
                    "",
                    "NO_FILES",
                    "None of customers.csv, invoices.csv and payments.csv is there",
                    "Give the files these names."));
        }
    }

    /** Counts what is unpacked, so that a small zip cannot fill the memory or the disk. */
    private static final class Limited extends FilterInputStream {
        private final String file;
        private final long bytesMax;
        private long count;

        Limited(InputStream in, String file, long bytesMax) {
            super(in);
            this.file = file;
            this.bytesMax = bytesMax;
        }

        @Override
        public int read() throws IOException {
            int b = super.read();
            counted(b < 0 ? 0 : 1);
            return b;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            int read = super.read(buffer, offset, length);
            counted(read);
            return read;
        }

        private void counted(int bytes) throws IOException {
            count += Math.max(0, bytes);
            if (count > bytesMax) {
                throw new GuardedReader.Stopped(new Problem(
                        file,
                        0,
                        "",
                        "FILE_TOO_LARGE",
                        "Larger than " + bytesMax / (1024 * 1024) + " MB",
                        "Split the import by date."));
            }
        }
    }
}
