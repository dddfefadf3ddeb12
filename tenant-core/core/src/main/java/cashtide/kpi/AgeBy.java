package cashtide.kpi;

/** From which day an item's age is counted; a report says which. */
public enum AgeBy {
    DUE_DATE("due_date"),
    INVOICE_DATE("invoice_date");

    private final String column;

    AgeBy(String column) {
        this.column = column;
    }

    String column() {
        return column;
    }
}
