package cashtide.imports;

import cashtide.time.TimeOrderedId;
import java.util.UUID;

/** Identity of an import, made by whoever starts it. */
public record ImportRunId(UUID value) {

    public static ImportRunId fresh() {
        return new ImportRunId(TimeOrderedId.next());
    }
}
