package cashtide.contract;

/**
 * One driver of a score in the customer's own terms.
 *
 * @param text begins with the fact, e.g. "Pays 12 days late on average over the last 20 invoices"
 * @param effect what it does to P(late), in points of probability between -1 and 1; positive makes late payment likelier
 */
public record ScoreReason(String text, double effect) {}
