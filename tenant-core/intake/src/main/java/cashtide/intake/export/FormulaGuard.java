package cashtide.intake.export;

import java.util.regex.Pattern;

/**
 * Keeps spreadsheets from taking text for a formula (OWASP, CSV injection): such text gets an apostrophe before it.
 * {@link #plain} takes the apostrophe off again, and {@code plain(defused(text))} is the text, whatever it was.
 */
public final class FormulaGuard {

    // What starts a formula in one spreadsheet or another, behind blanks that some of them skip, in half and full
    // width;
    // and behind apostrophes, so that a text which begins like a defused one is still told apart from it.
    private static final Pattern DANGEROUS = Pattern.compile(
            "'*[ \\u00a0\\u2007\\u202f\\u3000\\ufeff]*[=+\\-@\\t\\r\\n\\x00\\uff1d\\uff0b\\uff0d\\uff20\\u2212]");

    private static final Pattern PLAIN_NUMBER = Pattern.compile("-[0-9]{1,30}(\\.[0-9]{1,30})?");

    private FormulaGuard() {}

    /** The text as it may stand in a cell. A negative number stays one. */
    public static String defused(String text) {
        boolean harmless = !DANGEROUS.matcher(text).lookingAt()
                || PLAIN_NUMBER.matcher(text).matches();
        return harmless ? text : "'" + text;
    }

    /** The text that was defused; a text that needed no defusing is returned as it is. */
    public static String plain(String cell) {
        boolean defused = cell.startsWith("'") && DANGEROUS.matcher(cell).lookingAt();
        return defused ? cell.substring(1) : cell;
    }
}
