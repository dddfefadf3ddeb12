package cashtide.collections;

import cashtide.time.TimeOrderedId;
import java.util.UUID;

/** Identity of a contact or note. */
public record ActivityId(UUID value) {

    public static ActivityId fresh() {
        return new ActivityId(TimeOrderedId.next());
    }
}
