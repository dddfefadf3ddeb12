package cashtide.jobs.score;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What failed for a tenant and is tried again after a pause that doubles.
 *
 * @param times it failed without a success between
 * @param at the last time
 */
record Failure(int times, Instant at) {

    private static final Duration PAUSE = Duration.ofMinutes(15);
    private static final int TIMES_DOUBLED_MAX = 4;

    /** @param before null for the first */
    static Failure after(@Nullable Failure before, Instant at) {
        return new Failure(before == null ? 1 : before.times() + 1, at);
    }

    /** When to try again: after a quarter of an hour, half an hour, up to four hours. */
    Instant again() {
        return at.plus(PAUSE.multipliedBy(1L << Math.min(times - 1, TIMES_DOUBLED_MAX)));
    }
}
