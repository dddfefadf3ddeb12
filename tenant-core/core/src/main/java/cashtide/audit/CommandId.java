package cashtide.audit;

import cashtide.time.TimeOrderedId;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/**
 * Idempotency key of a command: the caller makes it before he sends the command and keeps it while he tries again. A
 * command that was carried out answers the same id with its first answer for ever.
 */
public record CommandId(UUID value) {

    public static CommandId fresh() {
        return new CommandId(TimeOrderedId.next());
    }

    /** An id for what belongs to the command: the same each time that it is sent, so that what it makes is made once. */
    public UUID derived(String kind) {
        return UUID.nameUUIDFromBytes((kind + "/" + value).getBytes(StandardCharsets.UTF_8));
    }
}
