package cashtide.ml.risk;

/**
 * One driver of a score in the customer's own terms.
 *
 * @param code stable, for filters and translation
 * @param text an English sentence with the customer's own figures
 * @param effect the change that this fact brings to the probability of being late or, once the invoice is overdue, of
 *     being open another 30 days; above zero raises the risk
 */
public record Reason(String code, String text, double effect) {}
