package cashtide.local;

import org.testcontainers.postgresql.PostgreSQLContainer;

/** PostgreSQL in a container, for tests on machines with Docker. Testcontainers removes it even when we are killed. */
final class DockerPg implements PgEngine {

    private static final String IMAGE = "postgres:18.6";

    private final PostgreSQLContainer container;

    private DockerPg(PostgreSQLContainer container) {
        this.container = container;
    }

    static DockerPg start(String superuserPassword) {
        PostgreSQLContainer container = new PostgreSQLContainer(IMAGE)
                .withUsername(SUPERUSER)
                .withPassword(superuserPassword)
                .withDatabaseName("postgres");
        container.setCommand("postgres", "-c", "fsync=off", "-c", "max_connections=120", "-c", "jit=off");
        container.start();
        return new DockerPg(container);
    }

    @Override
    public int port() {
        return container.getMappedPort(PostgreSQLContainer.POSTGRESQL_PORT);
    }

    @Override
    public boolean isAlive() {
        return container.isRunning();
    }

    @Override
    public void stop() {
        container.stop();
    }
}
