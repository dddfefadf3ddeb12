package cashtide.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;

/**
 * A process named by its id and the moment it started, as {@code pid.start}: an id alone is given again to another
 * process sooner or later.
 */
final class ProcessIdentity {

    /** Fields of /proc/PID/stat after the closing parenthesis of the program's name: the 22nd is the start. */
    private static final int START_FIELD = 22 - 3;

    private ProcessIdentity() {}

    static String own() {
        return of(ProcessHandle.current());
    }

    static String of(ProcessHandle process) {
        return process.pid() + "." + start(process);
    }

    /** The process of this identity, when it still runs. */
    static Optional<ProcessHandle> find(String identity) {
        int dot = identity.indexOf('.');
        try {
            long pid = Long.parseLong(identity.substring(0, Math.max(0, dot)));
            return ProcessHandle.of(pid).filter(ProcessHandle::isAlive).filter(process -> of(process)
                    .equals(identity));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    static boolean isAlive(String identity) {
        return find(identity).isPresent();
    }

    /** Ticks since boot, exact for every reader; the time that Java computes from them moves with the clock. */
    private static String start(ProcessHandle process) {
        try {
            String stat = Files.readString(Path.of("/proc", String.valueOf(process.pid()), "stat"));
            String boot = Files.readString(Path.of("/proc/sys/kernel/random/boot_id"));
            String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
            return fields[START_FIELD] + "-" + boot.substring(0, 8);
        } catch (IOException e) {
            return process.info().startInstant().map(Instant::toString).orElse("unknown");
        }
    }
}
