package cashtide.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * From {@code run} to ready on an empty data folder and on one that has the demo's two years, and what memory the stack then
 * holds: proportional, since its parts share pages. Needs the packaged modules, as {@code ./cashtide bench} has them.
 */
@EnabledIfSystemProperty(named = "cashtide.bench", matches = "true")
final class StartBench {

    private static final String ALL = "pg,keycloak,worker,app";
    private static final int HISTORY_MINUTES_MAX = 30;
    private static final long SETTLED_AFTER_SECONDS = 90;
    private static final long KILOBYTES_PER_GIGABYTE = 1_000_000;

    @TempDir
    private Path data;

    @Test
    void firstAndSecondStart() throws Exception {
        int port = EmbeddedPg.freePort();
        BenchTable table = new BenchTable("start to ready, with the demo tenants", "none: it is a wait");
        long start = System.nanoTime();
        try (LocalRun first = LocalRun.startWithDemo(data, port, ALL).awaitLine("is ready after")) {
            table.row("first start, nothing there", seconds(start), "", "", "");
            first.awaitLine("promises and disputes of borealis", HISTORY_MINUTES_MAX);
            table.row("  until the demo's history is in", seconds(start), "", "", "");
        }
        start = System.nanoTime();
        try (LocalRun second = LocalRun.startWithDemo(data, port, ALL).awaitLine("is ready after")) {
            table.row("second start", seconds(start), "", "", "<= 45 s");
            TimeUnit.SECONDS.sleep(SETTLED_AFTER_SECONDS);
            double total = 0;
            for (ProcessHandle process : second.processes()) {
                total += proportionalKilobytes(process.pid());
            }
            assertThat(total).isPositive();
            table.row(
                    "memory, proportional, " + SETTLED_AFTER_SECONDS + " s later",
                    String.format(Locale.ROOT, "%.2f GB", total / KILOBYTES_PER_GIGABYTE),
                    "",
                    "",
                    "<= 4.5 GB");
        }
        table.print();
    }

    /** The process's pages, those it shares counted in part; 0 when it has just ended. */
    private static long proportionalKilobytes(long pid) {
        try {
            return Files.readAllLines(Path.of("/proc/" + pid + "/smaps_rollup")).stream()
                    .filter(line -> line.startsWith("Pss:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                    .sum();
        } catch (IOException e) {
            return 0;
        }
    }

    private static String seconds(long startNanos) {
        return String.format(Locale.ROOT, "%.1f s", (System.nanoTime() - startNanos) / 1e9);
    }
}
