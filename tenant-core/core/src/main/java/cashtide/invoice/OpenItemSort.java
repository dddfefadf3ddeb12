package cashtide.invoice;

/** By what a list of open items is ordered; ties go by the item's id. Nothing else can become an {@code order by}. */
public enum OpenItemSort {
    DUE_DATE,
    INVOICE_DATE,
    NUMBER,
    CUSTOMER,
    AMOUNT,
    OPEN
}
