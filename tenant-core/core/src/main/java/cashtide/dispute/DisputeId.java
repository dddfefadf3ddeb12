package cashtide.dispute;

import cashtide.time.TimeOrderedId;
import java.util.UUID;

/** Identity of a dispute. */
public record DisputeId(UUID value) {

    public static DisputeId fresh() {
        return new DisputeId(TimeOrderedId.next());
    }
}
