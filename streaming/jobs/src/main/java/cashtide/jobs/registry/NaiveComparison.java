package cashtide.jobs.registry;

/**
 * Weekly cash four weeks ahead on the invoices that were open then: sums of weekly errors over the sums of cash.
 *
 * @param baseline the best naive method in the same weeks
 */
public record NaiveComparison(double wape, String baseline, double baselineWape, int weeks) {}
