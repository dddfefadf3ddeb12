package cashtide.ledger;

/** What a general ledger account is for; every tenant has one account per purpose. */
public enum Account {
    BANK("1000", "Bank"),
    RECEIVABLES("1200", "Trade receivables"),
    UNAPPLIED_CASH("2100", "Unapplied cash of customers"),
    SUSPENSE("2150", "Receipts of unknown payers"),
    TAX("2200", "Sales tax and VAT"),
    MIGRATION("3900", "Opening balances of imported history"),
    REVENUE("4000", "Revenue"),
    CASH_DISCOUNT("4900", "Cash discount granted"),
    WRITE_OFF("6500", "Receivables written off");

    private final String defaultCode;
    private final String defaultName;

    Account(String defaultCode, String defaultName) {
        this.defaultCode = defaultCode;
        this.defaultName = defaultName;
    }

    String defaultCode() {
        return defaultCode;
    }

    String defaultName() {
        return defaultName;
    }
}
