package cashtide.promise;

import cashtide.audit.ErrorCode;

/** Why a promise cannot be recorded. */
public enum PromiseRefusal implements ErrorCode {
    PROMISE_AMOUNT_NOT_POSITIVE("The promised amount must be above zero"),
    PROMISE_IN_PAST("The promised day lies before the tenant's business date"),
    PROMISE_ITEM_OF_ANOTHER("A named item is another customer's, in another currency, settled or a credit note"),
    PROMISE_NOTHING_OPEN("The customer owes nothing in this currency"),
    PROMISE_ID_TAKEN("A promise with this id exists already");

    private final String text;

    PromiseRefusal(String text) {
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
