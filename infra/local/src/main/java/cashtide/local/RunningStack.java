package cashtide.local;

import java.nio.file.Path;

/**
 * A stack that is ready, for what comes after the start: demo data, tests.
 *
 * @param data the data folder
 * @param appPort where the app listens on 127.0.0.1
 * @param keycloakUrl the address of Keycloak
 * @param adminSecret of the service account {@code cashtide-provisioner}
 * @param database the core's database
 */
public record RunningStack(Path data, int appPort, String keycloakUrl, String adminSecret, PgDatabase database) {

    @Override
    public String toString() {
        return "RunningStack[" + data + ", app on " + appPort + "]";
    }
}
