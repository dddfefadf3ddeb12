package cashtide.payment;

import cashtide.audit.ErrorCode;

/** Why a payment cannot be recorded as asked. */
public enum PaymentRefusal implements ErrorCode {
    PAYMENT_NUMBER_TAKEN("Another payment has this number"),
    PAYMENT_ID_TAKEN("A payment with this id exists already"),
    PAYMENT_NUMBER_EMPTY("The number is empty"),
    PAYMENT_AMOUNT_NOT_POSITIVE("The amount must be above zero"),
    PAYMENT_DATE_IN_FUTURE("The value date lies after the tenant's business date"),
    PAYMENT_PAYER_KNOWN("The payer of this payment is known already"),
    PAYMENT_REVERSED("The payment was reversed");

    private final String text;

    PaymentRefusal(String text) {
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
