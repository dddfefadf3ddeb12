package cashtide.crash;

import cashtide.audit.CommandId;
import cashtide.audit.Commands;
import cashtide.audit.Outcome;
import cashtide.tenant.Actor;
import cashtide.tenant.TenantId;
import cashtide.tenant.Tenants;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.time.InstantSource;
import java.util.UUID;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * A process that carries out one command and stops at a named point, where it says {@code AT} and waits to be killed. If it gets
 * through it says {@code REPLIED}.
 */
final class PostingChild {

    private PostingChild() {}

    public static void main(String[] arguments) {
        PGSimpleDataSource app = new PGSimpleDataSource();
        app.setUrl(arguments[0]);
        app.setUser("cashtide_app");
        app.setPassword(arguments[1]);
        app.setCurrentSchema("cashtide");
        Point point = Point.valueOf(arguments[3]);
        Tenants tenants = new Tenants(stoppingAt(point, app), InstantSource.system());
        Actor actor = Actor.job(new TenantId(UUID.fromString(arguments[2])), "crash test");
        Outcome<?> outcome = Deed.valueOf(arguments[4])
                .carryOut(
                        new Commands(tenants),
                        actor,
                        new CommandId(UUID.fromString(arguments[5])),
                        UUID.fromString(arguments[6]),
                        UUID.fromString(arguments[7]));
        say("REPLIED " + outcome);
    }

    private static DataSource stoppingAt(Point point, DataSource source) {
        return proxy(DataSource.class, source, point, "");
    }

    private static <T> T proxy(Class<T> type, T target, Point point, String sql) {
        return type.cast(Proxy.newProxyInstance(
                PostingChild.class.getClassLoader(), new Class<?>[] {type}, (self, method, arguments) -> {
                    String name = method.getName();
                    String statement = name.equals("commit") ? "commit" : name.startsWith("execute") ? sql : "";
                    stopIf(point.isAt(Point.Moment.BEFORE, statement));
                    Object result;
                    try {
                        result = method.invoke(target, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                    stopIf(point.isAt(Point.Moment.AFTER, statement));
                    if (result instanceof Connection connection && name.equals("getConnection")) {
                        return proxy(Connection.class, connection, point, "");
                    }
                    if (result instanceof PreparedStatement prepared && name.equals("prepareStatement")) {
                        return proxy(PreparedStatement.class, prepared, point, (String) arguments[0]);
                    }
                    return result;
                }));
    }

    private static void stopIf(boolean here) throws IOException {
        if (here) {
            say("AT");
            // The parent kills this process; it never writes to it.
            System.in.read();
        }
    }

    private static void say(String word) {
        System.out.println(word);
        System.out.flush();
    }
}
