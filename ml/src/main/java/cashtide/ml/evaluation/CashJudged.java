package cashtide.ml.evaluation;

/**
 * One week of a forecast beside what came.
 *
 * @param horizon 0 is the first week after the as-of day
 */
public record CashJudged(String currency, int horizon, double p10, double p50, double p90, double came) {}
