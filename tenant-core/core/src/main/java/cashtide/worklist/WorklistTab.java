package cashtide.worklist;

import java.util.Optional;

/** Queues of the worklist. An account is in exactly one of them. */
public enum WorklistTab {
    TODO("todo", "To do"),
    PROMISED("promised", "Promised"),
    DISPUTED("disputed", "Disputed"),
    SNOOZED("snoozed", "Snoozed");

    private final String code;
    private final String label;

    WorklistTab(String code, String label) {
        this.code = code;
        this.label = label;
    }

    /** As stored and as in addresses. */
    public String code() {
        return code;
    }

    public String label() {
        return label;
    }

    public static Optional<WorklistTab> ofCode(String code) {
        for (WorklistTab tab : values()) {
            if (tab.code.equals(code)) {
                return Optional.of(tab);
            }
        }
        return Optional.empty();
    }
}
