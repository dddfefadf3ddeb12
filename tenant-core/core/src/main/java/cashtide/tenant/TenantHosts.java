package cashtide.tenant;

import static cashtide.db.Tables.TENANT_HOST;
import static org.jooq.Records.mapping;

import java.util.List;
import javax.sql.DataSource;
import org.jooq.DSLContext;
import org.jooq.SQLDialect;
import org.jooq.conf.Settings;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/** Maps host names to tenants: the one table read before a tenant is known. */
public final class TenantHosts {

    private final DSLContext sql;

    /** Reads through connections as {@code cashtide_app}. */
    public TenantHosts(DataSource app) {
        this.sql = DSL.using(app, SQLDialect.POSTGRES, new Settings().withRenderSchema(false));
    }

    /** A tenant and the alias that is the first label of its host name. */
    public record Host(String alias, TenantId tenantId) {}

    /** The tenant with this alias, or null when there is none. */
    public @Nullable TenantId find(String alias) {
        return sql.select(TENANT_HOST.TENANT_ID)
                .from(TENANT_HOST)
                .where(TENANT_HOST.ALIAS.eq(alias))
                .fetchOne(mapping(TenantId::new));
    }

    /** Every tenant by alias, for work that loops over them in one transaction each. */
    public List<Host> all() {
        return sql.select(TENANT_HOST.ALIAS, TENANT_HOST.TENANT_ID)
                .from(TENANT_HOST)
                .orderBy(TENANT_HOST.ALIAS)
                .fetch(mapping((alias, id) -> new Host(alias, new TenantId(id))));
    }
}
