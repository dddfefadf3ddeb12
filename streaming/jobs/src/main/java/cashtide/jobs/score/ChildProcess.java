package cashtide.jobs.score;

import com.sun.management.OperatingSystemMXBean;
import java.io.BufferedReader;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs what takes much memory in a child process of the worker and waits for its end: it is given back then, and when it is
 * too little, the child ends and not the worker. The child ends with the worker.
 */
final class ChildProcess {

    private static final Logger LOG = LoggerFactory.getLogger(ChildProcess.class);
    private static final Duration TIME_MAX = Duration.ofMinutes(60);
    private static final String STACK_FRAME = "\t";
    private static final String PROGRESS = "progress ";
    private static final Pattern PROGRESS_LINE = Pattern.compile(PROGRESS + "([0-9.]+) (.+)");
    private static final long MIB = 1L << 20;
    /** Enough for the trees and a hundred thousand invoices. */
    private static final long HEAP_MIN_MIB = 1_200;
    /** Enough for a million, and within 6 GB with what the trees take outside of it. */
    static final long HEAP_MAX_MIB = 4_000;

    private final Path config;

    ChildProcess(Path config) {
        this.config = config;
    }

    /** A quarter of the machine's memory, within what is of use. It is a limit: what is not needed is not taken. */
    private static long heapMib() {
        long memory =
                ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getTotalMemorySize() / MIB;
        return Math.clamp(memory / 4, HEAP_MIN_MIB, HEAP_MAX_MIB);
    }

    /** Hears how far the training is. */
    @FunctionalInterface
    interface Listener {
        /** @param share of the work that is done, 0 to 1 */
        void at(double share, String step) throws Exception;
    }

    /** The line by which the child tells how far it is. */
    static String line(double share, String step) {
        return PROGRESS + share + " " + step;
    }

    /**
     * Runs a main with the worker's configuration as its first argument.
     *
     * @param what it does, for a failure
     * @return the child's last line
     * @throws IllegalStateException with the child's last words when it failed, or when it took longer than an hour
     */
    String run(String what, Class<?> main, List<String> arguments, Listener listener) throws Exception {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        List<String> command = new ArrayList<>(List.of(
                java,
                "-Xmx" + heapMib() + "m",
                "-XX:+UseSerialGC",
                "-XX:+ExitOnOutOfMemoryError",
                "--add-opens=java.base/java.nio=ALL-UNNAMED",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                main.getName(),
                config.toString()));
        command.addAll(arguments);
        return run(what, command, TIME_MAX, listener);
    }

    /** Runs a command that tells its progress; however it goes, the child has ended when this returns. */
    static String run(String what, List<String> command, Duration limit, Listener listener) throws Exception {
        Process child = new ProcessBuilder(command).redirectErrorStream(true).start();
        Thread kill = new Thread(child::destroyForcibly, "stop-child");
        Runtime.getRuntime().addShutdownHook(kill);
        // Whoever reads from a child that hangs waits for its end: so the end has to come from elsewhere.
        CompletableFuture<Boolean> tooLong =
                new CompletableFuture<Boolean>().completeOnTimeout(true, limit.toMillis(), TimeUnit.MILLISECONDS);
        var unused = tooLong.thenAccept(isLate -> {
            if (isLate) {
                child.destroyForcibly();
            }
        });
        try {
            String last = heard(what, child, listener);
            int exit = child.waitFor();
            boolean late = !tooLong.complete(false);
            if (late) {
                throw new IllegalStateException(what + " failed: it was not done after " + limit);
            }
            if (exit != 0) {
                throw new IllegalStateException(what + " failed: " + last);
            }
            return last;
        } finally {
            tooLong.complete(false);
            child.destroyForcibly().waitFor();
            Runtime.getRuntime().removeShutdownHook(kill);
        }
    }

    /** The child's last line, after its end; those of a stack trace are for the log alone. */
    private static String heard(String what, Process child, Listener listener) throws Exception {
        String last = "";
        try (BufferedReader output = child.inputReader()) {
            for (String line = output.readLine(); line != null; line = output.readLine()) {
                LOG.info("{}: {}", what, line);
                last = line.startsWith(STACK_FRAME) ? last : line;
                Matcher progress = PROGRESS_LINE.matcher(line);
                if (progress.matches()) {
                    listener.at(Double.parseDouble(progress.group(1)), progress.group(2));
                }
            }
        }
        return last;
    }
}
