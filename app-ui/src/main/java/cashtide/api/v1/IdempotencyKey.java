package cashtide.api.v1;

import cashtide.api.ApiRefusal;
import cashtide.audit.CommandId;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The header {@code Idempotency-Key}: the same key again answers the same and does nothing twice. */
final class IdempotencyKey {

    static final String HEADER = "Idempotency-Key";
    private static final int LENGTH_MAX = 255;

    private IdempotencyKey() {}

    /** A UUID is taken as it is, another text by its hash; without a key each call is a new one. */
    static CommandId command(@Nullable String key) {
        if (key == null) {
            return CommandId.fresh();
        }
        if (key.isBlank() || key.length() > LENGTH_MAX) {
            throw new ApiRefusal(400, "IDEMPOTENCY_KEY_MALFORMED", "An Idempotency-Key has 1 to 255 characters.");
        }
        try {
            return new CommandId(UUID.fromString(key));
        } catch (IllegalArgumentException noUuid) {
            return new CommandId(UUID.nameUUIDFromBytes(key.getBytes(StandardCharsets.UTF_8)));
        }
    }
}
