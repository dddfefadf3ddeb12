package cashtide.app.host;

import cashtide.app.page.PlainPage;
import cashtide.app.page.Problems;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * The first thing that sees a request: tells its tenant by the host name, or answers that there is none. Health and the
 * platform's own calls are served on any host.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 10)
public final class HostTenantFilter extends OncePerRequestFilter {

    private final HostTenants tenants;

    HostTenantFilter(HostTenants tenants) {
        this.tenants = tenants;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        String path = request.getRequestURI();
        return path.startsWith("/actuator/health") || path.startsWith("/api/platform/") || path.equals("/plain.css");
    }

    @Override
    protected boolean shouldNotFilterErrorDispatch() {
        return false;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        HostTenant tenant = tenants.find(request.getServerName());
        if (tenant == null && request.getRequestURI().startsWith("/api/")) {
            Problems.write(response, 404, "TENANT_NOT_FOUND", "There is no company at this address.");
            return;
        }
        if (tenant == null) {
            String example = tenants.hostName("your-company") + port(request);
            PlainPage.of(404, "No company at this address")
                    .paragraph("Each company has its own address, such as " + example + ".")
                    .paragraph("Use the address from your invitation, or ask the person who invited you.")
                    .write(response);
            return;
        }
        tenant.putOn(request);
        chain.doFilter(request, response);
    }

    private static String port(HttpServletRequest request) {
        int port = request.getServerPort();
        return port == 80 || port == 443 ? "" : ":" + port;
    }
}
