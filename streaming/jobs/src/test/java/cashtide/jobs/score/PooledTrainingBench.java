package cashtide.jobs.score;

import static org.assertj.core.api.Assertions.assertThat;

import cashtide.local.BenchTable;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * Time and memory of training a model of many tenants, in a process with the heap that {@link ChildProcess} gives. The aim is
 * for {@code -Dcashtide.bench.trained=1000000 -Dcashtide.bench.pooled=1000} on two cores.
 */
@EnabledIfSystemProperty(named = "cashtide.bench", matches = "true")
final class PooledTrainingBench {

    private static final int ROWS = Integer.getInteger("cashtide.bench.trained", 6_000);
    private static final int TENANTS = Integer.getInteger("cashtide.bench.pooled", 6);
    private static final String PEAK = "VmHWM:";

    @Test
    void pooledTraining() throws Exception {
        ProcessBuilder process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx" + ChildProcess.HEAP_MAX_MIB + "m",
                        "-XX:+UseSerialGC",
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("java.class.path"),
                        PooledTraining.class.getName(),
                        String.valueOf(TENANTS),
                        String.valueOf(ROWS / TENANTS))
                .redirectErrorStream(true);
        Process child = process.start();
        Map<String, String[]> said = new HashMap<>();
        long peakKb = 0;
        try (BufferedReader output = child.inputReader()) {
            while (child.isAlive()) {
                peakKb = Math.max(peakKb, peakKb(child.pid()));
                while (output.ready()) {
                    hear(output.readLine(), said);
                }
                Thread.sleep(100);
            }
            for (String line = output.readLine(); line != null; line = output.readLine()) {
                hear(line, said);
            }
        }
        assertThat(child.exitValue()).isZero();
        String[] trained = Objects.requireNonNull(said.get(PooledTraining.TRAINED));
        String[] chosen = Objects.requireNonNull(said.get(PooledTraining.CHOSEN));
        int rows = Integer.parseInt(trained[1]);
        new BenchTable(
                        String.format(Locale.ROOT, "training of %,d invoices of %,d tenants", rows, TENANTS),
                        "aim of 1,000,000")
                .row("the model, wall", minutes(trained[2]), "15.0 min", "", "")
                .row("the model, processor", minutes(trained[3]), "", "", "")
                .row("each tenant's choice and proof, wall", minutes(chosen[2]), "", "", "")
                .row("the same, processor", minutes(chosen[3]), "", "", "")
                .row("memory at its peak", String.format(Locale.ROOT, "%,d MB", peakKb / 1024), "6,144 MB", "", "")
                .print();
    }

    private static void hear(String line, Map<String, String[]> said) {
        String[] words = line.split(" ", -1);
        said.put(words[0], words);
    }

    private static String minutes(String seconds) {
        return String.format(Locale.ROOT, "%.1f min", Double.parseDouble(seconds) / 60);
    }

    /** Of a process, resident; 0 when it has just ended. */
    private static long peakKb(long pid) {
        try {
            List<String> status = Files.readAllLines(Path.of("/proc", String.valueOf(pid), "status"));
            return status.stream()
                    .filter(line -> line.startsWith(PEAK))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D+", "")))
                    .findFirst()
                    .orElse(0);
        } catch (IOException e) {
            return 0;
        }
    }
}
