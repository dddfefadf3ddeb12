package cashtide.collections;

import java.util.Locale;

/** What came of a contact. */
public enum ContactOutcome {
    /** The person able to pay was spoken to. */
    REACHED,
    NO_ANSWER,
    LEFT_MESSAGE,
    PROMISE,
    DISPUTE,
    SENT,
    BOUNCED,
    NONE;

    String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
