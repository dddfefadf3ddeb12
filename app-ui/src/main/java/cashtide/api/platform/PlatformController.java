package cashtide.api.platform;

import cashtide.api.ApiRefusal;
import cashtide.app.identity.Person;
import cashtide.app.identity.TenantDirectory;
import cashtide.app.identity.TenantRole;
import cashtide.app.signin.Membership;
import cashtide.app.tenants.NewTenant;
import cashtide.app.tenants.TenantProvisioning;
import cashtide.onboarding.CreateTenant;
import cashtide.onboarding.TenantRefusal;
import cashtide.tenant.Actor;
import cashtide.tenant.TenantHosts;
import cashtide.tenant.TenantId;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Tenants and their first people. Every call can be repeated. */
@RestController
@RequestMapping("/api/platform/tenants")
final class PlatformController {

    private final TenantProvisioning provisioning;
    private final TenantDirectory directory;
    private final Membership membership;
    private final TenantHosts hosts;

    PlatformController(
            TenantProvisioning provisioning, TenantDirectory directory, Membership membership, TenantHosts hosts) {
        this.membership = membership;
        this.provisioning = provisioning;
        this.hosts = hosts;
        this.directory = directory;
    }

    /** The tenant that is there now. */
    record Made(UUID id, String alias) {}

    /**
     * A person to be added.
     *
     * @param password stays valid: for demo tenants alone; null sends an invitation with a password for one sign-in
     */
    record NewPerson(
            @Nullable String username,
            @Nullable String email,
            @Nullable String firstName,
            @Nullable String lastName,
            @Nullable List<String> roles,
            @Nullable String password) {}

    /** Who was added; the password only for an account that is new and was invited. */
    record Added(String userId, @Nullable String oneTimePassword) {}

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    Made create(@RequestBody NewTenant tenant) {
        CreateTenant.Created made = ApiRefusal.valueOf(provisioning.provision(tenant));
        return new Made(made.tenantId().value(), made.alias());
    }

    @PostMapping("/{alias}/users")
    @ResponseStatus(HttpStatus.CREATED)
    Added addUser(@PathVariable("alias") String alias, @RequestBody NewPerson added) {
        Actor operator = Actor.job(existing(alias), "operator");
        Person person = ApiRefusal.asked(() -> new Person(
                ApiRefusal.present("username", added.username()),
                ApiRefusal.present("email", added.email()),
                ApiRefusal.present("firstName", added.firstName()),
                ApiRefusal.present("lastName", added.lastName())));
        Set<TenantRole> roles = roles(ApiRefusal.present("roles", added.roles()));
        String password = added.password();
        if (password != null) {
            return new Added(membership.enrol(operator, alias, person, roles, password), null);
        }
        return switch (directory.invite(alias, person, roles)) {
            case cashtide.app.identity.InviteOutcome.Invited invited ->
                new Added(invited.userId(), invited.oneTimePassword());
            case cashtide.app.identity.InviteOutcome.Joined joined -> new Added(joined.userId(), null);
            case cashtide.app.identity.InviteOutcome.AlreadyMember member -> new Added(member.userId(), null);
        };
    }

    /** The secret with which the tenant's programs get tokens as {@code tenant-<alias>-import}. */
    @PostMapping("/{alias}/import-secret")
    ImportSecret importSecret(@PathVariable("alias") String alias) {
        existing(alias);
        return new ImportSecret(TenantDirectory.importClient(alias), directory.importClientSecret(alias));
    }

    /** Credentials of a tenant's service client. */
    record ImportSecret(String client, String secret) {}

    private TenantId existing(String alias) {
        TenantId tenant = hosts.find(alias);
        if (tenant == null) {
            throw new ApiRefusal(
                    404,
                    "TENANT_NOT_FOUND",
                    "There is no tenant " + alias + "."
                            + (CreateTenant.isAlias(alias)
                                    ? ""
                                    : " " + TenantRefusal.TENANT_ALIAS_MALFORMED.text() + "."));
        }
        return tenant;
    }

    private static Set<TenantRole> roles(List<String> names) {
        Set<TenantRole> roles = EnumSet.noneOf(TenantRole.class);
        for (String name : names) {
            roles.add(TenantRole.ofGroup(name)
                    .orElseThrow(() -> new ApiRefusal(
                            422,
                            "ROLE_UNKNOWN",
                            "There is no role " + name + "; the roles are " + TenantRole.groups() + ".")));
        }
        return roles;
    }
}
