package cashtide.app.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cashtide.audit.CommandId;
import cashtide.audit.NotPermitted;
import cashtide.audit.Outcome;
import cashtide.fixture.Given;
import cashtide.fixture.TestDatabase;
import cashtide.imports.ImportRun;
import cashtide.imports.ImportRunId;
import cashtide.imports.ImportRuns;
import cashtide.imports.ImportStatus;
import cashtide.imports.RunImport;
import cashtide.imports.StartImport;
import cashtide.intake.ImportFormat;
import cashtide.tenant.Actor;
import cashtide.tenant.TenantHosts;
import cashtide.tenant.Tenants;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each new desk stands for an app that was started again. */
final class ImportDeskPgTest {

    private static TestDatabase database;
    private static int tenants;

    @TempDir
    Path root;

    private final List<ImportDesk> desks = new ArrayList<>();
    private Given given;
    private Actor actor;

    @BeforeAll
    static void start() {
        database = TestDatabase.fresh();
    }

    @AfterAll
    static void stop() {
        database.close();
    }

    @BeforeEach
    void aTenant() {
        given = Given.in(database);
        actor = given.sandbox("desk-" + ++tenants, "2026-03-15");
    }

    @AfterEach
    void close() {
        desks.forEach(ImportDesk::stop);
    }

    @Test
    void anImportThatIsUnderWayWhenTheAppIsToldToStopGoesOnWhenItStarts() throws Exception {
        ImportDesk desk = desk(database.app());
        for (int stops = 0; stops < 3; stops++) {
            ImportRunId run;
            try (Connection holder = database.superuser();
                    Statement hold = holder.createStatement()) {
                holder.setAutoCommit(false);
                hold.execute("lock table staged_customer in share mode");
                if (stops == 0) {
                    run = new ImportRunId(accepted(desk, CommandId.fresh()));
                } else {
                    run = new ImportRuns(given.tenants()).unfinished(actor).getFirst();
                    desk.resume();
                }
                await(ImportDeskPgTest::somethingWaitsForALock);
                CompletableFuture<Void> stopping = CompletableFuture.runAsync(desk::stop);
                await(this::importIsInterrupted);
                holder.rollback();
                stopping.get(1, TimeUnit.MINUTES);
            }
            await(() -> importThreads().findAny().isEmpty());
            assertThat(status(run)).isNotNull().matches(status -> !status.isFinal());
            assertThat(kept(run)).isDirectoryContaining("glob:**customers.csv");
            desk = desk(database.app());
        }
        ImportRunId run = new ImportRuns(given.tenants()).unfinished(actor).getFirst();
        desk.resume();
        await(() -> status(run).isFinal());
        assertThat(status(run)).isEqualTo(ImportStatus.DONE);
    }

    @Test
    void anImportWithoutItsFilesHasFailedWhenTheAppStarts() {
        ImportRunId run = ImportRunId.fresh();
        new StartImport(given.commands())
                .handle(actor, new StartImport.Start(CommandId.fresh(), run, "api", "files", false))
                .orThrow();
        desk(database.app()).resume();
        assertThat(status(run)).isEqualTo(ImportStatus.FAILED);
        assertThat(found(run).message()).contains("Import them again");
    }

    @Test
    void filesThatNoUnfinishedImportNeedsGoWhenTheAppStarts() throws IOException {
        ImportDesk before = desk(database.app());
        Path arrived = before.receive(actor);
        Path orphan = Files.createDirectories(kept(ImportRunId.fresh()));
        Files.setLastModifiedTime(arrived, FileTime.from(Instant.EPOCH));
        Files.setLastModifiedTime(orphan, FileTime.from(Instant.EPOCH));
        ImportDesk restarted = desk(database.app());
        Path ofThisApp = restarted.receive(actor);
        restarted.resume();
        assertThat(arrived).doesNotExist();
        assertThat(orphan).doesNotExist();
        assertThat(ofThisApp).as("arrived just now").exists();
    }

    @Test
    void theSameImportSentTwiceAtOnceIsOneImport() throws Exception {
        ImportDesk desk = desk(database.app());
        try (ExecutorService senders = Executors.newFixedThreadPool(4)) {
            for (int round = 0; round < 10; round++) {
                CommandId command = CommandId.fresh();
                Callable<UUID> send = () -> accepted(desk, command);
                for (Future<UUID> answer : senders.invokeAll(List.of(send, send, send, send))) {
                    assertThat(answer.get()).isEqualTo(command.value());
                }
                ImportRunId run = new ImportRunId(command.value());
                await(() -> status(run).isFinal());
                assertThat(status(run)).isEqualTo(ImportStatus.DONE);
            }
        }
        await(() -> folders().isEmpty());
    }

    @Test
    void filesOfARefusedImportAreNotKept() {
        ImportDesk desk = desk(database.app());
        Actor nobody = new Actor(actor.tenantId(), actor.userId(), "Nobody", Set.of());
        Path files = desk.receive(actor);
        assertThatThrownBy(() ->
                        desk.accept(nobody, CommandId.fresh(), "api", "files", false, files, ImportFormat.STANDARD))
                .isInstanceOf(NotPermitted.class)
                .hasMessageContaining("StartImport");
        assertThat(folders()).isEmpty();
    }

    @Test
    void anImportThatMadeTheAppDieTwiceHasFailed() throws Exception {
        Set<Thread> dead = ConcurrentHashMap.newKeySet();
        DataSource deadly = deadlyForImports(database.app(), dead);
        ImportRunId run = new ImportRunId(accepted(desk(deadly), CommandId.fresh()));
        await(() -> dead.size() == 1);
        desk(deadly).resume();
        await(() -> dead.size() == 2);
        assertThat(status(run)).isEqualTo(ImportStatus.RECEIVED);
        desk(database.app()).resume();
        await(() -> status(run).isFinal());
        assertThat(status(run)).isEqualTo(ImportStatus.FAILED);
        assertThat(found(run).message()).contains("stopped twice");
        await(() -> folders().isEmpty());
    }

    /** @param ofRuns where the background work finds the database */
    private ImportDesk desk(DataSource ofRuns) {
        ImportDesk desk = new ImportDesk(
                root,
                new StartImport(given.commands()),
                new RunImport(new Tenants(ofRuns, InstantSource.system()), given.commands()),
                new ImportRuns(given.tenants()),
                new TenantHosts(database.app()),
                InstantSource.system());
        desks.add(desk);
        return desk;
    }

    /** An import thread that asks for a connection dies as one does that finds no memory. */
    private static DataSource deadlyForImports(DataSource database, Set<Thread> dead) {
        return (DataSource) Proxy.newProxyInstance(
                DataSource.class.getClassLoader(), new Class<?>[] {DataSource.class}, (proxy, method, arguments) -> {
                    if (Thread.currentThread().getName().startsWith("import-")) {
                        dead.add(Thread.currentThread());
                        throw new OutOfMemoryError("on purpose");
                    }
                    try {
                        return method.invoke(database, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    /** Sends a customer; answers with the run's id. */
    private UUID accepted(ImportDesk desk, CommandId command) throws IOException {
        Path files = desk.receive(actor);
        Files.writeString(files.resolve("customers.csv"), "customer_number,name,currency\nC1,Nord AG,EUR\n");
        Outcome<StartImport.Started> started =
                desk.accept(actor, command, "api", "1 file", false, files, ImportFormat.STANDARD);
        return started.orThrow().run().value();
    }

    private ImportRun found(ImportRunId run) {
        return Objects.requireNonNull(new ImportRuns(given.tenants()).find(actor, run));
    }

    private ImportStatus status(ImportRunId run) {
        return found(run).status();
    }

    private Path kept(ImportRunId run) {
        return root.resolve(actor.tenantId().toString()).resolve(run.value().toString());
    }

    private List<Path> folders() {
        try (Stream<Path> all = Files.list(root.resolve(actor.tenantId().toString()))) {
            return all.toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private boolean importIsInterrupted() {
        return importThreads().anyMatch(Thread::isInterrupted);
    }

    private Stream<Thread> importThreads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals("import-" + actor.tenantId()));
    }

    private static boolean somethingWaitsForALock() {
        try (Connection connection = database.superuser();
                Statement statement = connection.createStatement();
                var row = statement.executeQuery(
                        "select exists (select from pg_locks where not granted and database = (select oid from pg_database"
                                + " where datname = current_database()))")) {
            row.next();
            return row.getBoolean(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void await(BooleanSupplier condition) throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("within a minute").isLessThan(deadline);
            Thread.sleep(20);
        }
    }
}
