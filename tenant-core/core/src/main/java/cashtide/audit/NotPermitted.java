package cashtide.audit;

/** Somebody asked for what his roles do not allow; nothing was changed. Code {@code ACCESS_DENIED}. */
public final class NotPermitted extends RuntimeException {

    public static final String CODE = "ACCESS_DENIED";

    public NotPermitted(String useCase) {
        super(CODE + ": no role of the actor may carry out " + useCase);
    }
}
