package cashtide.local;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A PostgreSQL 18 server that we start and stop ourselves: from the programs on the class path, or in Docker where an
 * engine answers. The environment variable {@code CASHTIDE_PG} ({@code auto}, {@code docker}, {@code embedded}) decides
 * for the servers of tests; a durable server is always an embedded one, so that its data lies in its folder.
 */
public final class PgServer implements AutoCloseable {

    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]{0,50}");
    private static final List<String> LOGINS = List.of(
            "cashtide_owner", "cashtide_app", "cashtide_relay", "cashtide_scores", "cashtide_worker", "cashtide_lake");

    private static @Nullable PgServer shared;

    private final PgEngine engine;
    private final PgPasswords passwords;
    private boolean loginsReady;

    private PgServer(PgEngine engine, PgPasswords passwords) {
        this.engine = engine;
        this.passwords = passwords;
    }

    /** The one server of this JVM's tests: started when first asked for, gone with all its data when the JVM ends. */
    public static synchronized PgServer shared() {
        if (shared == null) {
            shared = TemporaryPg.start();
        }
        return shared;
    }

    /**
     * Starts a server on a data folder. A server that a killed run left there is stopped first.
     *
     * @throws IllegalStateException when PostgreSQL does not start; the message ends with its log
     */
    public static PgServer start(PgSettings settings) {
        try {
            Folders.createPassable(settings.folder());
            PgPasswords passwords = settings.durable()
                    ? PgPasswords.keptIn(settings.folder().resolve("passwords.properties"))
                    : PgPasswords.inMemory();
            EmbeddedPg engine = EmbeddedPg.start(settings, passwords.of(PgEngine.SUPERUSER));
            return new PgServer(engine, passwords);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot start PostgreSQL in " + settings.folder(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while PostgreSQL started", e);
        }
    }

    static PgServer over(PgEngine engine, PgPasswords passwords) {
        return new PgServer(engine, passwords);
    }

    /** The port on 127.0.0.1. */
    public int port() {
        return engine.port();
    }

    public boolean isAlive() {
        return engine.isAlive();
    }

    /** The postmaster's process id, or -1 where a container hides it. */
    public long pid() {
        return engine instanceof EmbeddedPg embedded ? embedded.pid() : -1;
    }

    /** A Cashtide database of this name with its logins; one that exists keeps its content. */
    public synchronized PgDatabase createDatabase(String name) {
        createWhenMissing(name, PgEngine.SUPERUSER);
        return bootstrapped(name);
    }

    /** A database that exists, as it is. */
    public PgDatabase database(String name) {
        return new PgDatabase(this, checked(name));
    }

    /** A new database with the content of {@code template}, to which nobody may be connected meanwhile. */
    public synchronized PgDatabase cloneDatabase(PgDatabase template, String name) {
        execute("postgres", "create database " + checked(name) + " template " + template.name());
        return bootstrapped(name);
    }

    /** A database without Cashtide's logins that {@code owner} owns and nobody else may connect to. */
    public synchronized PgDatabase createPlainDatabase(String name, String owner) {
        execute("postgres", """
            do $$ begin
                if not exists (select from pg_roles where rolname = '%1$s') then create role %1$s login; end if;
            end $$;
            alter role %1$s password '%2$s'
            """.formatted(checked(owner), password(owner)));
        createWhenMissing(name, owner);
        execute(name, "revoke all on database " + name + " from public; revoke all on schema public from public");
        return new PgDatabase(this, name);
    }

    /** The password of a login of this server. */
    public String password(String role) {
        return passwords.of(role);
    }

    @Override
    public void close() {
        engine.stop();
    }

    void dropDatabase(String name) {
        execute("postgres", "drop database if exists " + checked(name) + " with (force)");
    }

    private void createWhenMissing(String name, String owner) {
        try (Connection connection = connect("postgres");
                var query = connection.prepareStatement("select from pg_database where datname = ?")) {
            query.setString(1, checked(name));
            if (!query.executeQuery().next()) {
                try (Statement statement = connection.createStatement()) {
                    statement.execute("create database " + name + " owner " + checked(owner));
                }
            }
        } catch (SQLException e) {
            throw new IllegalStateException("cannot create the database " + name + ": " + e.getMessage(), e);
        }
    }

    private PgDatabase bootstrapped(String name) {
        execute(name, bootstrap());
        if (!loginsReady) {
            for (String login : LOGINS) {
                execute("postgres", "alter role " + login + " password '" + password(login) + "'");
            }
            loginsReady = true;
        }
        return new PgDatabase(this, name);
    }

    private void execute(String database, String sql) {
        try (Connection connection = connect(database);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException("in the database " + database + ": " + e.getMessage(), e);
        }
    }

    private Connection connect(String database) throws SQLException {
        return DriverManager.getConnection(
                "jdbc:postgresql://127.0.0.1:" + port() + "/" + checked(database),
                PgEngine.SUPERUSER,
                password(PgEngine.SUPERUSER));
    }

    private static String bootstrap() {
        try (InputStream in = Objects.requireNonNull(PgServer.class.getResourceAsStream("bootstrap.sql"))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String checked(String name) {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("name '" + name + "' is not lower case letters, digits and _");
        }
        return name;
    }
}
