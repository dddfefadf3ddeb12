package cashtide.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * Watches the disk of the data folder, so that a full disk is refused work and a clear message instead of a crash: below
 * {@link #STOP_BYTES} the database takes no more writes, above {@link #RESUME_BYTES} it does again.
 */
final class DiskWatch {

    static final long WARN_BYTES = 2L << 30;
    static final long RESUME_BYTES = 1L << 30;
    static final long STOP_BYTES = 512L << 20;

    enum State {
        ENOUGH,
        LOW,
        STOPPED
    }

    private final LongSupplier freeBytes;
    private final Consumer<String> say;
    private final Consumer<Boolean> readOnly;
    private State state = State.ENOUGH;

    DiskWatch(LongSupplier freeBytes, Consumer<String> say, Consumer<Boolean> readOnly) {
        this.freeBytes = freeBytes;
        this.say = say;
        this.readOnly = readOnly;
    }

    static long freeBytes(Path folder) {
        try {
            return Files.getFileStore(folder).getUsableSpace();
        } catch (IOException e) {
            return Long.MAX_VALUE; // An unknown amount is no reason to stop.
        }
    }

    /** Looks once; speaks and switches only when something changed. */
    State look() {
        long free = freeBytes.getAsLong();
        State next = next(free);
        if (next != state) {
            if (next == State.STOPPED) {
                readOnly.accept(true);
                say.accept("only " + megabytes(free) + " left on the disk: no more writes until "
                        + megabytes(RESUME_BYTES) + " are free. Nothing is lost; delete something, or move the data");
            } else if (state == State.STOPPED) {
                readOnly.accept(false);
                say.accept("there is space again (" + megabytes(free) + "): writes go on");
            } else if (next == State.LOW) {
                say.accept("only " + megabytes(free) + " left on the disk; writes stop at " + megabytes(STOP_BYTES));
            }
            state = next;
        }
        return state;
    }

    private State next(long free) {
        if (free < STOP_BYTES || (state == State.STOPPED && free < RESUME_BYTES)) {
            return State.STOPPED;
        }
        return free < WARN_BYTES ? State.LOW : State.ENOUGH;
    }

    private static String megabytes(long bytes) {
        return (bytes >> 20) + " MB";
    }
}
