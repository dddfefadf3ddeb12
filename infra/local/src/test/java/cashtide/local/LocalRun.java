package cashtide.local;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** {@code ./cashtide run} in a process of its own, as a person starts it. */
final class LocalRun implements AutoCloseable {

    private final Process process;
    private final List<String> lines = new ArrayList<>();
    private final Thread reader;

    private LocalRun(Process process) {
        this.process = process;
        this.reader = Thread.ofPlatform().daemon().start(this::read);
    }

    static LocalRun start(Path data, int port, String parts) throws IOException {
        return start(data, port, parts, List.of("--no-demo"));
    }

    static LocalRun startWithDemo(Path data, int port, String parts) throws IOException {
        return start(data, port, parts, List.of());
    }

    private static LocalRun start(Path data, int port, String parts, List<String> more) throws IOException {
        // A build in the background ignores Ctrl-C, and its children inherit that: this one shall hear it.
        List<String> command = new ArrayList<>(List.of(
                "env",
                "--default-signal=INT",
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx64m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                "cashtide.local.Main",
                "run",
                "--data",
                data.toString(),
                "--port",
                String.valueOf(port),
                "--only",
                parts));
        command.addAll(more);
        return new LocalRun(
                new ProcessBuilder(command).redirectErrorStream(true).start());
    }

    /** The launcher and all that it started, directly or not. */
    List<ProcessHandle> processes() {
        List<ProcessHandle> all = new ArrayList<>(List.of(process.toHandle()));
        process.descendants().forEach(all::add);
        return all;
    }

    private void read() {
        try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = out.readLine(); line != null; line = out.readLine()) {
                synchronized (lines) {
                    lines.add(line);
                    lines.notifyAll();
                }
            }
        } catch (IOException e) {
            // The process is gone; what it said is in the list.
        }
    }

    /** Waits for a line that contains {@code text}. */
    LocalRun awaitLine(String text) throws InterruptedException {
        return awaitLine(text, 4);
    }

    /** As {@link #awaitLine(String)}, for what takes longer. */
    LocalRun awaitLine(String text, int minutesMax) throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.MINUTES.toNanos(minutesMax);
        synchronized (lines) {
            while (lines.stream().noneMatch(line -> line.contains(text))) {
                if (System.nanoTime() > deadline || !reader.isAlive()) {
                    throw new AssertionError("never said '" + text + "':\n" + String.join("\n", lines));
                }
                lines.wait(200);
            }
        }
        return this;
    }

    String output() {
        synchronized (lines) {
            return String.join("\n", lines);
        }
    }

    void signal(String name) {
        Signal.send(name, process.pid());
    }

    /** Waits for the end and returns the exit code. */
    int awaitEnd() throws InterruptedException {
        if (!process.waitFor(2, TimeUnit.MINUTES)) {
            throw new AssertionError("did not end:\n" + output());
        }
        reader.join();
        return process.exitValue();
    }

    @Override
    public void close() {
        if (process.isAlive()) {
            process.destroy();
            try {
                if (!process.waitFor(1, TimeUnit.MINUTES)) {
                    process.destroyForcibly();
                }
            } catch (InterruptedException e) {
                process.destroyForcibly();
                Thread.currentThread().interrupt();
            }
        }
    }
}
