package cashtide.audit;

import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What the audit trail will say about the command that is being carried out. Filled by the use case, once. */
public final class AuditNote {

    private String entity = "";
    private @Nullable UUID entityId;
    private final SortedMap<String, String> details = new TreeMap<>();

    AuditNote() {}

    /** Names the thing that was made or changed, by its published entity and id. */
    public AuditNote about(String entityName, UUID id) {
        entity = entityName;
        entityId = id;
        return this;
    }

    /** Adds a fact; no personal data of contacts. */
    public AuditNote with(String name, Object value) {
        details.put(name, value.toString());
        return this;
    }

    String entity() {
        return entity;
    }

    @Nullable
    UUID entityId() {
        return entityId;
    }

    SortedMap<String, String> details() {
        return details;
    }
}
