package cashtide.promise;

import cashtide.audit.ErrorCode;

/** Why a promise cannot be recorded. */
public enum PromiseRefusal implements ErrorCode {
    PROMISE_AMOUNT_NOT_POSITIVE("The promised amount must be above zero"),
    PROMISE_BEFORE_MADE("The promised day lies before the day on which it was promised"),
    PROMISE_FAR_OFF("The promised day cannot lie more than 400 days after the tenant's business date"),
    PROMISE_MADE_IN_FUTURE("The promise cannot have been made after the tenant's business date"),
    PROMISE_MADE_LONG_AGO("A promise can be noted up to 90 days after it was made"),
    PROMISE_ITEM_OF_ANOTHER("A named item is another customer's, in another currency, settled or a credit note"),
    PROMISE_NOTHING_OPEN("The customer owes nothing in this currency"),
    PROMISE_NOT_OF_TODAY("Only an open promise that was recorded today can be taken back"),
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
