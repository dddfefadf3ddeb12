package cashtide.tenant;

import static cashtide.db.Tables.APP_USER;
import static org.jooq.Records.mapping;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** People who signed in to a tenant, as Keycloak described them last. */
public final class KnownUsers {

    private final Tenants tenants;

    public KnownUsers(Tenants tenants) {
        this.tenants = tenants;
    }

    /** A person of the tenant. */
    public record User(
            UUID id,
            String username,
            String displayName,
            @Nullable String email,
            Set<Role> roles) {

        public User {
            roles = Set.copyOf(roles);
        }
    }

    /** Remembers that the actor signed in, with the roles he has now. */
    public void signedIn(Actor actor, String username, @Nullable String email) {
        tenants.run(actor, tx -> tx.sql()
                .insertInto(APP_USER)
                .set(APP_USER.TENANT_ID, tx.tenantId().value())
                .set(APP_USER.ID, actor.userId())
                .set(APP_USER.USERNAME, username)
                .set(APP_USER.DISPLAY_NAME, actor.name())
                .set(APP_USER.EMAIL, email)
                .set(APP_USER.ROLES, codes(actor.roles()))
                .set(APP_USER.LAST_SEEN_AT, tx.clockTime())
                .onConflict(APP_USER.TENANT_ID, APP_USER.ID)
                .doUpdate()
                .set(APP_USER.USERNAME, username)
                .set(APP_USER.DISPLAY_NAME, actor.name())
                .set(APP_USER.EMAIL, email)
                .set(APP_USER.ROLES, codes(actor.roles()))
                .set(APP_USER.LAST_SEEN_AT, tx.clockTime())
                .execute());
    }

    /** Remembers the roles that a person was given or, with none, that he was removed; who never signed in stays unknown. */
    public void rolesChanged(Actor actor, UUID user, Set<Role> roles) {
        tenants.run(actor, tx -> tx.sql()
                .update(APP_USER)
                .set(APP_USER.ROLES, codes(roles))
                .where(APP_USER.ID.eq(user))
                .execute());
    }

    /** The roles that the actor has now, which may be others than those he signed in with; none when he is not known. */
    public Set<Role> rolesNow(Actor actor) {
        return tenants.inTx(actor, tx -> {
            String[] roles = tx.sql()
                    .select(APP_USER.ROLES)
                    .from(APP_USER)
                    .where(APP_USER.ID.eq(actor.userId()))
                    .fetchOne(APP_USER.ROLES);
            return roles == null ? Set.of() : Role.ofCodes(Arrays.asList(roles));
        });
    }

    /** Everybody known in the actor's tenant, by name. */
    public List<User> all(Actor actor) {
        return tenants.inTx(actor, tx -> tx.sql()
                .select(APP_USER.ID, APP_USER.USERNAME, APP_USER.DISPLAY_NAME, APP_USER.EMAIL, APP_USER.ROLES)
                .from(APP_USER)
                .orderBy(APP_USER.DISPLAY_NAME, APP_USER.ID)
                .fetch(mapping((id, username, name, email, roles) ->
                        new User(id, username, name, email, Role.ofCodes(Arrays.asList(roles))))));
    }

    private static String[] codes(Set<Role> roles) {
        return roles.stream().map(Role::code).sorted().toArray(String[]::new);
    }
}
