package cashtide.ui.shell;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Moments and counts as every screen writes them: {@code 17 Nov 06:00:12}, {@code 38,634}. */
public final class Texts {

    private static final DateTimeFormatter DAY_TIME = DateTimeFormatter.ofPattern("d MMM HH:mm:ss", Locale.ENGLISH);

    private Texts() {}

    /** With seconds, in the tenant's zone; the year is left out, since these are recent. */
    public static String moment(Instant instant, ZoneId zone) {
        return DAY_TIME.withZone(zone).format(instant);
    }

    public static String count(long count) {
        return String.format(Locale.UK, "%,d", count).replace('-', '\u2212');
    }

    /** {@code 1 invoice}, {@code 20,318 invoices}. */
    public static String count(long count, String one, String many) {
        return count(count) + " " + (count == 1 ? one : many);
    }
}
