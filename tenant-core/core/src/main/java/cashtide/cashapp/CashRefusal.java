package cashtide.cashapp;

import cashtide.audit.ErrorCode;

/** Why cash cannot be applied, or an application or payment not be taken back. */
public enum CashRefusal implements ErrorCode {
    CASHAPP_NOTHING_TO_APPLY("There is no open item that the money goes to"),
    CASHAPP_ITEM_TWICE("An open item was given twice"),
    CASHAPP_AMOUNT_NOT_POSITIVE("The amount to apply must be above zero"),
    CASHAPP_CURRENCY_DIFFERS("Payment and open item are in different currencies"),
    CASHAPP_OVERAPPLIED("More than is unapplied of the payment, or of the credit note, cannot be applied"),
    CASHAPP_ITEM_OVERPAID("More than is open of the item cannot be applied to it"),
    CASHAPP_ITEM_SETTLED("The open item is settled already"),
    CASHAPP_NOT_AN_INVOICE("Only invoices can be paid"),
    CASHAPP_NOT_A_CREDIT_NOTE("The item to apply is not a credit note"),
    CASHAPP_OTHER_CUSTOMER("The open item belongs to another customer who is not below the payer"),
    CASHAPP_PAYER_UNKNOWN("The payer must be identified first"),
    CASHAPP_PAYMENT_REVERSED("The payment was reversed"),
    CASHAPP_NO_MATCH("The reference names no open item of the payer in the payment's currency"),
    CASHAPP_APPLICATION_REVERSED("The application was taken back already"),
    CASHAPP_IS_REVERSAL("A reversal cannot be taken back: apply again instead");

    private final String text;

    CashRefusal(String text) {
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
