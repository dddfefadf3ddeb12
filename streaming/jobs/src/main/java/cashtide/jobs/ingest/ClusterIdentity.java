package cashtide.jobs.ingest;

import java.io.Serializable;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * Which history a PostgreSQL cluster is in. A restore changes one of the two; transaction ids mean nothing across them.
 *
 * @param system identifier made by {@code initdb}
 * @param timeline counts promotions and recoveries to a point in time
 */
public record ClusterIdentity(long system, long timeline) implements Serializable {

    /** The identity of the connected cluster; the login needs the two control functions. */
    public static ClusterIdentity of(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select s.system_identifier, c.timeline_id"
                        + " from pg_control_system() s, pg_control_checkpoint() c")) {
            row.next();
            return new ClusterIdentity(row.getLong(1), row.getLong(2));
        }
    }

    static ClusterIdentity parse(String text) {
        int slash = text.indexOf('/');
        return new ClusterIdentity(Long.parseLong(text.substring(0, slash)), Long.parseLong(text.substring(slash + 1)));
    }

    /** {@code system/timeline}. */
    @Override
    public String toString() {
        return system + "/" + timeline;
    }
}
