package cashtide.jobs;

import cashtide.jobs.ingest.DatabaseLogin;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** Refuses to work with a login that could get around row-level security: an owner, a superuser, one with BYPASSRLS. */
final class LeastPrivilege {

    private LeastPrivilege() {}

    /** @throws IllegalStateException naming the login and what is wrong with it */
    static void check(DatabaseLogin login) throws SQLException {
        try (Connection connection = login.connect("cashtide start-up check");
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("""
                        select r.rolsuper, r.rolbypassrls,
                               (select count(*) from pg_class c where pg_has_role(r.oid, c.relowner, 'member')
                                and c.relkind in ('r', 'p', 'v', 'm'))
                        from pg_roles r where r.rolname = current_user""")) {
            row.next();
            if (row.getBoolean(1) || row.getBoolean(2) || row.getLong(3) > 0) {
                throw new IllegalStateException("the login " + login.user() + " must own no table, be no superuser and"
                        + " not bypass row-level security; superuser " + row.getBoolean(1) + ", bypasses "
                        + row.getBoolean(2) + ", owns " + row.getLong(3) + " tables");
            }
        }
    }
}
