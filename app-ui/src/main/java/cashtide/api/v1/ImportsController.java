package cashtide.api.v1;

import cashtide.api.ApiRefusal;
import cashtide.app.imports.ImportDesk;
import cashtide.app.signin.SignedIn;
import cashtide.audit.CommandId;
import cashtide.audit.Outcome;
import cashtide.imports.CancelImport;
import cashtide.imports.ImportCounts;
import cashtide.imports.ImportRun;
import cashtide.imports.ImportRunId;
import cashtide.imports.ImportRuns;
import cashtide.imports.StartImport;
import cashtide.imports.UndoImport;
import cashtide.intake.ImportFile;
import cashtide.intake.ImportFormat;
import cashtide.intake.ImportFormat.DateOrder;
import cashtide.intake.Problem;
import cashtide.tenant.Actor;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;

/** Imports: sent as one zip or as the CSV files, run in the background, looked at until they have ended. */
@RestController
@RequestMapping("/api/v1/imports")
final class ImportsController {

    private static final int RECENT = 50;

    private final ImportDesk desk;
    private final ImportRuns runs;
    private final CancelImport cancelImport;
    private final UndoImport undoImport;

    ImportsController(ImportDesk desk, ImportRuns runs, CancelImport cancelImport, UndoImport undoImport) {
        this.desk = desk;
        this.runs = runs;
        this.cancelImport = cancelImport;
        this.undoImport = undoImport;
    }

    /** An import as the API shows it. */
    record View(
            UUID id,
            String status,
            String fileName,
            boolean dryRun,
            Progress progress,
            long problemCount,
            List<Problem> problems,
            ImportCounts counts,
            String message) {

        static View of(ImportRun run) {
            return new View(
                    run.id().value(),
                    run.status().code(),
                    run.fileName(),
                    run.dryRun(),
                    new Progress(run.rowsDone(), run.rowsTotal()),
                    run.problemCount(),
                    run.problems(),
                    run.counts(),
                    run.message());
        }
    }

    /** Lines read and lines in all. */
    record Progress(long rows, long total) {}

    /** An import that was taken in. */
    record Accepted(UUID id, String status) {}

    @PostMapping(consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
    ResponseEntity<Accepted> start(
            HttpServletRequest request,
            @RequestHeader(name = IdempotencyKey.HEADER, required = false) @Nullable String key,
            @RequestParam Map<String, MultipartFile> parts,
            @RequestParam(name = "dryRun", defaultValue = "false") boolean dryRun,
            @RequestParam(name = "delimiter", defaultValue = ",") String delimiter,
            @RequestParam(name = "decimal", defaultValue = ".") String decimal,
            @RequestParam(name = "dates", defaultValue = "ISO") String dates)
            throws IOException {
        Actor actor = SignedIn.of(request).actor();
        CommandId command = IdempotencyKey.command(key);
        ImportFormat format = format(delimiter, decimal, dates);
        Path folder = desk.receive(actor);
        String name;
        try {
            name = keep(parts.values().stream().toList(), folder);
        } catch (IOException | RuntimeException e) {
            desk.discard(folder);
            throw e;
        }
        StartImport.Started started =
                ApiRefusal.valueOf(desk.accept(actor, command, "api", name, dryRun, folder, format));
        ImportRun run = found(actor, started.run().value());
        return ResponseEntity.status(HttpStatus.ACCEPTED)
                .header("Location", "/api/v1/imports/" + run.id().value())
                .body(new Accepted(run.id().value(), run.status().code()));
    }

    @GetMapping
    List<View> recent(HttpServletRequest request) {
        return runs.recent(SignedIn.of(request).actor(), RECENT).stream()
                .map(View::of)
                .toList();
    }

    @GetMapping("/{id}")
    View one(HttpServletRequest request, @PathVariable("id") UUID id) {
        return View.of(found(SignedIn.of(request).actor(), id));
    }

    /** Stops one that is not posted yet; takes back one that is in; leaves alone what was stopped or taken back. */
    @DeleteMapping("/{id}")
    View delete(
            HttpServletRequest request,
            @RequestHeader(name = IdempotencyKey.HEADER, required = false) @Nullable String key,
            @PathVariable("id") UUID id) {
        Actor actor = SignedIn.of(request).actor();
        ImportRun run = found(actor, id);
        CommandId command = IdempotencyKey.command(key);
        switch (run.status()) {
            case CANCELLED, UNDONE -> {
                return View.of(run);
            }
            // Not the key's own id: sent again after it was too late to cancel, the same key asks for another command.
            case DONE, REFUSED, FAILED ->
                ApiRefusal.valueOf(undoImport.handle(
                        actor, new UndoImport.Undo(new CommandId(command.derived("undo")), run.id())));
            case RECEIVED, CHECKING, IMPORTING ->
                stopped(cancelImport.handle(actor, new CancelImport.Cancel(command, run.id())));
        }
        return View.of(found(actor, id));
    }

    /** What is too late to stop may be asked for again: it is no mistake of the sender. */
    private static void stopped(Outcome<CancelImport.Asked> outcome) {
        if (outcome instanceof Outcome.Rejected<CancelImport.Asked> no) {
            throw new ApiRefusal(409, no.reason().code(), no.reason().text());
        }
        ApiRefusal.valueOf(outcome);
    }

    private ImportRun found(Actor actor, UUID id) {
        ImportRun run = runs.find(actor, new ImportRunId(id));
        if (run == null) {
            throw new ApiRefusal(404, "NOT_FOUND", "There is no such import.");
        }
        return run;
    }

    /** Keeps the files under names of ours: what the sender calls them is only shown. */
    private static String keep(List<MultipartFile> parts, Path folder) throws IOException {
        for (MultipartFile part : parts) {
            String name =
                    Optional.ofNullable(part.getOriginalFilename()).orElse("").toLowerCase(Locale.ROOT);
            if (name.endsWith(".zip")) {
                part.transferTo(folder.resolve("import.zip"));
                return shown(name);
            }
        }
        int kept = 0;
        for (MultipartFile part : parts) {
            String name =
                    Optional.ofNullable(part.getOriginalFilename()).orElse("").toLowerCase(Locale.ROOT);
            String last = name.substring(name.lastIndexOf('/') + 1);
            Optional<ImportFile> file = Arrays.stream(ImportFile.values())
                    .filter(known -> known.fileName().equals(last))
                    .findFirst();
            if (file.isPresent()) {
                part.transferTo(folder.resolve(file.get().fileName()));
                kept++;
            }
        }
        if (kept == 0) {
            throw new ApiRefusal(
                    400, "IMPORT_FILES_MISSING", "Send a zip, or any of customers.csv, invoices.csv and payments.csv.");
        }
        return kept + " files";
    }

    private static String shown(String name) {
        String last = name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1);
        return last.length() > 120 ? last.substring(0, 120) : last;
    }

    private static ImportFormat format(String delimiter, String decimal, String dates) {
        if (delimiter.length() != 1 || decimal.length() != 1) {
            throw new ApiRefusal(400, "IMPORT_FORMAT", "Delimiter and decimal sign are one character each.");
        }
        return ApiRefusal.asked(() -> new ImportFormat(
                delimiter.charAt(0), decimal.charAt(0), DateOrder.valueOf(dates.toUpperCase(Locale.ROOT)), Map.of()));
    }
}
