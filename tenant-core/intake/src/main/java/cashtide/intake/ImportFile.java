package cashtide.intake;

import static cashtide.intake.FileColumn.optional;
import static cashtide.intake.FileColumn.required;

import java.util.List;

/** The files of an import and their columns. The names are those of the header line; docs/import-format.md explains them. */
public enum ImportFile {
    CUSTOMERS(
            "customers.csv",
            List.of(
                    required("customer_number"),
                    required("name"),
                    optional("segment"),
                    required("currency"),
                    optional("terms_code"),
                    optional("terms_days"),
                    optional("country"),
                    optional("parent"),
                    optional("contact_email"))),
    INVOICES(
            "invoices.csv",
            List.of(
                    required("invoice_number"),
                    required("customer_number"),
                    required("invoice_date"),
                    optional("due_date"),
                    required("currency"),
                    required("amount"),
                    optional("disputed"),
                    optional("terms"),
                    optional("tax"),
                    optional("reference"),
                    optional("known_at"))),
    PAYMENTS(
            "payments.csv",
            List.of(
                    required("payment_number"),
                    required("received_date"),
                    required("customer_number"),
                    optional("invoice_number"),
                    required("currency"),
                    required("amount"),
                    optional("method"),
                    optional("reference"),
                    optional("known_at")));

    private final String fileName;

    @SuppressWarnings("ImmutableEnumChecker") // List.of is immutable, its type does not say so
    private final List<FileColumn> columns;

    ImportFile(String fileName, List<FileColumn> columns) {
        this.fileName = fileName;
        this.columns = columns;
    }

    /** Its name in the folder or zip. */
    public String fileName() {
        return fileName;
    }

    /**
     * How many rows it may have. Their numbers are held in memory while an import is read, some 30 bytes each and of customers
     * their parents too: at these limits a few hundred megabytes.
     */
    public int rowsMax() {
        return this == CUSTOMERS ? 500_000 : 2_000_000;
    }

    /** Its columns; a file may have them in any order. */
    public List<FileColumn> columns() {
        return columns;
    }
}
