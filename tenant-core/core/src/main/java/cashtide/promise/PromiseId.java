package cashtide.promise;

import cashtide.time.TimeOrderedId;
import java.util.UUID;

/** Identity of a promise to pay. */
public record PromiseId(UUID value) {

    public static PromiseId fresh() {
        return new PromiseId(TimeOrderedId.next());
    }
}
