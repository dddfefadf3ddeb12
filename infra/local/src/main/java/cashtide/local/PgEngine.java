package cashtide.local;

/** A running PostgreSQL, whatever runs it. */
sealed interface PgEngine permits EmbeddedPg, DockerPg {

    String SUPERUSER = "postgres";

    /** The port on 127.0.0.1. */
    int port();

    boolean isAlive();

    /** Stops the server; open transactions are rolled back. Does nothing when it is stopped already. */
    void stop();
}
