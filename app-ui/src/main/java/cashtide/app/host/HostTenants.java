package cashtide.app.host;

import cashtide.app.AppSettings;
import cashtide.tenant.TenantHosts;
import cashtide.tenant.TenantId;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Finds tenants by host name. Thread-safe; an alias found once is never asked for again, since it never changes. */
@Component
public final class HostTenants {

    private static final Pattern ALIAS = Pattern.compile("[a-z][a-z0-9-]{1,40}");

    private final TenantHosts hosts;
    private final String suffix;
    private final Map<String, HostTenant> known = new ConcurrentHashMap<>();

    HostTenants(TenantHosts hosts, AppSettings settings) {
        this.hosts = hosts;
        this.suffix = "." + settings.baseDomain().toLowerCase(Locale.ROOT);
    }

    /** The tenant of a host name without port, or null when no tenant has it. */
    public @Nullable HostTenant find(String hostName) {
        String host = hostName.toLowerCase(Locale.ROOT);
        if (!host.endsWith(suffix)) {
            return null;
        }
        String alias = host.substring(0, host.length() - suffix.length());
        if (!ALIAS.matcher(alias).matches()) {
            return null;
        }
        HostTenant cached = known.get(alias);
        if (cached != null) {
            return cached;
        }
        TenantId id = hosts.find(alias);
        if (id == null) {
            return null;
        }
        HostTenant found = new HostTenant(alias, id);
        known.put(alias, found);
        return found;
    }

    /** The host name of a tenant: {@code acme.localhost}. */
    public String hostName(String alias) {
        return alias + suffix;
    }
}
