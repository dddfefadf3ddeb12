package cashtide.app.identity;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/** What a person may be in a tenant. In Keycloak each is a group of the tenant's organization. */
public enum TenantRole {
    CFO("cfo"),
    COLLECTOR("collector"),
    AR_CLERK("ar-clerk"),
    TENANT_ADMIN("tenant-admin"),
    ANALYST("analyst");

    private final String group;

    TenantRole(String group) {
        this.group = group;
    }

    /** The group's name, as it stands in a token after its slash. */
    public String group() {
        return group;
    }

    /** All of them, for who named none. */
    public static String groups() {
        return Arrays.stream(values()).map(TenantRole::group).collect(Collectors.joining(", "));
    }

    /** The role of a group's name or path ({@code cfo} or {@code /cfo}); empty for a group that is no role of ours. */
    public static Optional<TenantRole> ofGroup(String nameOrPath) {
        String name = nameOrPath.startsWith("/") ? nameOrPath.substring(1) : nameOrPath;
        return Arrays.stream(values()).filter(role -> role.group.equals(name)).findFirst();
    }
}
