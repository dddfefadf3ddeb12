package cashtide.app.identity;

import java.util.Set;

/** A person in a tenant, with what they may be there. */
public record Member(String userId, Person person, boolean enabled, Set<TenantRole> roles) {

    public Member {
        roles = Set.copyOf(roles);
    }
}
