package cashtide.ml.facts;

import java.time.Instant;
import java.time.LocalDate;

/**
 * A promise to pay an invoice.
 *
 * @param amount the promised amount in the invoice's currency
 * @param madeOn the day of the promise
 * @param promisedOn the day by which the customer promised to pay
 */
public record PromiseFact(String invoiceKey, double amount, LocalDate madeOn, LocalDate promisedOn, Instant knownAt) {}
