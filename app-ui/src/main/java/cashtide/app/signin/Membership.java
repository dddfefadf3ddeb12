package cashtide.app.signin;

import cashtide.app.identity.Person;
import cashtide.app.identity.TenantDirectory;
import cashtide.app.identity.TenantRole;
import cashtide.tenant.Actor;
import cashtide.tenant.KnownUsers;
import cashtide.tenant.Role;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Component;

/**
 * Changes what people may do in a tenant: in Keycloak for the next sign-in, and here for the sessions that are open, which
 * {@link TenantGuard} ends since they were signed in with other roles. Sessions at other tenants go on.
 *
 * <p>Failures of Keycloak come as Spring's {@code RestClientException}.
 */
@Component
public final class Membership {

    private final TenantDirectory directory;
    private final KnownUsers users;

    Membership(TenantDirectory directory, KnownUsers users) {
        this.directory = directory;
        this.users = users;
    }

    /**
     * Gives a member exactly these roles.
     *
     * @param admin somebody of the tenant with this alias
     */
    public void assignRoles(Actor admin, String alias, String userId, Set<TenantRole> roles) {
        directory.assignRoles(alias, userId, roles);
        changed(admin, userId, roles);
    }

    /** Adds a person with a password that stays, or gives a member exactly these roles; answers with the person's id. */
    public String enrol(Actor operator, String alias, Person person, Set<TenantRole> roles, String password) {
        String userId = directory.enrol(alias, person, roles, password);
        changed(operator, userId, roles);
        return userId;
    }

    /** Takes a person out of the tenant; the account stays for other tenants. */
    public void remove(Actor admin, String alias, String userId) {
        directory.remove(alias, userId);
        changed(admin, userId, Set.of());
    }

    private void changed(Actor admin, String userId, Set<TenantRole> roles) {
        List<String> codes = roles.stream().map(TenantRole::group).toList();
        users.rolesChanged(admin, UUID.fromString(userId), Role.ofCodes(codes));
    }
}
