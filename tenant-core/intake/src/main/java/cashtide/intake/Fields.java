package cashtide.intake;

import cashtide.intake.export.FormulaGuard;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Currency;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The fields of one row, read by column name. Every problem is noted; a row with one is dropped, but read to its end. */
final class Fields {

    private static final int TEXT_MAX = 200;
    private static final Pattern EMAIL = Pattern.compile("[^@\\s]+@[^@\\s]+\\.[^@\\s]+");
    private static final Pattern COUNTRY = Pattern.compile("[A-Z]{2}");

    private final ImportFile file;
    private final Map<String, Integer> header;
    private final CsvRecord row;
    private final Problems problems;
    private boolean good = true;

    Fields(ImportFile file, Map<String, Integer> header, CsvRecord row, Problems problems) {
        this.file = file;
        this.header = header;
        this.row = row;
        this.problems = problems;
    }

    long line() {
        return row.getStartingLineNumber();
    }

    /** Whether nothing was wrong so far. */
    boolean good() {
        return good;
    }

    /** What is written in the column, empty for nothing, whether it is good or not; notes no problem. */
    String glance(String column) {
        Integer position = header.get(column);
        // Our own lists come in again: what was defused on its way out is taken as it was.
        return position == null
                ? ""
                : FormulaGuard.plain(row.getField(position).strip()).strip();
    }

    @Nullable
    String optional(String column) {
        String text = glance(column);
        if (text.length() > TEXT_MAX) {
            refuse(column, "TOO_LONG", "Longer than " + TEXT_MAX + " characters", "Shorten it.");
            return null;
        }
        for (int i = 0; i < text.length(); i++) {
            if (Character.isISOControl(text.charAt(i))) {
                refuse(column, "CONTROL_CHARACTER", "A line end or control character inside", "Delete it.");
                return null;
            }
        }
        return text.isEmpty() ? null : text;
    }

    /** The text, or an empty one after noting that it is missing. */
    String required(String column) {
        String text = optional(column);
        if (text == null) {
            refuse(column, "MISSING", "Nothing is written", "Every row needs it.");
            return "";
        }
        return text;
    }

    @Nullable
    LocalDate optionalDay(String column, ImportFormat format) {
        String text = optional(column);
        if (text == null) {
            return null;
        }
        try {
            return Day.of(text, format);
        } catch (Refused e) {
            refuse(column, e.code(), e.getMessage() + ": " + text, e.remedy());
            return null;
        }
    }

    LocalDate requiredDay(String column, ImportFormat format) {
        required(column);
        LocalDate day = optionalDay(column, format);
        return day == null ? LocalDate.EPOCH : day;
    }

    @Nullable
    Currency currency() {
        String text = required("currency");
        if (text.isEmpty()) {
            return null;
        }
        try {
            Currency currency = Currency.getInstance(text);
            if (currency.getDefaultFractionDigits() >= 0) {
                return currency;
            }
        } catch (IllegalArgumentException e) {
            // Refused below, like the codes of metals and funds.
        }
        refuse("currency", "CURRENCY", "No such currency: " + text, "Use the code of ISO 4217, like EUR.");
        return null;
    }

    /** Minor units; 0 when nothing is written and it may be left out, or after noting a problem. */
    long amount(String column, @Nullable Currency currency, ImportFormat format) {
        String text = optional(column);
        if (text == null || currency == null) {
            return 0;
        }
        try {
            return Amount.minor(text, currency, format);
        } catch (Refused e) {
            refuse(column, e.code(), e.getMessage() + ": " + text, e.remedy());
            return 0;
        }
    }

    @Nullable
    Integer days(String column) {
        String text = optional(column);
        if (text == null) {
            return null;
        }
        try {
            int days = Integer.parseInt(text);
            if (days >= 0 && days <= 1000) {
                return days;
            }
        } catch (NumberFormatException e) {
            // Refused below.
        }
        refuse(column, "DAYS", "Not a number of days: " + text, "Write a whole number from 0 to 1000.");
        return null;
    }

    @Nullable
    Instant moment(String column) {
        String text = optional(column);
        if (text == null) {
            return null;
        }
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException e) {
            refuse(column, "MOMENT", "Not a moment: " + text, "Write it like 2026-11-30T17:00:00+01:00.");
            return null;
        }
    }

    @Nullable
    String email(String column) {
        String text = optional(column);
        if (text != null && !EMAIL.matcher(text).matches()) {
            problems.add(new Problem(
                    Problem.Severity.NOTE,
                    file.fileName(),
                    line(),
                    column,
                    "EMAIL",
                    "Not an e-mail address: " + text,
                    "Imported without it; add it later in the contact."));
            return null;
        }
        return text;
    }

    @Nullable
    String country(String column) {
        String text = optional(column);
        if (text != null && !COUNTRY.matcher(text).matches()) {
            refuse(column, "COUNTRY", "Not a country: " + text, "Use two capital letters of ISO 3166, like DE.");
            return null;
        }
        return text;
    }

    String oneOf(String column, Set<String> allowed, String otherwise) {
        String text = optional(column);
        if (text == null) {
            return otherwise;
        }
        if (!allowed.contains(text)) {
            refuse(column, "UNKNOWN_VALUE", "Not known: " + text, "Use one of " + String.join(", ", allowed) + ".");
            return otherwise;
        }
        return text;
    }

    void refuse(String column, String code, String message, String remedy) {
        good = false;
        problems.add(new Problem(file.fileName(), line(), column, code, message, remedy));
    }
}
