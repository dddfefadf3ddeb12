package cashtide.app.tenants;

import cashtide.app.identity.TenantDirectory;
import cashtide.app.identity.TenantIdentity;
import cashtide.branding.Brand;
import cashtide.branding.Brands;
import cashtide.branding.Logo;
import cashtide.tenant.Actor;
import java.net.URI;
import java.util.Base64;
import java.util.List;
import org.springframework.stereotype.Component;

/** Brings the brand that a tenant has in the core to its sign-in page. */
@Component
public final class SignInBrand {

    private final Brands brands;
    private final TenantDirectory directory;

    SignInBrand(Brands brands, TenantDirectory directory) {
        this.brands = brands;
        this.directory = directory;
    }

    /**
     * Shows the tenant's brand of now on its sign-in page; fails with Spring's {@code RestClientException} when Keycloak does
     * not answer, and can be repeated.
     */
    public void show(Actor actor, String alias) {
        directory.rebrand(of(brands, actor, alias, List.of()));
    }

    static TenantIdentity of(Brands brands, Actor actor, String alias, List<URI> addresses) {
        Brand brand = brands.of(actor);
        Logo logo = brands.logo(actor, false);
        String picture = logo == null
                ? null
                : "data:" + logo.mediaType() + ";base64," + Base64.getEncoder().encodeToString(logo.bytes());
        return new TenantIdentity(alias, brand.name(), addresses, brand.accentLight(), brand.accentDark(), picture);
    }
}
