package cashtide.worklist;

import java.util.UUID;

/** An account: what one customer owes in one currency. */
public record AccountId(UUID customerId, String currency) {}
