package cashtide.app.tenants;

import cashtide.app.identity.TenantDirectory;
import cashtide.app.identity.TenantIdentity;
import cashtide.audit.CommandId;
import cashtide.audit.Outcome;
import cashtide.branding.Brands;
import cashtide.branding.SetBrand;
import cashtide.onboarding.CreateTenant;
import cashtide.onboarding.TenantRefusal;
import cashtide.tenant.Actor;
import cashtide.tenant.TenantHosts;
import cashtide.tenant.TenantId;
import cashtide.time.TimeOrderedId;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;

/**
 * Makes a tenant: in the core first, where the alias is taken, then its brand, then in Keycloak. Cut off anywhere, the
 * same call completes it.
 */
@Component
public final class TenantProvisioning {

    private static final String OPERATOR = "operator";

    private final CreateTenant createTenant;
    private final SetBrand setBrand;
    private final Brands brands;
    private final TenantHosts hosts;
    private final TenantDirectory directory;

    TenantProvisioning(
            CreateTenant createTenant, SetBrand setBrand, Brands brands, TenantHosts hosts, TenantDirectory directory) {
        this.createTenant = createTenant;
        this.setBrand = setBrand;
        this.brands = brands;
        this.hosts = hosts;
        this.directory = directory;
    }

    /** The tenant, new or as it was; a setting that does not exist is a refusal. */
    public Outcome<CreateTenant.Created> provision(NewTenant tenant) {
        // All of it before anything is made: what Keycloak would not take must not be half a tenant.
        if (!CreateTenant.isAlias(tenant.alias())) {
            return CreateTenant.refusedAlias(tenant.alias());
        }
        List<URI> addresses = new ArrayList<>();
        for (String text : tenant.addresses()) {
            URI address = TenantIdentity.address(text);
            if (address == null) {
                return Outcome.rejected(TenantRefusal.TENANT_ADDRESS_MALFORMED, "'" + text + "'");
            }
            addresses.add(address);
        }
        Outcome<CreateTenant.Created> made = inCore(tenant);
        return made.then(created -> {
            Actor operator = Actor.job(created.tenantId(), OPERATOR);
            boolean branded = brands.of(operator).version() > 1;
            if (!branded) {
                Outcome<SetBrand.Changed> brand = setBrand.handle(
                        operator,
                        new SetBrand.Change(
                                CommandId.fresh(), tenant.accentLight(), tenant.accentDark(), tenant.subtitle()));
                if (!(brand instanceof Outcome.Done)) {
                    return brand.then(changed -> Outcome.done(created));
                }
            }
            // The brand that the tenant has by now: provisioning again must not bring the first one back.
            directory.provision(SignInBrand.of(brands, operator, tenant.alias(), addresses));
            return Outcome.done(created);
        });
    }

    private Outcome<CreateTenant.Created> inCore(NewTenant tenant) {
        TenantId existing = hosts.find(tenant.alias());
        if (existing != null) {
            return Outcome.done(new CreateTenant.Created(existing, tenant.alias()));
        }
        TenantId id = new TenantId(TimeOrderedId.next());
        Outcome<CreateTenant.Created> made = createTenant.handle(
                Actor.job(id, OPERATOR),
                new CreateTenant.Create(
                        CommandId.fresh(),
                        tenant.alias(),
                        tenant.name(),
                        tenant.zone(),
                        tenant.locale(),
                        tenant.currency(),
                        tenant.holidayCalendar(),
                        tenant.sandboxDay()));
        boolean takenMeanwhile = made instanceof Outcome.Rejected<CreateTenant.Created> no
                && no.reason() == TenantRefusal.TENANT_ALIAS_TAKEN;
        TenantId other = takenMeanwhile ? hosts.find(tenant.alias()) : null;
        return other == null ? made : Outcome.done(new CreateTenant.Created(other, tenant.alias()));
    }
}
