package cashtide.invoice;

import cashtide.audit.ErrorCode;

/** Why an invoice or credit note cannot be issued. */
public enum InvoiceRefusal implements ErrorCode {
    INVOICE_NUMBER_TAKEN("Another invoice or credit note has this number"),
    INVOICE_ID_TAKEN("An invoice or credit note with this id exists already"),
    INVOICE_NUMBER_EMPTY("The number is empty"),
    INVOICE_AMOUNT_NOT_POSITIVE("The gross amount must be above zero"),
    INVOICE_TAX_INVALID("The tax must be in the currency of the gross amount, not negative and below it"),
    INVOICE_DATE_IN_FUTURE("The date lies after the tenant's business date"),
    INVOICE_DUE_BEFORE_DATE("The due date lies before the invoice date"),
    INVOICE_TERMS_UNKNOWN("The tenant has no terms of payment with this code"),
    INVOICE_CORRECTS_ANOTHER_CUSTOMERS("The corrected invoice is another customer's, or in another currency");

    private final String text;

    InvoiceRefusal(String text) {
        this.text = text;
    }

    @Override
    public String code() {
        return name();
    }

    @Override
    public String text() {
        return text;
    }
}
