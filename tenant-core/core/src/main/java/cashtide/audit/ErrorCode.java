package cashtide.audit;

/** A reason for which the business says no: a constant of one of the features' enums, listed in {@code docs/errors.md}. */
public interface ErrorCode {

    /** Stable across versions, such as {@code CASHAPP_OVERAPPLIED}. */
    String code();

    /** One sentence for a person, in English. */
    String text();
}
