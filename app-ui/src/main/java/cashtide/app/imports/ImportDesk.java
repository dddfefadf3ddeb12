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
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Takes files in, starts their import and runs it in the background, a tenant's one after the other. What a stopped app left
 * unfinished is run again when it starts; what it left unfinished twice without being told to stop has failed.
 */
@Component
public final class ImportDesk {

    private static final Logger LOG = LoggerFactory.getLogger(ImportDesk.class);

    private static final String ARRIVING = "arriving-";
    private static final Duration STOPPED_WITHIN = Duration.ofSeconds(10);

    private final Path root;
    private final StartImport startImport;
    private final RunImport runImport;
    private final ImportRuns runs;
    private final TenantHosts hosts;
    // One after the other within a tenant, and two tenants at a time: nobody waits for another's long import.
    private final Map<TenantId, ExecutorService> queues = new ConcurrentHashMap<>();
    private final Semaphore running = new Semaphore(2, true);
    private final Map<TenantId, Object> taking = new ConcurrentHashMap<>();
    private final Instant started;

    @Autowired
    ImportDesk(
            AppSettings settings,
            StartImport startImport,
            RunImport runImport,
            ImportRuns runs,
            TenantHosts hosts,
            InstantSource clock) {
        this(settings.imports().dir(), startImport, runImport, runs, hosts, clock);
    }

    ImportDesk(
            Path root,
            StartImport startImport,
            RunImport runImport,
            ImportRuns runs,
            TenantHosts hosts,
            InstantSource clock) {
        // Less what a file system's clock may lag behind.
        this.started = clock.instant().minusSeconds(1);
        this.root = root;
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
     * Starts the import of what lies in the folder. The same command again answers the same and imports nothing twice. The
     * folder is the desk's from here on, whatever comes of it.
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
        StartImport.Start start = new StartImport.Start(command, run, source, name, dryRun);
        // One at a time within a tenant: the same command sent twice at once finds the files of the first.
        synchronized (taking.computeIfAbsent(actor.tenantId(), tenant -> new Object())) {
            Path kept = folder(actor, run);
            if (Files.exists(kept)) {
                discard(files);
                return startImport.handle(actor, start);
            }
            // The files first: a run without any would wait for ever, while files without a run are only swept up.
            Path now = files;
            boolean submitted = false;
            try {
                KeptFormat.write(files, format);
                now = Files.move(files, kept, StandardCopyOption.ATOMIC_MOVE);
                Outcome<StartImport.Started> started = startImport.handle(actor, start);
                if (started instanceof Outcome.Done && !isOver(actor, run)) {
                    submit(actor, run);
                    submitted = true;
                }
                return started;
            } catch (IOException e) {
                throw new UncheckedIOException("cannot keep uploaded files", e);
            } finally {
                if (!submitted) {
                    discard(now);
                }
            }
        }
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

    /** Runs what an app that stopped had begun, and sweeps up what it left. */
    @EventListener(ApplicationReadyEvent.class)
    public void resume() {
        for (TenantHosts.Host host : hosts.all()) {
            Actor job = Actor.job(host.tenantId(), "import resumed");
            List<ImportRunId> unfinished = runs.unfinished(job);
            sweep(job, unfinished);
            for (ImportRunId run : unfinished) {
                if (Files.isDirectory(folder(job, run))) {
                    submit(job, run);
                } else {
                    runImport.giveUp(job, run, "The app stopped before the files were kept. Import them again.");
                }
            }
        }
    }

    @PreDestroy
    void stop() {
        queues.values().forEach(ExecutorService::shutdownNow);
        long deadline = System.nanoTime() + STOPPED_WITHIN.toNanos();
        try {
            for (ExecutorService queue : queues.values()) {
                var unused = queue.awaitTermination(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
            }
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
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
            if (Attempts.begin(folder) > Attempts.MAX) {
                runImport.giveUp(
                        actor,
                        run,
                        "The app stopped twice while it read these files: nothing was kept. Split them into smaller ones.");
            } else {
                runImport.run(actor, run, zipOrFolder(folder), KeptFormat.read(folder));
            }
        } catch (IOException | RuntimeException e) {
            if (Thread.currentThread().isInterrupted()) {
                LOG.info("import {} goes on when the app starts again", run.value());
            } else {
                LOG.error("import {} failed", run.value(), e);
            }
        } finally {
            running.release();
        }
        if (Thread.currentThread().isInterrupted()) {
            Attempts.forget(folder);
        } else if (isOver(actor, run)) {
            discard(folder);
        }
    }

    /**
     * Removes what lay here before this app started and no unfinished run needs: files that arrived and were never imported
     * (a stopped app cannot have a page open any more), and those of runs that have ended.
     */
    private void sweep(Actor job, List<ImportRunId> unfinished) {
        Path folder = root.resolve(job.tenantId().toString());
        Set<Path> needed = unfinished.stream().map(run -> folder(job, run)).collect(Collectors.toSet());
        try (Stream<Path> all = Files.isDirectory(folder) ? Files.list(folder) : Stream.empty()) {
            for (Path path : all.toList()) {
                if (!needed.contains(path)
                        && Files.getLastModifiedTime(path).toInstant().isBefore(started)) {
                    discard(path);
                }
            }
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
