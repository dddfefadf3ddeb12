package cashtide.app.signin;

import java.util.Objects;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.core.oidc.user.OidcUser;

/** How an account is named to the person in front of it. */
final class SecurityText {

    private SecurityText() {}

    static String username(Authentication authentication) {
        return authentication.getPrincipal() instanceof OidcUser user
                ? Objects.requireNonNullElse(user.getPreferredUsername(), user.getName())
                : authentication.getName();
    }
}
