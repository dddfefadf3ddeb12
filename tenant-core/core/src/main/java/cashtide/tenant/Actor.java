package cashtide.tenant;

import java.util.EnumSet;
import java.util.Set;
import java.util.UUID;

/**
 * Who acts, in which tenant. A person signed in, or a job of ours that says which.
 *
 * @param userId Keycloak's subject
 * @param name as shown in the audit trail
 */
public record Actor(TenantId tenantId, UUID userId, String name, Set<Role> roles) {

    /** What a job of ours is called in the audit trail: it has every role, in one tenant. */
    private static final UUID JOB = new UUID(0, 0);

    public Actor {
        roles = Set.copyOf(roles);
        if (name.isBlank()) {
            throw new IllegalArgumentException("name of the actor is blank");
        }
    }

    /** A job of ours that acts for a tenant, with every role. */
    public static Actor job(TenantId tenantId, String name) {
        return new Actor(tenantId, JOB, name, EnumSet.allOf(Role.class));
    }

    public boolean hasAnyOf(Set<Role> allowed) {
        return roles.stream().anyMatch(allowed::contains);
    }
}
