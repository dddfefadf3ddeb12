package cashtide.jobs.ingest;

import java.io.Serializable;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;

/**
 * How a job signs in to the core's database.
 *
 * @param url JDBC address without a login
 */
public record DatabaseLogin(String url, String user, String password) implements Serializable {

    /** The schema of the core's tables. */
    public static final String SCHEMA = "cashtide";

    private static final String SOCKET_TIMEOUT_SECONDS = "60";

    /** A new connection, seen as {@code application} in the server's list; the caller closes it. */
    public Connection connect(String application) throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("user", user);
        properties.setProperty("password", password);
        properties.setProperty("currentSchema", SCHEMA);
        properties.setProperty("ApplicationName", application);
        // A server that vanished without a word must not hold a job forever.
        properties.setProperty("socketTimeout", SOCKET_TIMEOUT_SECONDS);
        properties.setProperty("tcpKeepAlive", "true");
        return DriverManager.getConnection(url, properties);
    }

    /** Without the password. */
    @Override
    public String toString() {
        return url + " as " + user;
    }
}
