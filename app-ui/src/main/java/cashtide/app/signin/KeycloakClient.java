package cashtide.app.signin;

import cashtide.app.AppSettings;
import cashtide.app.host.HostTenant;
import jakarta.servlet.http.HttpServletRequest;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.security.oauth2.client.web.DefaultOAuth2AuthorizationRequestResolver;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizationRequestCustomizers;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizationRequestResolver;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationRequest;

/**
 * Our client at Keycloak. Its addresses are written down here instead of being asked from Keycloak, so that the app
 * starts, and says it is ready, while Keycloak is still starting.
 */
final class KeycloakClient {

    static final String REGISTRATION = "keycloak";
    static final String SIGN_IN = "/oauth2/authorization/" + REGISTRATION;

    private KeycloakClient() {}

    static ClientRegistration registration(AppSettings.Keycloak keycloak) {
        String protocol = keycloak.issuer() + "/protocol/openid-connect";
        return ClientRegistration.withRegistrationId(REGISTRATION)
                .clientId("cashtide-app")
                .clientSecret(keycloak.client().secret())
                .clientAuthenticationMethod(ClientAuthenticationMethod.CLIENT_SECRET_BASIC)
                .authorizationGrantType(AuthorizationGrantType.AUTHORIZATION_CODE)
                .redirectUri("{baseUrl}/login/oauth2/code/{registrationId}")
                .scope("openid", "profile", "email")
                .authorizationUri(protocol + "/auth")
                .tokenUri(protocol + "/token")
                .jwkSetUri(jwkSet(keycloak))
                .issuerUri(keycloak.issuer())
                .userNameAttributeName("sub")
                .providerConfigurationMetadata(Map.of("end_session_endpoint", protocol + "/logout"))
                .build();
    }

    static String jwkSet(AppSettings.Keycloak keycloak) {
        return keycloak.issuer() + "/protocol/openid-connect/certs";
    }

    /** Asks for the host's tenant alone, with PKCE. */
    static OAuth2AuthorizationRequestResolver requests(ClientRegistrationRepository clients) {
        DefaultOAuth2AuthorizationRequestResolver standard =
                new DefaultOAuth2AuthorizationRequestResolver(clients, "/oauth2/authorization");
        standard.setAuthorizationRequestCustomizer(OAuth2AuthorizationRequestCustomizers.withPkce());
        return new ForTenantOfHost(standard);
    }

    private record ForTenantOfHost(OAuth2AuthorizationRequestResolver standard)
            implements OAuth2AuthorizationRequestResolver {

        @Override
        public @Nullable OAuth2AuthorizationRequest resolve(HttpServletRequest request) {
            return forTenant(standard.resolve(request), request);
        }

        @Override
        public @Nullable OAuth2AuthorizationRequest resolve(HttpServletRequest request, String registration) {
            return forTenant(standard.resolve(request, registration), request);
        }

        private static @Nullable OAuth2AuthorizationRequest forTenant(
                @Nullable OAuth2AuthorizationRequest asked, HttpServletRequest request) {
            if (asked == null) {
                return null;
            }
            Set<String> scopes = new LinkedHashSet<>(asked.getScopes());
            scopes.add("organization:" + HostTenant.of(request).alias());
            return OAuth2AuthorizationRequest.from(asked).scopes(scopes).build();
        }
    }
}
