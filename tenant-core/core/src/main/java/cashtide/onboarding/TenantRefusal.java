package cashtide.onboarding;

import cashtide.audit.ErrorCode;

/** Why a tenant cannot be made. */
public enum TenantRefusal implements ErrorCode {
    TENANT_ALIAS_TAKEN("Another tenant has this alias"),
    TENANT_EXISTS("The tenant exists already"),
    TENANT_ALIAS_MALFORMED(
            "An alias is 3 to 40 lower-case letters, digits and hyphens; it begins with a letter and ends with no hyphen"),
    TENANT_NAME_MALFORMED("A name is 1 to 120 characters long"),
    TENANT_ADDRESS_MALFORMED(
            "An address is http or https, a host and maybe a port, with nothing behind, such as https://nord.example"),
    TENANT_SETTING_UNKNOWN("A time zone, currency, locale or holiday calendar of this name is not known");

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
