package cashtide.ml.risk;

/**
 * One driver of a score in the customer's own terms.
 *
 * @param code stable, for filters and translation
 * @param text an English sentence with the customer's own figures
 * @param effect the change of the probability of being late that this fact brings; above zero raises the risk
 */
public record Reason(String code, String text, double effect) {}
