package cashtide.intake;

/** What the tenant knows already, so that a file may refer to customers and invoices that it does not bring itself. */
public interface KnownNumbers {

    boolean knowsCustomer(String number);

    boolean knowsInvoice(String number);

    /** Nothing is known: the files must be complete. */
    KnownNumbers NOTHING = new KnownNumbers() {
        @Override
        public boolean knowsCustomer(String number) {
            return false;
        }

        @Override
        public boolean knowsInvoice(String number) {
            return false;
        }
    };
}
