package cashtide.local;

import java.io.IOException;
import java.io.UncheckedIOException;

/** A Unix signal to a process. Java itself sends TERM and KILL only, and PostgreSQL gives each signal its meaning. */
final class Signal {

    private Signal() {}

    /** Sends the signal named without its SIG; a process that is gone already is no error. */
    static void send(String name, long pid) {
        try {
            // The shell's own kill: the program of that name is missing on small machines.
            new ProcessBuilder("/bin/sh", "-c", "kill -s \"$0\" \"$1\"", name, String.valueOf(pid))
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
