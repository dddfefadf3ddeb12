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

    /** Fields of /proc/PID/stat after the closing parenthesis of the program's name: the third is the state. */
    private static final int STATE_FIELD = 3 - 3;

    /** The 22nd is the start, in ticks since boot. */
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
            return ProcessHandle.of(pid).filter(ProcessIdentity::runs).filter(process -> of(process)
                    .equals(identity));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    static boolean isAlive(String identity) {
        return find(identity).isPresent();
    }

    /** An ended process whose parent has not asked for its exit code yet is a zombie, which Java calls alive. */
    private static boolean runs(ProcessHandle process) {
        try {
            return process.isAlive() && !stat(process)[STATE_FIELD].equals("Z");
        } catch (IOException e) {
            return process.isAlive();
        }
    }

    private static String[] stat(ProcessHandle process) throws IOException {
        String stat = Files.readString(Path.of("/proc", String.valueOf(process.pid()), "stat"));
        return stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
    }

    /** Ticks since boot, exact for every reader; the time that Java computes from them moves with the clock. */
    private static String start(ProcessHandle process) {
        try {
            String boot = Files.readString(Path.of("/proc/sys/kernel/random/boot_id"));
            return stat(process)[START_FIELD] + "-" + boot.substring(0, 8);
        } catch (IOException e) {
            return process.info().startInstant().map(Instant::toString).orElse("unknown");
        }
    }
}
