package cashtide.tenant;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;

/** What a person may do in a tenant; the token names it by its {@link #code()}, an organization group of Keycloak. */
public enum Role {
    CFO("cfo"),
    COLLECTOR("collector"),
    AR_CLERK("ar-clerk"),
    TENANT_ADMIN("tenant-admin"),
    ANALYST("analyst");

    private final String code;

    Role(String code) {
        this.code = code;
    }

    public String code() {
        return code;
    }

    /** The roles with these codes; codes that are none of ours are left out, since a realm may hold more groups. */
    public static Set<Role> ofCodes(Iterable<String> codes) {
        Set<Role> roles = EnumSet.noneOf(Role.class);
        for (String code : codes) {
            Arrays.stream(values()).filter(role -> role.code.equals(code)).forEach(roles::add);
        }
        return roles;
    }
}
