package cashtide.collections;

import cashtide.audit.ErrorCode;

/** Why a contact or a plan cannot be recorded. */
public enum CollectionsRefusal implements ErrorCode {
    ACTIVITY_IN_FUTURE("A contact cannot lie after the tenant's business date"),
    ACTIVITY_ID_TAKEN("An activity with this id exists already"),
    FOLLOW_UP_IN_PAST("A next step or the end of a rest cannot lie before the tenant's business date"),
    FOLLOW_UP_FAR_OFF(
            "A next step or the end of a rest cannot lie more than 400 days after the tenant's business date"),
    COLLECTOR_UNKNOWN("Nobody with the role of a collector has signed in by that id"),
    ASSIGNMENT_SIZE("From one to a thousand customers are given to a collector at once");

    private final String text;

    CollectionsRefusal(String text) {
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
