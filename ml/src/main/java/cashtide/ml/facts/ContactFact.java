package cashtide.ml.facts;

import java.time.Instant;
import java.time.LocalDate;

/** A collector's contact with a customer: a call, a letter, a reminder. */
public record ContactFact(String customerKey, String channel, LocalDate contactedOn, Instant knownAt) {}
