package cashtide.customer;

import cashtide.audit.ErrorCode;

/** Why a customer, a contact or terms of payment cannot be as asked. */
public enum CustomerRefusal implements ErrorCode {
    CUSTOMER_NUMBER_TAKEN("Another customer has this number"),
    CUSTOMER_ID_TAKEN("A customer with this id exists already"),
    CUSTOMER_FIELD_INVALID("A field of the customer is empty or malformed"),
    CUSTOMER_PARENT_CYCLE("A customer cannot be its own parent or ancestor"),
    TERMS_CODE_UNKNOWN("The tenant has no terms of payment with this code"),
    TERMS_CODE_TAKEN("The tenant has terms of payment with this code already"),
    TERMS_TEXT_MALFORMED("The terms of payment cannot be read");

    private final String text;

    CustomerRefusal(String text) {
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
