package cashtide.kpi;

import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * The day a figure is for, and the knowledge it is made with.
 *
 * @param day business date: facts that occurred on or before it count
 * @param knownAt only facts known by then count ("as we knew it then"); null for all that is known today ("as it was")
 */
public record AsOf(LocalDate day, @Nullable Instant knownAt) {

    /** What is known today to have been true on that day. */
    public static AsOf asItWas(LocalDate day) {
        return new AsOf(day, null);
    }

    /** What was believed at that moment of that day. */
    public static AsOf asKnown(LocalDate day, Instant knownAt) {
        return new AsOf(day, knownAt);
    }
}
