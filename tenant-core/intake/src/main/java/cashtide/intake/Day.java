package cashtide.intake;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.Month;
import java.time.YearMonth;
import java.time.format.TextStyle;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads dates in one stated order, and says why one does not exist. */
final class Day {

    private static final Pattern ISO = Pattern.compile("(\\d{4})-(\\d{1,2})-(\\d{1,2})");
    private static final Pattern SEPARATED = Pattern.compile("(\\d{1,2})[./-](\\d{1,2})[./-](\\d{4})");
    private static final int YEAR_MIN = 1990;
    private static final int YEAR_MAX = 2199;

    private Day() {}

    /** The day that the text stands for. */
    static LocalDate of(String text, ImportFormat format) throws Refused {
        Matcher matcher = (format.dates() == ImportFormat.DateOrder.ISO ? ISO : SEPARATED).matcher(text);
        if (!matcher.matches()) {
            String example = format.dates().example();
            throw new Refused(
                    "DATE_FORMAT",
                    "Not a date written like " + example,
                    "Write it like " + example + ", or choose another date order for the import.");
        }
        int first = Integer.parseInt(matcher.group(1));
        int second = Integer.parseInt(matcher.group(2));
        int third = Integer.parseInt(matcher.group(3));
        return switch (format.dates()) {
            case ISO -> existing(first, second, third);
            case DAY_MONTH_YEAR -> existing(third, second, first);
            case MONTH_DAY_YEAR -> existing(third, first, second);
        };
    }

    private static LocalDate existing(int year, int month, int day) throws Refused {
        if (year < YEAR_MIN || year > YEAR_MAX) {
            throw new Refused(
                    "DATE_RANGE",
                    "The year " + year + " is out of range",
                    "Use a year from " + YEAR_MIN + " to " + YEAR_MAX + ".");
        }
        try {
            return LocalDate.of(year, month, day);
        } catch (DateTimeException e) {
            throw new Refused("DATE_MISSING", "No such date", why(year, month));
        }
    }

    private static String why(int year, int month) {
        if (month < 1 || month > 12) {
            return "There is no month " + month + "; check the date order of the import.";
        }
        String name = Month.of(month).getDisplayName(TextStyle.FULL, Locale.ENGLISH);
        return name + " " + year + " has " + YearMonth.of(year, month).lengthOfMonth() + " days.";
    }
}
