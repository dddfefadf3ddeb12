package cashtide.dispute;

import cashtide.audit.ErrorCode;

/** Why a dispute cannot be opened or closed. */
public enum DisputeRefusal implements ErrorCode {
    DISPUTE_AMOUNT_NOT_POSITIVE("The disputed amount must be above zero"),
    DISPUTE_CURRENCY_DIFFERS("The disputed amount is not in the invoice's currency"),
    DISPUTE_EXCEEDS_OPEN("No more can be disputed than is open and not disputed yet"),
    DISPUTE_NOT_AN_INVOICE("Only invoices can be disputed"),
    DISPUTE_ID_TAKEN("A dispute with this id exists already"),
    DISPUTE_OPENED_IN_FUTURE("A dispute cannot be opened after the tenant's business date"),
    DISPUTE_OPENED_LONG_AGO("A dispute can be noted up to 90 days after it was opened"),
    DISPUTE_ANSWER_BEFORE_OPENED("The answer cannot be owed before the dispute was opened"),
    DISPUTE_ANSWER_FAR_OFF("The answer cannot be owed more than 400 days after the tenant's business date"),
    DISPUTE_CLOSED("The dispute is closed already");

    private final String text;

    DisputeRefusal(String text) {
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
