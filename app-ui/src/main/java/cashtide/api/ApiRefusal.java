package cashtide.api;

import cashtide.audit.Outcome;
import java.time.DateTimeException;
import java.util.Arrays;
import java.util.Locale;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A request that is answered with a problem (RFC 9457).
 */
public final class ApiRefusal extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int status;
    private final String code;

    /**
     * A refusal.
     *
     * @param status HTTP status
     * @param code stable, for programs
     * @param title what is wrong, for a person
     */
    public ApiRefusal(int status, String code, String title) {
        super(title);
        this.status = status;
        this.code = code;
    }

    int status() {
        return status;
    }

    String code() {
        return code;
    }

    /** The value of a field that may not be left out. */
    public static <T> T present(String field, @Nullable T value) {
        if (value == null) {
            throw new ApiRefusal(400, "REQUEST_MALFORMED", field + " is missing.");
        }
        return value;
    }

    /** The constant that a field names, in capitals or not. */
    public static <E extends Enum<E>> E oneOf(Class<E> type, String field, @Nullable String value) {
        String name = present(field, value).toUpperCase(Locale.ROOT);
        return Arrays.stream(type.getEnumConstants())
                .filter(constant -> constant.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new ApiRefusal(
                        400,
                        "REQUEST_MALFORMED",
                        field + " is none of " + Arrays.toString(type.getEnumConstants()) + "."));
    }

    /**
     * What is made of a request's own values. Only there is a value that cannot be held the sender's mistake; anywhere else
     * it is a fault of ours.
     */
    public static <T> T asked(Supplier<T> made) {
        try {
            return made.get();
        } catch (IllegalArgumentException mistake) {
            throw new ApiRefusal(400, "REQUEST_MALFORMED", String.valueOf(mistake.getMessage()));
        } catch (DateTimeException mistake) {
            throw new ApiRefusal(400, "REQUEST_MALFORMED", "A day lies too far off.");
        } catch (ArithmeticException mistake) {
            throw new ApiRefusal(400, "REQUEST_MALFORMED", "An amount is too large.");
        }
    }

    /** The value of a command that was carried out; everything else becomes a refusal. */
    public static <T> T valueOf(Outcome<T> outcome) {
        return switch (outcome) {
            case Outcome.Done<T> done -> done.value();
            case Outcome.NotFound<T> ignored -> throw new ApiRefusal(404, "NOT_FOUND", "There is no such thing.");
            case Outcome.Conflict<T> ignored ->
                throw new ApiRefusal(409, "IDEMPOTENCY_KEY_USED", "The Idempotency-Key was used for another request.");
            case Outcome.Rejected<T> no ->
                throw new ApiRefusal(
                        422,
                        no.reason().code(),
                        no.reason().text()
                                + (no.detail().isEmpty() ? "" : String.format(Locale.ROOT, ": %s", no.detail())));
        };
    }
}
