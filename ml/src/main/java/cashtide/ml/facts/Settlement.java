package cashtide.ml.facts;

import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A time in which an invoice counted as settled.
 *
 * @param paidOn the value date of what settled it
 * @param endKnownAt when it was known to be open again, or null while it is not
 */
public record Settlement(
        LocalDate paidOn, Instant knownAt, @Nullable Instant endKnownAt) {}
