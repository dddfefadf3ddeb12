package cashtide.local;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;

/** One Cashtide database and the logins that may use it. */
public final class PgDatabase {

    private final PgServer server;
    private final String name;

    PgDatabase(PgServer server, String name) {
        this.server = server;
        this.name = name;
    }

    public String name() {
        return name;
    }

    /** The address without a login. */
    public String jdbcUrl() {
        return "jdbc:postgresql://127.0.0.1:" + server.port() + "/" + name;
    }

    /** The password of a login such as {@code cashtide_app}, the same for every database of this server. */
    public String password(String role) {
        return server.password(role);
    }

    /** A new connection as this login; the caller closes it. */
    public Connection connect(String role) throws SQLException {
        return DriverManager.getConnection(jdbcUrl(), role, password(role));
    }

    /** A new connection as the superuser: for tests and the operator, never for the product's own work. */
    public Connection connectAsSuperuser() throws SQLException {
        return connect(PgEngine.SUPERUSER);
    }

    /** The database of the lake's catalog beside this one, owned by {@code cashtide_lake}; made when first asked for. */
    public PgDatabase lake() {
        return server.createPlainDatabase(name + "_lake", "cashtide_lake");
    }

    /** Drops the database, ending what is connected to it. */
    public void drop() {
        server.dropDatabase(name);
    }
}
