package cashtide.invoice;

import cashtide.time.TimeOrderedId;
import java.util.UUID;

/** Identity of an invoice or credit note. */
public record InvoiceId(UUID value) {

    public static InvoiceId fresh() {
        return new InvoiceId(TimeOrderedId.next());
    }
}
