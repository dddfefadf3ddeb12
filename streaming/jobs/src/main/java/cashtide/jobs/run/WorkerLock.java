package cashtide.jobs.run;

import cashtide.jobs.ingest.DatabaseLogin;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;

/** Held by the one worker of a database for as long as it lives; PostgreSQL frees it when the connection ends. */
public final class WorkerLock implements AutoCloseable {

    private static final String TRY = "select pg_try_advisory_lock(hashtext('cashtide worker'))";
    private static final Duration WAIT_MAX = Duration.ofSeconds(45);

    private final Connection connection;

    private WorkerLock(Connection connection) {
        this.connection = connection;
    }

    /**
     * Waits for the lock: a worker that was just killed may still hold it for a moment.
     *
     * @throws IllegalStateException when another worker has it
     */
    public static WorkerLock acquire(DatabaseLogin worker, InstantSource clock)
            throws SQLException, InterruptedException {
        Connection connection = worker.connect("cashtide worker");
        Instant end = clock.instant().plus(WAIT_MAX);
        try (Statement statement = connection.createStatement()) {
            while (true) {
                try (ResultSet row = statement.executeQuery(TRY)) {
                    row.next();
                    if (row.getBoolean(1)) {
                        return new WorkerLock(connection);
                    }
                }
                if (clock.instant().isAfter(end)) {
                    connection.close();
                    throw new IllegalStateException("another worker is running on this database");
                }
                TimeUnit.MILLISECONDS.sleep(200);
            }
        }
    }

    /** Whether the lock is still held; it is lost with its connection. */
    public boolean held() {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select 1")) {
            return row.next();
        } catch (SQLException e) {
            return false;
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
