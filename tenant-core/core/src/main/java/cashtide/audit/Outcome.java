package cashtide.audit;

import java.util.function.Function;

/**
 * What became of a command.
 *
 * @param <T> what the use case answers when it was carried out
 */
public sealed interface Outcome<T> {

    /** Carried out, now or when the same command was sent before. */
    record Done<T>(T value) implements Outcome<T> {}

    /**
     * The business says no; nothing was changed.
     *
     * @param detail the figures behind it, for a person; may be empty
     */
    record Rejected<T>(ErrorCode reason, String detail) implements Outcome<T> {}

    /** There is no such thing, or it is another tenant's: the two cannot be told apart. */
    record NotFound<T>() implements Outcome<T> {}

    /** The command's id was used before for something else. */
    record Conflict<T>() implements Outcome<T> {}

    static <T> Outcome<T> done(T value) {
        return new Done<>(value);
    }

    static <T> Outcome<T> rejected(ErrorCode reason, String detail) {
        return new Rejected<>(reason, detail);
    }

    static <T> Outcome<T> rejected(ErrorCode reason) {
        return new Rejected<>(reason, "");
    }

    static <T> Outcome<T> notFound() {
        return new NotFound<>();
    }

    static <T> Outcome<T> conflict() {
        return new Conflict<>();
    }

    /** Goes on with the value, or keeps the refusal. */
    default <R> Outcome<R> then(Function<T, Outcome<R>> next) {
        return switch (this) {
            case Done<T> done -> next.apply(done.value());
            case Rejected<T> no -> new Rejected<>(no.reason(), no.detail());
            case NotFound<T> ignored -> new NotFound<>();
            case Conflict<T> ignored -> new Conflict<>();
        };
    }

    /**
     * The value of a command that cannot fail here.
     *
     * @throws IllegalStateException when it was not carried out, saying why
     */
    default T orThrow() {
        if (this instanceof Done<T> done) {
            return done.value();
        }
        throw new IllegalStateException("not carried out: " + this);
    }
}
