package cashtide.app.signin;

import cashtide.app.host.HostTenant;
import cashtide.app.identity.TenantDirectory;
import cashtide.tenant.Actor;
import cashtide.tenant.Role;
import jakarta.servlet.http.HttpServletRequest;
import java.io.Serializable;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.core.oidc.user.OidcUser;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;

/**
 * A person or program whose token names the host's tenant.
 *
 * @param name as shown to others
 * @param email null for programs
 */
public record SignedIn(
        HostTenant tenant,
        UUID userId,
        String name,
        String username,
        @Nullable String email,
        Actor actor) implements Serializable {

    private static final long serialVersionUID = 1L;
    /** What a tenant's own programs are called where a person would be named. */
    private static final String INTERFACE = "API";

    private static final String ATTRIBUTE = SignedIn.class.getName();

    /** Who sent the request; null when nobody is signed in, or when the token does not name this very tenant. */
    static @Nullable SignedIn of(HostTenant host, @Nullable Authentication authentication) {
        if (authentication == null) {
            return null;
        }
        if (authentication.getPrincipal() instanceof OidcUser user) {
            TenantClaim claim = TenantClaim.of(user.getIdToken().getClaims().get(TenantClaim.NAME));
            String username = SecurityText.username(authentication);
            String name = Objects.requireNonNullElse(user.getFullName(), username);
            return of(host, claim, user.getName(), name, username, user.getEmail());
        }
        if (authentication instanceof JwtAuthenticationToken bearer) {
            TenantClaim claim = TenantClaim.of(bearer.getTokenAttributes().get(TenantClaim.NAME));
            String client = String.valueOf(bearer.getTokenAttributes().getOrDefault("azp", bearer.getName()));
            String name = client.equals(TenantDirectory.importClient(host.alias())) ? INTERFACE : client;
            return of(host, claim, bearer.getName(), name, client, null);
        }
        return null;
    }

    private static @Nullable SignedIn of(
            HostTenant host,
            @Nullable TenantClaim claim,
            String subject,
            String name,
            String username,
            @Nullable String email) {
        if (claim == null || !claim.alias().equals(host.alias())) {
            return null;
        }
        UUID id = UUID.fromString(subject);
        return new SignedIn(host, id, name, username, email, new Actor(host.id(), id, name, claim.roles()));
    }

    /**
     * Who sent a request that {@link TenantGuard} let pass.
     *
     * @throws IllegalStateException for a path that is served without sign-in
     */
    public static SignedIn of(HttpServletRequest request) {
        SignedIn person = find(request);
        if (person != null) {
            return person;
        }
        throw new IllegalStateException("nobody is signed in at " + request.getRequestURI());
    }

    /** Who sent a request; null for one that is served without sign-in. */
    public static @Nullable SignedIn find(HttpServletRequest request) {
        return request.getAttribute(ATTRIBUTE) instanceof SignedIn person ? person : null;
    }

    void putOn(HttpServletRequest request) {
        request.setAttribute(ATTRIBUTE, this);
    }

    public boolean has(Role role) {
        return actor.roles().contains(role);
    }

    /** At most two letters for a picture of the person. */
    public String initials() {
        StringBuilder letters = new StringBuilder();
        for (String part : name.strip().split("\\s+", -1)) {
            if (!part.isEmpty() && letters.length() < 2) {
                letters.appendCodePoint(Character.toUpperCase(part.codePointAt(0)));
            }
        }
        return letters.toString();
    }
}
