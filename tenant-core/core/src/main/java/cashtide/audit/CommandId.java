package cashtide.audit;

import cashtide.time.TimeOrderedId;
import java.util.UUID;

/**
 * Idempotency key of a command: the caller makes it before he sends the command and keeps it while he tries again. A
 * command that was carried out answers the same id with its first answer for ever.
 */
public record CommandId(UUID value) {

    public static CommandId fresh() {
        return new CommandId(TimeOrderedId.next());
    }
}
