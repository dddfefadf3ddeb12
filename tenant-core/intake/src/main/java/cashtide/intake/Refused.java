package cashtide.intake;

/** Why a text is no value of its column, in words for the person who wrote it. */
final class Refused extends Exception {

    private final String code;
    private final String remedy;

    Refused(String code, String message, String remedy) {
        super(message, null, false, false);
        this.code = code;
        this.remedy = remedy;
    }

    String code() {
        return code;
    }

    String remedy() {
        return remedy;
    }
}
