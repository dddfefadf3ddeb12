package cashtide.jobs.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A Java process of its own, with a heap of its own, measured from outside.
 *
 * @param lines what it printed, in order
 * @param peakMb resident memory at its peak, in MB of 1024 kB
 */
public record MeasuredChild(int exitValue, List<String> lines, double seconds, long peakMb) {

    private static final String PEAK = "VmHWM:";

    /** Runs to its end. @param heapMib given as -Xmx */
    public static MeasuredChild run(long heapMib, Class<?> main, String... arguments)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx" + heapMib + "m",
                "-XX:+UseSerialGC",
                "--enable-native-access=ALL-UNNAMED",
                "--add-opens=java.base/java.nio=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                main.getName()));
        command.addAll(List.of(arguments));
        long started = System.nanoTime();
        Process child = new ProcessBuilder(command).redirectErrorStream(true).start();
        List<String> lines = new ArrayList<>();
        long peakKb = 0;
        try (BufferedReader output = child.inputReader()) {
            while (child.isAlive()) {
                peakKb = Math.max(peakKb, peakKb(child.pid()));
                while (output.ready()) {
                    lines.add(output.readLine());
                }
                Thread.sleep(100);
            }
            output.lines().forEach(lines::add);
        }
        return new MeasuredChild(child.exitValue(), lines, (System.nanoTime() - started) / 1e9, peakKb / 1024);
    }

    /** Of a process, resident; 0 when it has just ended. */
    private static long peakKb(long pid) {
        try {
            return Files.readAllLines(Path.of("/proc", String.valueOf(pid), "status")).stream()
                    .filter(line -> line.startsWith(PEAK))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D+", "")))
                    .findFirst()
                    .orElse(0);
        } catch (IOException e) {
            return 0;
        }
    }
}
