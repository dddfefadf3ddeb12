package cashtide.app.imports;

import cashtide.app.AppSettings;
import cashtide.audit.CommandId;
import cashtide.audit.Outcome;
import cashtide.imports.ImportRun;
import cashtide.imports.ImportRunId;
import cashtide.imports.ImportRuns;
import cashtide.imports.RunImport;
import cashtide.imports.StartImport;
import cashtide.intake.ImportFormat;
import cashtide.tenant.Actor;
import cashtide.tenant.TenantHosts;
import cashtide.tenant.TenantId;
import jakarta.annotation.PreDestroy;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Takes files in, starts their import and runs it in the background, a tenant's one after the other. What a stopped app left unfinished is run again when it starts.
 */
@Component
public final class ImportDesk {

    private static final Logger LOG = LoggerFactory.getLogger(ImportDesk.class);

    private static final String ARRIVING = "arriving-";

    private final Path root;
    private final StartImport startImport;
    private final RunImport runImport;
    private final ImportRuns runs;
    private final TenantHosts hosts;
    // One after the other within a tenant, and two tenants at a time: nobody waits for another's long import.
    private final Map<TenantId, ExecutorService> queues = new ConcurrentHashMap<>();
    private final Semaphore running = new Semaphore(2, true);

    ImportDesk(AppSettings settings, StartImport startImport, RunImport runImport, ImportRuns runs, TenantHosts hosts) {
        this.root = settings.imports().dir();
        this.startImport = startImport;
        this.runImport = runImport;
        this.runs = runs;
        this.hosts = hosts;
    }

    /** A new folder of a tenant for files that arrive; {@link #accept} or {@link #discard} takes it over. */
    public Path receive(Actor actor) {
        Path folder = root.resolve(actor.tenantId().toString()).resolve(ARRIVING + UUID.randomUUID());
        try {
            return Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot keep uploaded files", e);
        }
    }

    /**
     * Starts the import of what lies in the folder. The same command again answers the same and imports nothing twice.
     *
     * @param files a folder from {@link #receive} with the CSV files, or with one zip
     */
    public Outcome<StartImport.Started> accept(
            Actor actor,
            CommandId command,
            String source,
            String name,
            boolean dryRun,
            Path files,
            ImportFormat format) {
        ImportRunId run = new ImportRunId(command.value());
        Outcome<StartImport.Started> started =
                startImport.handle(actor, new StartImport.Start(command, run, source, name, dryRun));
        Path kept = folder(actor, run);
        if (!(started instanceof Outcome.Done) || Files.exists(kept) || isOver(actor, run)) {
            discard(files);
            return started;
        }
        try {
            KeptFormat.write(files, format);
            Files.move(files, kept);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot keep uploaded files", e);
        }
        submit(actor, run);
        return started;
    }

    /** Removes files that are not going to be imported. */
    public void discard(Path folder) {
        try (Stream<Path> all = Files.exists(folder) ? Files.walk(folder) : Stream.empty()) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        } catch (IOException e) {
            LOG.warn("uploaded files stay in {}", folder, e);
        }
    }

    /** Runs what an app that stopped had begun. */
    @EventListener(ApplicationReadyEvent.class)
    public void resume() {
        for (TenantHosts.Host host : hosts.all()) {
            discardArrived(host.tenantId());
            Actor job = Actor.job(host.tenantId(), "import resumed");
            for (ImportRunId run : runs.unfinished(job)) {
                if (Files.isDirectory(folder(job, run))) {
                    submit(job, run);
                }
            }
        }
    }

    @PreDestroy
    void stop() {
        queues.values().forEach(ExecutorService::shutdownNow);
    }

    private boolean isOver(Actor actor, ImportRunId run) {
        ImportRun known = runs.find(actor, run);
        return known != null && known.status().isFinal();
    }

    private void submit(Actor actor, ImportRunId run) {
        queues.computeIfAbsent(
                        actor.tenantId(),
                        tenant -> Executors.newSingleThreadExecutor(Thread.ofPlatform()
                                .name("import-" + tenant)
                                .daemon()
                                .factory()))
                .execute(() -> runInTurn(actor, run));
    }

    private void runInTurn(Actor actor, ImportRunId run) {
        try {
            running.acquire();
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            return;
        }
        Path folder = folder(actor, run);
        try {
            runImport.run(actor, run, zipOrFolder(folder), KeptFormat.read(folder));
        } catch (IOException | RuntimeException e) {
            LOG.error("import {} failed", run.value(), e);
        } finally {
            running.release();
        }
        if (isOver(actor, run)) {
            discard(folder);
        }
    }

    /** Files that arrived and were never imported: a stopped app cannot have a page open any more. */
    private void discardArrived(TenantId tenant) {
        Path folder = root.resolve(tenant.toString());
        try (Stream<Path> all = Files.isDirectory(folder) ? Files.list(folder) : Stream.empty()) {
            all.filter(path -> path.getFileName().toString().startsWith(ARRIVING))
                    .forEach(this::discard);
        } catch (IOException e) {
            LOG.warn("leftover files stay in {}", folder, e);
        }
    }

    private Path folder(Actor actor, ImportRunId run) {
        return root.resolve(actor.tenantId().toString()).resolve(run.value().toString());
    }

    private static Path zipOrFolder(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            List<Path> zips = files.filter(file -> file.getFileName().toString().endsWith(".zip"))
                    .toList();
            return zips.size() == 1 ? zips.getFirst() : folder;
        }
    }
}
