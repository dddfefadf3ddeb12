package cashtide.ml.facts;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;

/**
 * The moment from which a model looks: it sees facts known strictly before {@code moment}, and {@code day} is the first
 * day whose payments may still arrive.
 */
public record AsOf(LocalDate day, Instant moment) {

    /** Before anything of this day is known: how an invoice is scored at its issue. */
    public static AsOf startOf(LocalDate day, ZoneId zone) {
        return new AsOf(day, day.atStartOfDay(zone).toInstant());
    }

    /** After everything of this day is known: how a forecast is made in the evening, for the days that follow. */
    public static AsOf endOf(LocalDate day, ZoneId zone) {
        return startOf(day.plusDays(1), zone);
    }

    /** In the middle of a day: what was known a moment ago counts, and payments of today may still arrive. */
    public static AsOf now(Instant moment, ZoneId zone) {
        return new AsOf(LocalDate.ofInstant(moment, zone), moment);
    }

    /** The last microsecond of a day: when imported history, which has dates only, is taken to have been known. */
    public static Instant knownDuring(LocalDate day, ZoneId zone) {
        return day.plusDays(1).atStartOfDay(zone).toInstant().minus(1, ChronoUnit.MICROS);
    }
}
