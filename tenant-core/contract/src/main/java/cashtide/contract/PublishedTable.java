package cashtide.contract;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A table that analysts find in their tenant's namespace. Columns are only ever added.
 *
 * @param name entity name in the change log and table name in the lake
 * @param comment what one row is
 * @param fed where its rows come from
 * @param columns its own columns; rows from the change log carry {@link #COMMON} before them
 */
public record PublishedTable(String name, String comment, Feed fed, List<Column> columns) {

    /** Where the rows of a table come from. */
    public enum Feed {
        /** Current state, folded from the change log. */
        CHANGE_LOG,
        /** Computed in the data plane. */
        DATA_PLANE
    }

    /** Columns of every row that comes from the change log. */
    public static final List<Column> COMMON = List.of(
            new Column(1, "id", ColumnType.ID, true, "Identity of the row; never used again"),
            new Column(2, "version", ColumnType.LONG, true, "1, 2, 3 ... with each change of the row"),
            new Column(3, "known_at", ColumnType.TIMESTAMP, true, "When the seller knew the fact"),
            new Column(4, "recorded_at", ColumnType.TIMESTAMP, true, "When Cashtide stored this version"));

    public PublishedTable {
        columns = List.copyOf(columns);
        Set<Integer> ids = new HashSet<>();
        for (Column column : columns) {
            if (!ids.add(column.fieldId()) || (fed == Feed.CHANGE_LOG && column.fieldId() < 10)) {
                throw new IllegalArgumentException("fieldId " + column.fieldId() + " of " + name + "." + column.name());
            }
        }
    }

    /** Every column of the table in the lake, in order. */
    public List<Column> lakeColumns() {
        if (fed == Feed.DATA_PLANE) {
            return columns;
        }
        List<Column> all = new ArrayList<>(COMMON);
        all.addAll(columns);
        return List.copyOf(all);
    }
}
