package cashtide.intake;

import org.jspecify.annotations.Nullable;

/**
 * A line of customers.csv.
 *
 * @param line where it stands
 * @param termsDays days from invoice to due date of the usual terms
 * @param parent number of the parent company
 */
public record CustomerRow(
        long line,
        String number,
        String name,
        @Nullable String segment,
        String currency,
        @Nullable String termsCode,
        @Nullable Integer termsDays,
        @Nullable String country,
        @Nullable String parent,
        @Nullable String contactEmail) {}
