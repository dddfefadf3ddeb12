package cashtide.audit;

/** What people write in their own words into a command: a note, a next step. */
public final class FreeText {

    /** Characters. */
    public static final int LENGTH_MAX = 2_000;

    private FreeText() {}

    /**
     * The text as it is.
     *
     * @throws IllegalArgumentException naming the field, when the text is longer than {@link #LENGTH_MAX} or has control
     *     characters other than line ends and tabs
     */
    public static String of(String field, String text) {
        if (text.length() > LENGTH_MAX) {
            throw new IllegalArgumentException(field + " has more than " + LENGTH_MAX + " characters");
        }
        if (text.chars().anyMatch(c -> Character.isISOControl(c) && c != '\n' && c != '\r' && c != '\t')) {
            throw new IllegalArgumentException(field + " has a control character");
        }
        return text;
    }
}
