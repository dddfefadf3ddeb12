package cashtide.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import cashtide.jobs.fixture.Await;
import cashtide.jobs.fixture.CoreDatabase;
import cashtide.jobs.fixture.LakeAuditor;
import cashtide.jobs.fixture.WorkerConfig;
import cashtide.jobs.fixture.Writers;
import cashtide.lake.Lake;
import cashtide.lake.TenantName;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The worker's process is killed again and again while people work; nothing may be lost, doubled or torn. */
class IngestCrashTest {

    private static final int KILLS = Integer.getInteger("cashtide.kills", 12);
    /** As the core's {@code Seeds} has it: SEED replays, and a soak begins with SEED_FIRST. */
    private static final long SEED = Stream.of("SEED", "SEED_FIRST")
            .map(System::getenv)
            .filter(Objects::nonNull)
            .mapToLong(Long::parseLong)
            .findFirst()
            .orElse(4711);

    private static final Pattern CHECKPOINT = Pattern.compile("chk-\\d+");

    @TempDir
    Path folder;

    @Test
    void killedWorkersLoseNothingAndDoubleNothing() throws Exception {
        SplittableRandom random = new SplittableRandom(SEED);
        try (CoreDatabase core = CoreDatabase.create()) {
            List<UUID> tenants = List.of(core.tenant("acme"), core.tenant("borealis"), core.tenant("cobalt"));
            core.invoices(tenants.getFirst(), 1, 300);
            WorkerSettings settings = WorkerConfig.write(core, folder);
            LakeAuditor auditor = new LakeAuditor(core, Lake.open(settings.lake()));
            int kills = 0;
            long commits;
            try (Writers writers = new Writers(core, tenants, 4, SEED, 400)) {
                while (kills < KILLS) {
                    Process worker = start(settings);
                    boolean losing = kills + 1 == KILLS / 3 || kills + 1 == 2 * KILLS / 3;
                    // Every fifth is killed while it starts, the others somewhere in their first seconds of work.
                    if (kills % 5 != 4 || losing) {
                        Await.until("worker ready", () -> ready(settings, worker));
                    }
                    if (losing) {
                        Await.until("a checkpoint to lose", () -> !newestCheckpoints(settings.checkpoints())
                                .isEmpty());
                    }
                    TimeUnit.MILLISECONDS.sleep(500 + random.nextInt(4_000));
                    // Cancelled every fourth time, killed else; who is cancelled leaves no checkpoint.
                    end(worker, !losing && kills % 4 == 0);
                    kills++;
                    if (losing) {
                        List<Path> checkpoints = newestCheckpoints(settings.checkpoints());
                        assertThat(checkpoints).as("left by the killed worker").isNotEmpty();
                        lose(kills == KILLS / 3 ? checkpoints.subList(0, 1) : checkpoints);
                    }
                }
                commits = writers.commits();
                assertThat(writers.rollbacks()).isPositive();
            }
            assertThat(core.number("select count(*) from change_log where payload is null"))
                    .as("deletes among the changes")
                    .isPositive();
            Process worker = start(settings);
            try {
                Await.until("raw has what the log has", () -> auditor.rawAgainstLog()
                        .isEmpty());
                List<String> aliases = List.of("acme", "borealis", "cobalt");
                for (int i = 0; i < tenants.size(); i++) {
                    TenantName tenant = new TenantName(tenants.get(i), aliases.get(i));
                    Await.until(
                            "published as in PostgreSQL: " + tenant.alias(),
                            () -> auditor.publishedAgainstCore(tenant).isEmpty());
                }
            } catch (AssertionError late) {
                throw new AssertionError(whatIsMissing(auditor, tenants.getFirst()), late);
            } finally {
                end(worker, false);
            }
            assertThat(auditor.rawAgainstLog()).isEqualTo(Map.of());
            System.out.println(kills + " kills, " + commits + " transactions, "
                    + core.number("select count(*) from change_log") + " changes, seed " + SEED);
        }
    }

    private Process start(WorkerSettings settings) throws IOException {
        Files.deleteIfExists(folder.resolve("worker.pid"));
        return new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx600m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "--add-opens=java.base/java.nio=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Worker.class.getName(),
                        "--config=" + settings.file()))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        folder.resolve("worker.log").toFile()))
                .start();
    }

    private boolean ready(WorkerSettings settings, Process worker) throws IOException {
        if (!worker.isAlive()) {
            throw new AssertionError("the worker died by itself: " + Files.readString(folder.resolve("worker.log")));
        }
        Path ready = settings.ready();
        return ready != null && Files.exists(ready);
    }

    private String whatIsMissing(LakeAuditor auditor, UUID acme) throws IOException {
        List<String> log = Files.readAllLines(folder.resolve("worker.log"));
        List<String> differences = auditor.publishedAgainstCore(new TenantName(acme, "acme"));
        return differences.size() + " rows differ, such as "
                + String.join("\n", differences.subList(0, Math.min(5, differences.size())))
                + "\nthe worker said last:\n"
                + String.join("\n", log.subList(Math.max(0, log.size() - 80), log.size()));
    }

    private static void end(Process worker, boolean politely) throws InterruptedException {
        if (politely) {
            worker.destroy();
            if (worker.waitFor(30, TimeUnit.SECONDS)) {
                return;
            }
        }
        worker.destroyForcibly();
        worker.waitFor();
    }

    private static List<Path> newestCheckpoints(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(path ->
                            CHECKPOINT.matcher(path.getFileName().toString()).matches())
                    .sorted(Comparator.comparing((Path path) -> path.toFile().lastModified())
                            .reversed())
                    .toList();
        } catch (UncheckedIOException | NoSuchFileException changed) {
            // The worker put a newer one in place of an older one while this looked.
            return List.of();
        }
    }

    /** As a power cut or a hand may. */
    private static void lose(List<Path> checkpoints) throws IOException {
        for (Path checkpoint : checkpoints) {
            try (Stream<Path> files = Files.walk(checkpoint)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }
}
