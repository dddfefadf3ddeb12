package cashtide.time;

import java.time.InstantSource;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Makes identities: UUIDs of version 7 (RFC 9562), whose order follows their making, so that indexes grow at one end.
 * Identities are made by the caller and are no secrets.
 */
public final class TimeOrderedId {

    private static final InstantSource CLOCK = InstantSource.system();

    private TimeOrderedId() {}

    public static UUID next() {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        long high = (CLOCK.millis() << 16) | 0x7000L | random.nextLong(0x1000L);
        long low = (random.nextLong() & 0x3FFF_FFFF_FFFF_FFFFL) | 0x8000_0000_0000_0000L;
        return new UUID(high, low);
    }
}
