package cashtide.intake;

/** Receives the good rows of an import one by one, customers first, then invoices, then payments. */
public interface RowSink {

    void customer(CustomerRow row);

    void invoice(InvoiceRow row);

    void payment(PaymentRow row);

    /** Whether reading should go on; asked now and then. */
    default boolean goesOn() {
        return true;
    }

    /** Throws everything away: for a check without an import. */
    RowSink NONE = new RowSink() {
        @Override
        public void customer(CustomerRow row) {}

        @Override
        public void invoice(InvoiceRow row) {}

        @Override
        public void payment(PaymentRow row) {}
    };
}
