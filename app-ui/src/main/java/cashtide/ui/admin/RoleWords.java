package cashtide.ui.admin;

import cashtide.app.identity.TenantRole;

/** Roles in the words of the people who give them. */
final class RoleWords {

    private RoleWords() {}

    static String of(TenantRole role) {
        return switch (role) {
            case CFO -> "CFO";
            case COLLECTOR -> "Collector";
            case AR_CLERK -> "AR clerk";
            case TENANT_ADMIN -> "Tenant admin";
            case ANALYST -> "Data analyst";
        };
    }
}
