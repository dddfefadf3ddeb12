package cashtide.branding;

import static cashtide.db.Tables.BRANDING;
import static cashtide.db.Tables.TENANT;
import static org.jooq.Records.mapping;

import cashtide.tenant.Actor;
import cashtide.tenant.Tenants;
import org.jspecify.annotations.Nullable;

/** Reads brands. The sign-in page shows them too, so a job of the tenant may ask. */
public final class Brands {

    private final Tenants tenants;

    public Brands(Tenants tenants) {
        this.tenants = tenants;
    }

    public Brand of(Actor actor) {
        return tenants.inTx(actor, tx -> tx.sql()
                .select(
                        TENANT.NAME,
                        BRANDING.ACCENT_LIGHT,
                        BRANDING.ACCENT_DARK,
                        BRANDING.SUBTITLE,
                        BRANDING.LOGO.isNotNull(),
                        BRANDING.VERSION)
                .from(TENANT)
                .join(BRANDING)
                .on(BRANDING.TENANT_ID.eq(TENANT.TENANT_ID))
                .fetchSingle(mapping(Brand::new)));
    }

    /** The logo for light or dark ground; the light one where there is no dark one; null when none was uploaded. */
    public @Nullable Logo logo(Actor actor, boolean dark) {
        return tenants.inTx(actor, tx -> tx.sql()
                        .select(BRANDING.LOGO_MEDIA_TYPE, BRANDING.LOGO, BRANDING.LOGO_DARK)
                        .from(BRANDING)
                        .where(BRANDING.LOGO.isNotNull())
                        .fetchOptional(mapping(
                                (type, light, onDark) -> new Logo(type, dark && onDark != null ? onDark : light))))
                .orElse(null);
    }
}
