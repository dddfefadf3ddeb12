package cashtide.jobs.reconcile;

import java.util.HashSet;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A PostgreSQL snapshot in its text form {@code xmin:xmax:xip,xip}.
 *
 * @param xmin every transaction below it was over
 * @param xmax no transaction from it on was over
 * @param running transactions between the two that were not over
 */
record PgSnapshot(long xmin, long xmax, Set<Long> running) {

    private static final Pattern TEXT = Pattern.compile("(\\d+):(\\d+):((?:\\d+(?:,\\d+)*)?)");
    private static final Pattern COMMA = Pattern.compile(",");

    PgSnapshot {
        running = Set.copyOf(running);
    }

    /** @throws IllegalArgumentException when the text is no snapshot */
    static PgSnapshot parse(String text) {
        var matcher = TEXT.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("snapshot: '" + text + "' is not xmin:xmax:xip_list");
        }
        Set<Long> running = new HashSet<>();
        if (!matcher.group(3).isEmpty()) {
            COMMA.splitAsStream(matcher.group(3)).map(Long::valueOf).forEach(running::add);
        }
        return new PgSnapshot(Long.parseLong(matcher.group(1)), Long.parseLong(matcher.group(2)), running);
    }

    /** Whether what a committed transaction wrote is seen in this snapshot. */
    boolean sees(long xid) {
        return xid < xmin || (xid < xmax && !running.contains(xid));
    }
}
