package cashtide.ml.cash;

import java.time.LocalDate;

/** What one method alone expects in a week. */
public record NaiveCash(String method, String currency, LocalDate from, double expected) {}
