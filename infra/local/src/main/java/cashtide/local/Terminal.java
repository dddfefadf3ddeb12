package cashtide.local;

import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;

/** The lines that {@code run} shows. Safe for several threads. */
final class Terminal {

    private final PrintStream out;
    private final long startedNanos = System.nanoTime();

    Terminal(PrintStream out) {
        this.out = out;
    }

    /** One line about one part, with the seconds since the start. */
    synchronized void say(String part, String message) {
        out.printf(Locale.ROOT, "%7.1f s  %-10s  %s%n", elapsed().toMillis() / 1000.0, part, message);
        out.flush();
    }

    /** Text as it is. */
    synchronized void show(String text) {
        out.println(text);
        out.flush();
    }

    Duration elapsed() {
        return Duration.ofNanos(System.nanoTime() - startedNanos);
    }
}
