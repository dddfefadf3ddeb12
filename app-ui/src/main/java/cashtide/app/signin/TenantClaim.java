package cashtide.app.signin;

import cashtide.tenant.Role;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The claim {@code organization} of a token: {@code {"acme": {"id": "…", "groups": ["/cfo"]}}}.
 *
 * @param alias the only organization in it; a token with none or several names no tenant
 * @param roles its groups that are roles of ours
 */
public record TenantClaim(String alias, Set<Role> roles) {

    static final String NAME = "organization";

    public TenantClaim {
        roles = Set.copyOf(roles);
    }

    /** Reads the claim's value; null unless it names exactly one organization. */
    public static @Nullable TenantClaim of(@Nullable Object claim) {
        if (!(claim instanceof Map<?, ?> organizations) || organizations.size() != 1) {
            return null;
        }
        Map.Entry<?, ?> only = organizations.entrySet().iterator().next();
        Set<String> codes = new LinkedHashSet<>();
        if (only.getValue() instanceof Map<?, ?> details && details.get("groups") instanceof Collection<?> groups) {
            for (Object group : groups) {
                String path = String.valueOf(group);
                // A nested group is none of ours: "/cfo" is the role, "/guests/cfo" is not.
                if (path.startsWith("/")) {
                    codes.add(path.substring(1));
                }
            }
        }
        return new TenantClaim(String.valueOf(only.getKey()), Role.ofCodes(codes));
    }
}
