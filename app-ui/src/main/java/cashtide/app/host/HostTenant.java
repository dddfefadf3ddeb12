package cashtide.app.host;

import cashtide.tenant.TenantId;
import jakarta.servlet.http.HttpServletRequest;
import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * The tenant that a request's host name stands for.
 *
 * @param alias first label of the host name, alias of the Keycloak organization
 */
public record HostTenant(String alias, TenantId id) implements Serializable {

    private static final long serialVersionUID = 1L;
    private static final String ATTRIBUTE = HostTenant.class.getName();

    /**
     * The tenant of a request that passed {@link HostTenantFilter}.
     *
     * @throws IllegalStateException for a path that is served without a tenant
     */
    public static HostTenant of(HttpServletRequest request) {
        HostTenant tenant = find(request);
        if (tenant == null) {
            throw new IllegalStateException("no tenant at " + request.getServerName() + request.getRequestURI());
        }
        return tenant;
    }

    /** The tenant of a request, or null for a path that is served without one. */
    public static @Nullable HostTenant find(HttpServletRequest request) {
        return request.getAttribute(ATTRIBUTE) instanceof HostTenant tenant ? tenant : null;
    }

    void putOn(HttpServletRequest request) {
        request.setAttribute(ATTRIBUTE, this);
    }
}
