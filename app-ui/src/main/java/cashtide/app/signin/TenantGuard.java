package cashtide.app.signin;

import cashtide.app.host.HostTenant;
import cashtide.app.page.PlainPage;
import cashtide.app.page.Problems;
import cashtide.tenant.KnownUsers;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import org.springframework.security.authentication.AnonymousAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Runs on every request after the person is known and before anything is allowed: the token must name exactly the
 * tenant of this host. So a session cookie carried to another tenant's host is worth nothing there. A session ends
 * twelve hours after it began, however busy it was (ASVS 7.3.2).
 */
final class TenantGuard extends OncePerRequestFilter {

    private static final Duration SESSION_MAX = Duration.ofHours(12);
    private static final String SEEN = TenantGuard.class.getName() + ".seen";

    private final KnownUsers users;
    private final InstantSource clock;

    TenantGuard(KnownUsers users, InstantSource clock) {
        this.users = users;
        this.clock = clock;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        Authentication authentication = SecurityContextHolder.getContext().getAuthentication();
        HostTenant host = HostTenant.find(request);
        if (authentication == null || authentication instanceof AnonymousAuthenticationToken || host == null) {
            chain.doFilter(request, response);
            return;
        }
        if (endOfSession(request)) {
            SecurityContextHolder.clearContext();
            response.sendRedirect("/");
            return;
        }
        SignedIn person = SignedIn.of(host, authentication);
        if (person == null || person.actor().roles().isEmpty()) {
            if (isSignOut(request)) {
                chain.doFilter(request, response);
            } else {
                refuse(request, response, authentication);
            }
            return;
        }
        remember(request, person);
        person.putOn(request);
        chain.doFilter(request, response);
    }

    private boolean endOfSession(HttpServletRequest request) {
        HttpSession session = request.getSession(false);
        if (session == null || clock.millis() - session.getCreationTime() < SESSION_MAX.toMillis()) {
            return false;
        }
        session.invalidate();
        return true;
    }

    /** Once per session: who works here shows up in lists of people, with the roles they have now. */
    private void remember(HttpServletRequest request, SignedIn person) {
        HttpSession session = request.getSession(false);
        if (session != null && session.getAttribute(SEEN) == null) {
            users.signedIn(person.actor(), person.username(), person.email());
            session.setAttribute(SEEN, true);
        }
    }

    private static boolean isSignOut(HttpServletRequest request) {
        return "POST".equals(request.getMethod()) && "/logout".equals(request.getRequestURI());
    }

    private static void refuse(HttpServletRequest request, HttpServletResponse response, Authentication authentication)
            throws IOException {
        if (authentication instanceof JwtAuthenticationToken) {
            Problems.write(response, 403, "WRONG_TENANT", "The token is not for the company at this address.");
            return;
        }
        PlainPage page = PlainPage.of(403, "No access to this company")
                .paragraph("Signed in as " + SecurityText.username(authentication)
                        + ", who is not a member of the company at this address.")
                .paragraph(
                        "Sign out to use another account, or ask an administrator of the company for an invitation.");
        if (request.getAttribute(CsrfToken.class.getName()) instanceof CsrfToken token) {
            page.button("/logout", token.getParameterName(), token.getToken(), "Sign out");
        }
        page.write(response);
    }
}
