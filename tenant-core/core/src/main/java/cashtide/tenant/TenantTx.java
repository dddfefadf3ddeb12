package cashtide.tenant;

import static cashtide.db.Tables.TENANT;
import static org.jooq.Records.mapping;

import cashtide.time.KnownAt;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Currency;
import java.util.Locale;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;

/**
 * A transaction that sees the rows of one tenant: the handle on PostgreSQL that every method below a use case takes as its
 * first argument. It cannot be made without a tenant, and ends with {@link Tenants#inTx}.
 */
public final class TenantTx {

    private final DSLContext sql;
    private final Actor actor;
    private final InstantSource clock;
    private @Nullable Tenant tenant;

    TenantTx(DSLContext sql, Actor actor, InstantSource clock) {
        this.sql = sql;
        this.actor = actor;
        this.clock = clock;
    }

    /** The door to SQL, for the stores of the core's features and nobody else. */
    public DSLContext sql() {
        return sql;
    }

    public Actor actor() {
        return actor;
    }

    public TenantId tenantId() {
        return actor.tenantId();
    }

    /** The tenant's settings as they stood when first asked for in this transaction. */
    public Tenant tenant() {
        Tenant known = tenant;
        if (known == null) {
            known = sql.select(
                            TENANT.TENANT_ID,
                            TENANT.ALIAS,
                            TENANT.NAME,
                            TENANT.TIME_ZONE,
                            TENANT.LOCALE,
                            TENANT.BASE_CURRENCY,
                            TENANT.HOLIDAY_CALENDAR,
                            TENANT.BUSINESS_DATE,
                            TENANT.GRACE_DAYS,
                            TENANT.CONTACT_HOLDOUT)
                    .from(TENANT)
                    .fetchSingle(mapping(
                            (id, alias, name, zone, locale, currency, calendar, day, grace, holdout) -> new Tenant(
                                    new TenantId(id),
                                    alias,
                                    name,
                                    ZoneId.of(zone),
                                    Locale.forLanguageTag(locale),
                                    Currency.getInstance(currency),
                                    calendar,
                                    day,
                                    grace,
                                    holdout)));
            tenant = known;
        }
        return known;
    }

    /** Forgets the settings read so far, after a change of them in this very transaction. */
    public void tenantChanged() {
        tenant = null;
    }

    /** The tenant's current day. */
    public LocalDate businessDate() {
        return tenant().businessDate(clock);
    }

    /**
     * When the seller knows what happens in this transaction: now, or in a sandbox during its current day, so that a fact
     * entered while history is replayed lies where the replay stands.
     */
    public OffsetDateTime knownAt() {
        LocalDate day = tenant().sandboxDay();
        Instant instant = day == null ? clock.instant() : KnownAt.endOf(day, tenant().zone());
        return instant.atOffset(ZoneOffset.UTC);
    }

    /** The clock's time: for records of when something was done, such as the last sign-in. */
    public OffsetDateTime clockTime() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }
}
