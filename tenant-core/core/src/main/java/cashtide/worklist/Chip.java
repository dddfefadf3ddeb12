package cashtide.worklist;

/**
 * A reason for an account's rank.
 *
 * @param value a date, a number of days or points, or words, as the code says; empty where it needs none
 */
public record Chip(Code code, String value) {

    /** Reasons, from the most urgent to the least. */
    public enum Code {
        /** Value: the day it was promised for. */
        PROMISE_BROKEN,
        /** Value: what was planned. */
        CALL_BACK,
        PROMISE_DUE_TODAY,
        /** Value: the promised day. */
        PROMISE_DUE,
        /** Value: days until the seller owes an answer; negative once it is overdue. */
        DISPUTE_DAYS_LEFT,
        DISPUTE_ANSWERED,
        /** Left uncontacted at random this month, so that the benefit of contacts can be measured. */
        HELD_OUT,
        MAIL_BOUNCED,
        /** Value: points of P(late) since the run before. */
        RISK_UP,
        NEAR_CREDIT_LIMIT,
        FIRST_TIME_LATE,
        SLOWER_THAN_USUAL,
        /** Value: days since the last contact, or since the oldest item fell due. */
        NO_CONTACT
    }
}
