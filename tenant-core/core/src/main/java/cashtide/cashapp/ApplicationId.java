package cashtide.cashapp;

import cashtide.time.TimeOrderedId;
import java.util.UUID;

/** Identity of an application: a link between money (or a credit note) and an open item. */
public record ApplicationId(UUID value) {

    public static ApplicationId fresh() {
        return new ApplicationId(TimeOrderedId.next());
    }
}
