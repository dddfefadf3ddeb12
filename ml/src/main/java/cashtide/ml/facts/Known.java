package cashtide.ml.facts;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Facts that end: from when they are known until their end is. */
final class Known {

    private Known() {}

    /** Whether a fact was known before the moment, and its end was not. */
    static boolean between(Instant knownAt, @Nullable Instant endKnownAt, Instant moment) {
        return knownAt.isBefore(moment) && (endKnownAt == null || !endKnownAt.isBefore(moment));
    }
}
