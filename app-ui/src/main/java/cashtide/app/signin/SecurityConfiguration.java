package cashtide.app.signin;

import cashtide.app.AppSettings;
import cashtide.app.page.PlainPage;
import cashtide.app.page.Problems;
import cashtide.tenant.KnownUsers;
import cashtide.tenant.Role;
import com.vaadin.flow.spring.security.UidlRedirectStrategy;
import com.vaadin.flow.spring.security.VaadinSecurityConfigurer;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.Set;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.ObjectPostProcessor;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.core.authority.mapping.GrantedAuthoritiesMapper;
import org.springframework.security.oauth2.client.oidc.web.logout.OidcClientInitiatedLogoutSuccessHandler;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.security.oauth2.client.registration.InMemoryClientRegistrationRepository;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.core.oidc.user.OidcUserAuthority;
import org.springframework.security.oauth2.jwt.JwtClaimValidator;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtValidators;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.security.web.header.HeaderWriterFilter;

/** Who may send which request. Three doors: health, programs with a bearer token, people with a session. */
@Configuration(proxyBeanMethods = false)
class SecurityConfiguration {

    private static final String API_AUDIENCE = "cashtide-api";

    @Bean
    ClientRegistrationRepository clientRegistrations(AppSettings settings) {
        return new InMemoryClientRegistrationRepository(KeycloakClient.registration(settings.keycloak()));
    }

    /** Fetches Keycloak's keys when the first token comes, not at the start. */
    @Bean
    JwtDecoder apiTokens(AppSettings settings) {
        NimbusJwtDecoder decoder = NimbusJwtDecoder.withJwkSetUri(KeycloakClient.jwkSet(settings.keycloak()))
                .build();
        decoder.setJwtValidator(new DelegatingOAuth2TokenValidator<>(
                JwtValidators.createDefaultWithIssuer(settings.keycloak().issuer()),
                new JwtClaimValidator<java.util.List<String>>(
                        "aud", audience -> audience != null && audience.contains(API_AUDIENCE))));
        return decoder;
    }

    @Bean
    @Order(1)
    SecurityFilterChain health(HttpSecurity http) throws Exception {
        return http.securityMatcher("/actuator/**")
                .authorizeHttpRequests(requests -> requests.requestMatchers("/actuator/health/**")
                        .permitAll()
                        .anyRequest()
                        .denyAll())
                .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .build();
    }

    /** The platform's operator: the service account that provisions tenants, and nobody else. */
    @Bean
    @Order(2)
    SecurityFilterChain operator(HttpSecurity http, AppSettings settings) throws Exception {
        AppSettings.Keycloak keycloak = settings.keycloak();
        NimbusJwtDecoder decoder =
                NimbusJwtDecoder.withJwkSetUri(KeycloakClient.jwkSet(keycloak)).build();
        decoder.setJwtValidator(new DelegatingOAuth2TokenValidator<>(
                JwtValidators.createDefaultWithIssuer(keycloak.issuer()),
                new JwtClaimValidator<String>("azp", keycloak.admin().client()::equals)));
        return http.securityMatcher("/api/platform/**")
                .authorizeHttpRequests(requests -> requests.anyRequest().authenticated())
                .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .csrf(csrf -> csrf.disable())
                .oauth2ResourceServer(server -> server.jwt(jwt -> jwt.decoder(decoder))
                        .authenticationEntryPoint(SecurityConfiguration::tokenMissing))
                .build();
    }

    private static void tokenMissing(
            HttpServletRequest request, HttpServletResponse response, AuthenticationException failure)
            throws IOException {
        response.setHeader("WWW-Authenticate", "Bearer");
        Problems.write(response, 401, "TOKEN_MISSING", "A valid bearer token is needed.");
    }

    @Bean
    @Order(3)
    SecurityFilterChain programs(HttpSecurity http, JwtDecoder apiTokens, KnownUsers users, InstantSource clock)
            throws Exception {
        return http.securityMatcher("/api/**")
                .authorizeHttpRequests(requests -> requests.requestMatchers("/api/v1/openapi.json")
                        .permitAll()
                        .anyRequest()
                        .authenticated())
                .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                // No cookie is read here, so no other site can make a browser send anything that counts.
                .csrf(csrf -> csrf.disable())
                .oauth2ResourceServer(server -> server.jwt(jwt -> jwt.decoder(apiTokens))
                        .authenticationEntryPoint(SecurityConfiguration::tokenMissing)
                        .accessDeniedHandler((request, response, failure) ->
                                Problems.write(response, 403, "ACCESS_DENIED", "The token does not allow this.")))
                .addFilterBefore(new TenantGuard(users, clock), AuthorizationFilter.class)
                .headers(headers -> headers.contentSecurityPolicy(
                        policy -> policy.policyDirectives("default-src 'none'; frame-ancestors 'none'")))
                .build();
    }

    @Bean
    @Order(4)
    SecurityFilterChain people(
            HttpSecurity http,
            ClientRegistrationRepository clients,
            KnownUsers users,
            InstantSource clock,
            AppSettings settings)
            throws Exception {
        http.authorizeHttpRequests(requests -> requests.requestMatchers(
                        "/*.css", "/favicon.ico", "/tenant/**", "/webjars/**", "/charts/**", "/aura/**")
                .permitAll());
        OidcClientInitiatedLogoutSuccessHandler everywhere = new OidcClientInitiatedLogoutSuccessHandler(clients);
        everywhere.setPostLogoutRedirectUri("{baseUrl}/");
        // A view signs out within a request of Flow, whose script follows no redirect: it has to be told to leave the
        // page.
        everywhere.setRedirectStrategy(new UidlRedirectStrategy());
        http.with(VaadinSecurityConfigurer.vaadin(), vaadin -> vaadin.oauth2LoginPage(KeycloakClient.SIGN_IN)
                .logoutSuccessHandler(everywhere));
        http.oauth2Login(login -> login.authorizationEndpoint(
                        endpoint -> endpoint.authorizationRequestResolver(KeycloakClient.requests(clients)))
                .userInfoEndpoint(endpoint -> endpoint.userAuthoritiesMapper(rolesOfTheToken()))
                .failureHandler((request, response, failure) -> PlainPage.of(401, "Sign-in did not finish")
                        .paragraph("The sign-in took too long, was cancelled, or was started in another window.")
                        .link("/", "Sign in again")
                        .write(response)));
        http.addFilterBefore(new TenantGuard(users, clock), AuthorizationFilter.class);
        BrowserHeaders.apply(http, settings.keycloak().url());
        return http.build();
    }

    /** Role names as Vaadin's {@code @RolesAllowed} asks for them; the guard has compared the tenant before. */
    private static GrantedAuthoritiesMapper rolesOfTheToken() {
        return granted -> {
            Set<GrantedAuthority> all = new HashSet<>(granted);
            for (GrantedAuthority authority : granted) {
                if (authority instanceof OidcUserAuthority oidc) {
                    TenantClaim claim =
                            TenantClaim.of(oidc.getIdToken().getClaims().get(TenantClaim.NAME));
                    if (claim != null) {
                        claim.roles().stream()
                                .map(Role::code)
                                .map(code -> new SimpleGrantedAuthority("ROLE_" + code))
                                .forEach(all::add);
                    }
                }
            }
            return all;
        };
    }

    /** What browsers are told about our pages. */
    private static final class BrowserHeaders {

        private BrowserHeaders() {}

        static void apply(HttpSecurity http, String keycloakUrl) throws Exception {
            http.headers(headers -> {
                // unsafe-eval: Flow runs what the server sends by new Function. unsafe-inline styles: components
                // position their overlays so. Keycloak: signing out posts a form that ends there.
                headers.contentSecurityPolicy(policy -> policy.policyDirectives("default-src 'self'; "
                        + "script-src 'self' 'unsafe-inline' 'unsafe-eval'; style-src 'self' 'unsafe-inline'; "
                        + "img-src 'self' data:; font-src 'self' data:; connect-src 'self' ws: wss:; object-src 'none'; "
                        + "base-uri 'self'; form-action 'self' " + keycloakUrl + "; frame-ancestors 'none'"));
                headers.referrerPolicy(policy -> policy.policy(
                        org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy
                                .SAME_ORIGIN));
                headers.frameOptions(frame -> frame.deny());
                // Vaadin commits its pages before the filter would write; without this they have no headers at all.
                headers.addObjectPostProcessor(new ObjectPostProcessor<HeaderWriterFilter>() {
                    @Override
                    public <O extends HeaderWriterFilter> O postProcess(O filter) {
                        filter.setShouldWriteHeadersEagerly(true);
                        return filter;
                    }
                });
            });
        }
    }
}
