package cashtide.contract;

/**
 * One column of a published table.
 *
 * @param fieldId its Iceberg field id: never changed, never given again to another column of the table
 * @param name its name in the change-log payload; in the lake an {@link ColumnType#AMOUNT} drops the ending {@code _minor}
 * @param type how its values are written
 * @param required whether every row has a value
 * @param comment what it means, with its unit; analysts read it in the table's schema
 */
public record Column(int fieldId, String name, ColumnType type, boolean required, String comment) {

    private static final String MINOR = "_minor";

    public Column {
        if (fieldId < 1) {
            throw new IllegalArgumentException("fieldId of " + name + ": " + fieldId + " is below 1");
        }
        if ((type == ColumnType.AMOUNT) != name.endsWith(MINOR)) {
            throw new IllegalArgumentException("name: amounts, and only they, end in _minor, not " + name);
        }
        if (comment.isBlank()) {
            throw new IllegalArgumentException("comment of " + name + " is blank");
        }
    }

    /** The column's name in the lake. */
    public String lakeName() {
        return type == ColumnType.AMOUNT ? name.substring(0, name.length() - MINOR.length()) : name;
    }
}
