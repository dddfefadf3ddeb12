package cashtide.customer;

import cashtide.time.TimeOrderedId;
import java.util.UUID;

/** Identity of a customer. */
public record CustomerId(UUID value) {

    public static CustomerId fresh() {
        return new CustomerId(TimeOrderedId.next());
    }
}
