package cashtide.time;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;

/** When the seller knew a fact of which only the day is told. */
public final class KnownAt {

    private KnownAt() {}

    /** The last microsecond of the day in the tenant's zone: known during that day, and before the next one began. */
    public static Instant endOf(LocalDate day, ZoneId zone) {
        return day.plusDays(1).atStartOfDay(zone).toInstant().minus(1, ChronoUnit.MICROS);
    }
}
