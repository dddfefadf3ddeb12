package cashtide.payment;

import cashtide.time.TimeOrderedId;
import java.util.UUID;

/** Identity of a payment. */
public record PaymentId(UUID value) {

    public static PaymentId fresh() {
        return new PaymentId(TimeOrderedId.next());
    }
}
