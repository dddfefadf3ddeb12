package cashtide.local;

/**
 * How one Keycloak is reached and with which secrets it was set up.
 *
 * @param port on 127.0.0.1
 * @param bootstrapSecret of the service account in Keycloak's own realm that creates ours
 * @param adminSecret of the service account that the app provisions tenants with
 * @param clientSecret of the web client that people sign in through
 */
record KeycloakSettings(
        int port,
        String databaseUrl,
        String databasePassword,
        String bootstrapSecret,
        String adminSecret,
        String clientSecret) {

    static final String REALM = "cashtide";
    static final String ADMIN_CLIENT = "cashtide-provisioner";
    static final String BOOTSTRAP_CLIENT = "cashtide-bootstrap";

    static KeycloakSettings random(PgDatabase database, int port) {
        return new KeycloakSettings(
                port,
                database.jdbcUrl(),
                database.password("keycloak"),
                PgPasswords.random(),
                PgPasswords.random(),
                PgPasswords.random());
    }

    String url() {
        return "http://localhost:" + port;
    }

    String host() {
        return "localhost:" + port;
    }

    /** Answers once Keycloak serves requests. */
    String readinessUrl() {
        return "http://127.0.0.1:" + port + "/realms/master";
    }

    String realmUrl() {
        return "http://127.0.0.1:" + port + "/realms/" + REALM;
    }
}
