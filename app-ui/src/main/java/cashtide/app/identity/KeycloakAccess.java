package cashtide.app.identity;

/**
 * Where Keycloak is and as whom the app provisions tenants there: {@code cashtide.keycloak.url}, {@code .realm},
 * {@code .admin.client}, {@code .admin.secret}.
 */
public record KeycloakAccess(String url, String realm, String adminClient, String adminSecret) {

    @Override
    public String toString() {
        return "KeycloakAccess[" + url + ", " + realm + ", " + adminClient + "]";
    }
}
