package cashtide.local;

import java.time.Instant;
import java.util.Optional;

/**
 * A process named by its id and the moment it started, as {@code pid.startMillis}: an id alone is given again to
 * another process sooner or later.
 */
final class ProcessIdentity {

    private ProcessIdentity() {}

    static String own() {
        return of(ProcessHandle.current());
    }

    static String of(ProcessHandle process) {
        return process.pid() + "." + startMillis(process);
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

    private static long startMillis(ProcessHandle process) {
        return process.info().startInstant().map(Instant::toEpochMilli).orElse(0L);
    }
}
