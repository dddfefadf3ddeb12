package cashtide.app.signin;

import cashtide.app.host.HostTenant;
import cashtide.app.page.PlainPage;
import cashtide.app.page.Problems;
import cashtide.tenant.KnownUsers;
import com.vaadin.flow.server.HandlerHelper;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AnonymousAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.core.oidc.user.OidcUser;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Runs on every request after the person is known and before anything is allowed: the token must name exactly the
 * tenant of this host. So a session cookie carried to another tenant's host is worth nothing there. A session ends
 * twelve hours after it began, however busy it was (ASVS 7.3.2), and with the first request after the person was removed or
 * given other roles (ASVS 7.4.2); a page that stays open asks at least every two minutes.
 */
final class TenantGuard extends OncePerRequestFilter {

    private static final Duration SESSION_MAX = Duration.ofHours(12);
    private static final Duration TOKEN_TOLD_WITHIN = Duration.ofMinutes(2);
    private static final Duration LOOK_EVERY = Duration.ofSeconds(1);
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
        SignedIn person = SignedIn.of(host, authentication);
        if (endOfSession(request, person, authentication)) {
            SecurityContextHolder.clearContext();
            if (HandlerHelper.isFrameworkInternalRequest("/*", request)) {
                // A page's script follows no redirect: without a session it is told that it has ended.
                chain.doFilter(request, response);
            } else {
                response.sendRedirect("/");
            }
            return;
        }
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

    private boolean endOfSession(HttpServletRequest request, @Nullable SignedIn person, Authentication authentication) {
        HttpSession session = request.getSession(false);
        if (session == null
                || (clock.millis() - session.getCreationTime() < SESSION_MAX.toMillis()
                        && (person == null || rolesStand(session, person, authentication)))) {
            return false;
        }
        session.invalidate();
        return true;
    }

    /**
     * Whether the person still has the roles that the session was signed in with. The first request of a session is the first
     * to say which roles those are; a token that was held back until they were taken away says nothing.
     */
    private boolean rolesStand(HttpSession session, SignedIn person, Authentication authentication) {
        long now = clock.millis();
        if (!(session.getAttribute(SEEN) instanceof Long seen)) {
            Instant issued = authentication.getPrincipal() instanceof OidcUser user ? user.getIssuedAt() : null;
            return issued != null && now - issued.toEpochMilli() < TOKEN_TOLD_WITHIN.toMillis();
        }
        if (now - seen < LOOK_EVERY.toMillis()) {
            return true;
        }
        session.setAttribute(SEEN, now);
        return users.rolesNow(person.actor()).equals(person.actor().roles());
    }

    /** Once per session: who works here shows up in lists of people, with the roles they have now. */
    private void remember(HttpServletRequest request, SignedIn person) {
        HttpSession session = request.getSession(false);
        if (session != null && session.getAttribute(SEEN) == null) {
            users.signedIn(person.actor(), person.username(), person.email());
            session.setAttribute(SEEN, clock.millis());
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
