package cashtide.sandbox;

import cashtide.audit.ErrorCode;

/** Why a business date cannot be moved. */
public enum SandboxRefusal implements ErrorCode {
    SANDBOX_ONLY("Only a sandbox's business date can be moved"),
    SANDBOX_DAY_NOT_LATER("The new day must lie after the current one"),
    SANDBOX_STEP_TOO_LONG("A sandbox moves by at most 400 days at a time");

    private final String text;

    SandboxRefusal(String text) {
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
