package cashtide.ml.facts;

import org.jspecify.annotations.Nullable;

/**
 * A customer of the tenant. The key is opaque and never becomes a feature.
 *
 * @param termsDays the agreed days from invoice to due date, or -1 where none are agreed
 */
public record CustomerFact(
        String customerKey,
        String currency,
        @Nullable String segment,
        @Nullable String country,
        int termsDays) {}
