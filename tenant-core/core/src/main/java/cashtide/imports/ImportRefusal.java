package cashtide.imports;

import cashtide.audit.ErrorCode;

/** Why an import is not started, stopped or taken back. */
public enum ImportRefusal implements ErrorCode {
    IMPORT_EXISTS("An import with this id was started before."),
    IMPORT_CANCELLED("Somebody stopped the import before it was posted."),
    IMPORT_POSTING("The import is being posted, which is too late to stop it. When it is in, it can be taken back."),
    IMPORT_FINISHED("The import has ended already."),
    IMPORT_NOT_DONE("Only an import that is in can be undone."),
    IMPORT_HAS_DEPENDENTS("Something rests on what the import brought: undo that first.");

    private final String text;

    ImportRefusal(String text) {
        this.text = text;
    }

    @Override
    public String code() {
        return name();
    }

    @Override
    public String text() {
        return text;
    }
}
