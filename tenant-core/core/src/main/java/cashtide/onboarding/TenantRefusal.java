package cashtide.onboarding;

import cashtide.audit.ErrorCode;

/** Why a tenant cannot be made. */
public enum TenantRefusal implements ErrorCode {
    TENANT_ALIAS_TAKEN("Another tenant has this alias"),
    TENANT_EXISTS("The tenant exists already"),
    TENANT_ALIAS_MALFORMED("An alias is 2 to 41 lower-case letters, digits and hyphens and begins with a letter"),
    TENANT_SETTING_UNKNOWN("A time zone, currency or holiday calendar of this name is not known");

    private final String text;

    TenantRefusal(String text) {
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
