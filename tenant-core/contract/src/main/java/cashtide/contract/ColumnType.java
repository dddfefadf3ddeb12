package cashtide.contract;

/** How a value of a published column is written in a change-log payload (JSON) and in the lake. */
public enum ColumnType {
    /** JSON string, in the lake a string. */
    TEXT,
    /** JSON string in the canonical form of a UUID, in the lake a string. */
    ID,
    /** JSON string {@code yyyy-MM-dd}, in the lake a date. */
    DATE,
    /** JSON string in ISO 8601 with offset, in the lake a timestamp with time zone, in microseconds. */
    TIMESTAMP,
    /** JSON integer, in the lake a 32-bit integer. */
    INT,
    /** JSON integer, in the lake a 64-bit integer. */
    LONG,
    /** JSON number, in the lake a double. */
    DOUBLE,
    /** JSON boolean, in the lake a boolean. */
    BOOLEAN,
    /**
     * JSON integer in minor units of the row's {@code currency}, under a name that ends in {@code _minor}; in the lake
     * {@code decimal(19,4)} in major units, under the name without that ending. See {@link Amounts}.
     */
    AMOUNT
}
