package cashtide.ui.imports;

import cashtide.app.imports.ImportDesk;
import cashtide.intake.ImportFile;
import cashtide.tenant.Actor;
import cashtide.ui.component.Icon;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.upload.Upload;
import com.vaadin.flow.server.streams.UploadHandler;
import com.vaadin.flow.server.streams.UploadMetadata;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes the files: a zip, or CSV files by their names. A file of the same name replaces the earlier one. */
final class FileDrop extends Div {

    private static final long serialVersionUID = 1L;
    private static final Logger LOG = LoggerFactory.getLogger(FileDrop.class);
    private static final String ZIP = "import.zip";
    private static final int FILE_BYTES_MAX = 512 * 1024 * 1024;

    private final transient ImportDesk desk;
    private final Actor actor;
    private final transient Path folder;
    private final Div list = new Div();

    FileDrop(ImportDesk desk, Actor actor, Runnable changed) {
        this.desk = desk;
        this.actor = actor;
        this.folder = desk.receive(actor);
        addClassName("ct-block");
        Upload upload = new Upload(UploadHandler.toFile(
                (metadata, file) -> getUI().ifPresent(ui -> {
                    Future<Void> later = ui.access(() -> {
                        show();
                        changed.run();
                    });
                    LOG.trace("file arrived, shown: {}", later.isDone());
                }),
                this::place));
        upload.setAcceptedFileExtensions(".csv", ".zip");
        upload.setMaxFileSize(FILE_BYTES_MAX);
        upload.setDropAllowed(true);
        list.addClassName("ct-files");
        Div body = new Div(list, upload);
        body.addClassName("ct-block-body");
        Div title = new Div(new H2("Files"));
        title.addClassName("ct-block-title");
        add(title, body);
        // Runs have copies of their own: what lies here is of no use once the page is left.
        addDetachListener(left -> desk.discard(folder));
        show();
    }

    /** The zip, where one was dropped, or the folder of the files. */
    Path files() {
        Path zip = folder.resolve(ZIP);
        return Files.exists(zip) ? zip : folder;
    }

    /** Whether there is anything to import. */
    boolean complete() {
        return !names().isEmpty();
    }

    /** What the import is called in the list of imports. */
    String label() {
        return String.join(", ", names());
    }

    /** A copy for one run: a dry run and the import each take theirs. */
    Path copy() {
        Path copy = desk.receive(actor);
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.copy(file, copy.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read uploaded files", e);
        }
        return copy;
    }

    /** Only names of ours reach the disk, whatever the browser says. */
    private File place(UploadMetadata metadata) throws IOException {
        String name = metadata.fileName().toLowerCase(Locale.ROOT);
        for (ImportFile known : ImportFile.values()) {
            if (known.fileName().equals(name)) {
                return folder.resolve(known.fileName()).toFile();
            }
        }
        if (name.endsWith(".zip")) {
            return folder.resolve(ZIP).toFile();
        }
        for (ImportFile known : ImportFile.values()) {
            String stem = known.fileName().replace(".csv", "");
            if (name.contains(stem) || name.contains(stem.substring(0, stem.length() - 1))) {
                return folder.resolve(known.fileName()).toFile();
            }
        }
        throw new IOException("The name says neither customers, invoices nor payments: " + metadata.fileName());
    }

    private List<String> names() {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        } catch (IOException e) {
            return List.of();
        }
    }

    private void show() {
        list.removeAll();
        for (String name : names()) {
            Span line = new Span(Icon.FILE.draw(), new Span(name));
            line.addClassName("ct-file");
            list.add(line);
        }
    }
}
