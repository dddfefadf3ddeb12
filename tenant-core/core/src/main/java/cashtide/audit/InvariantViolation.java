package cashtide.audit;

/** A bug: something that must always hold does not. The transaction dies. */
public final class InvariantViolation extends RuntimeException {

    private final String code;

    public InvariantViolation(String code, String facts) {
        super(code + ": " + facts);
        this.code = code;
    }

    public String code() {
        return code;
    }
}
