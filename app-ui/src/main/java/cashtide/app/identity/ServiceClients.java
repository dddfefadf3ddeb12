package cashtide.app.identity;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The service client of each tenant, with which programs call the REST API: OAuth 2 client credentials, the secret made
 * by Keycloak. Its tokens carry the tenant in the claim {@code organization} in the shape that people's tokens have, so
 * one rule of the API covers both.
 */
final class ServiceClients {

    private final KeycloakAdmin keycloak;

    ServiceClients(KeycloakAdmin keycloak) {
        this.keycloak = keycloak;
    }

    static String clientId(String alias) {
        return "tenant-" + alias + "-import";
    }

    void ensure(String alias, String organization) {
        if (find(alias).isPresent()) {
            return;
        }
        Map<String, Object> client = new LinkedHashMap<>(Map.of(
                "clientId", clientId(alias),
                "name", "Imports of " + alias,
                "enabled", true,
                "protocol", "openid-connect",
                "publicClient", false,
                "standardFlowEnabled", false,
                "directAccessGrantsEnabled", false,
                "serviceAccountsEnabled", true,
                "fullScopeAllowed", false));
        client.put("defaultClientScopes", List.of("basic"));
        client.put("optionalClientScopes", List.of());
        client.put(
                "protocolMappers",
                List.of(
                        mapper(
                                "organization",
                                "oidc-hardcoded-claim-mapper",
                                Map.of(
                                        "claim.name", "organization",
                                        "jsonType.label", "JSON",
                                        "claim.value", claim(alias, organization))),
                        mapper(
                                "audience",
                                "oidc-audience-mapper",
                                Map.of("included.custom.audience", TenantDirectory.API_AUDIENCE))));
        keycloak.create("/clients", client);
    }

    String secret(String alias) {
        String id =
                find(alias).orElseThrow(() -> new IllegalStateException("Keycloak has no client " + clientId(alias)));
        return TenantDirectory.text(keycloak.get("/clients/" + id + "/client-secret"), "value");
    }

    private static String claim(String alias, String organization) {
        return "{\"" + alias + "\":{\"id\":\"" + organization + "\",\"groups\":[\"/" + TenantRole.AR_CLERK.group()
                + "\"]}}";
    }

    private Optional<String> find(String alias) {
        return keycloak.list("/clients?clientId=" + clientId(alias)).stream()
                .map(client -> TenantDirectory.text(client, "id"))
                .findFirst();
    }

    private static Map<String, Object> mapper(String name, String kind, Map<String, String> config) {
        Map<String, String> whole = new LinkedHashMap<>(config);
        whole.put("access.token.claim", "true");
        whole.put("id.token.claim", "false");
        whole.put("userinfo.token.claim", "false");
        return Map.of("name", name, "protocol", "openid-connect", "protocolMapper", kind, "config", whole);
    }
}
