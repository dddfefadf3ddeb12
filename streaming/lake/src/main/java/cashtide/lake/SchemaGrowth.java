package cashtide.lake;

import cashtide.contract.Column;
import cashtide.contract.PublishedTable;
import org.apache.iceberg.Schema;
import org.apache.iceberg.Table;
import org.apache.iceberg.UpdateSchema;
import org.apache.iceberg.types.Types.NestedField;

/** Adds the columns to a table that the contract has gained since it was made. Nothing is ever removed or renamed. */
final class SchemaGrowth {

    private SchemaGrowth() {}

    /**
     * The table with every column of the contract. New columns may be empty in rows published before.
     *
     * @throws IllegalStateException when the contract's field ids don't continue the table's
     */
    static Table grow(Table found, PublishedTable table) {
        Schema wanted = LakeSchemas.of(table);
        UpdateSchema update = found.updateSchema();
        int next = found.schema().highestFieldId();
        boolean grown = false;
        for (Column column : table.lakeColumns()) {
            NestedField present = found.schema().findField(column.fieldId());
            if (present != null && !present.name().equals(column.lakeName())) {
                throw new IllegalStateException(found.name() + ": field " + column.fieldId() + " is " + present.name()
                        + " in the lake and " + column.lakeName() + " in the contract");
            }
            if (present == null) {
                next++;
                if (column.fieldId() != next) {
                    throw new IllegalStateException(found.name() + ": the next field id is " + next + ", not "
                            + column.fieldId() + " of " + column.lakeName());
                }
                NestedField field = wanted.findField(column.fieldId());
                update.addColumn(field.name(), field.type(), field.doc());
                grown = true;
            }
        }
        if (grown) {
            update.commit();
            found.refresh();
        }
        return found;
    }
}
