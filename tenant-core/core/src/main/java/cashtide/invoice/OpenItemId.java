package cashtide.invoice;

import cashtide.time.TimeOrderedId;
import java.util.UUID;

/** Identity of an open item: one instalment of an invoice, or a credit note. */
public record OpenItemId(UUID value) {

    public static OpenItemId fresh() {
        return new OpenItemId(TimeOrderedId.next());
    }
}
