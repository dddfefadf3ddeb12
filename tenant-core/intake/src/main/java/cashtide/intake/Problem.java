package cashtide.intake;

/**
 * One thing that is wrong in an import: what, where, and how to mend it.
 *
 * @param severity whether the import can go in with it
 * @param file the file's name
 * @param line the line on which the row begins, from 1; 0 when the whole file is meant
 * @param column the header of the column; empty when the whole row or file is meant
 * @param code stable, for programs: {@code AMOUNT_FORMAT}
 * @param message what is wrong, with the value
 * @param remedy how to mend it
 */
public record Problem(
        Severity severity, String file, long line, String column, String code, String message, String remedy) {

    /** What a problem means for the import. */
    public enum Severity {
        /** Nothing goes in until it is mended. */
        BLOCKS,
        /** Worth knowing; the import goes in as the remedy says. */
        NOTE
    }

    /** One that blocks the import. */
    public Problem(String file, long line, String column, String code, String message, String remedy) {
        this(Severity.BLOCKS, file, line, column, code, message, remedy);
    }

    public boolean blocks() {
        return severity == Severity.BLOCKS;
    }
}
