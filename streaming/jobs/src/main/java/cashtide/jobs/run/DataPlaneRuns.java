package cashtide.jobs.run;

import cashtide.jobs.run.RunRequest.Kind;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;

/** The table {@code data_plane_run}: what people ask of the data plane, how far it is, and what became of it. */
public final class DataPlaneRuns {

    private static final int MESSAGE_LENGTH_MAX = 2_000;

    private final DataSource database;

    /** @param database signs in as {@code cashtide_worker} */
    public DataPlaneRuns(DataSource database) {
        this.database = database;
    }

    /** Takes on every waiting request, the oldest first. */
    public List<RunRequest> takeRequests() throws SQLException {
        List<RunRequest> taken = new ArrayList<>();
        try (Connection connection = database.getConnection();
                PreparedStatement update = connection.prepareStatement("""
                        with taken as (
                          update data_plane_run set status = 'running', started_at = now(), message = 'Started'
                          where status = 'requested' returning tenant_id, id, kind, requested_at)
                        select tenant_id, id, kind from taken order by requested_at""");
                ResultSet rows = update.executeQuery()) {
            while (rows.next()) {
                taken.add(new RunRequest(
                        rows.getObject(1, UUID.class), rows.getObject(2, UUID.class), Kind.of(rows.getString(3))));
            }
        }
        return taken;
    }

    /** Puts back what a worker that stopped had begun. All the work can be done again. */
    public void putBackInterrupted() throws SQLException {
        execute("update data_plane_run set status = 'requested', progress = 0, message = 'Waiting again: the worker was"
                + " restarted' where status = 'running'");
    }

    /** A run that the worker starts by itself. */
    public RunRequest begin(UUID tenantId, Kind kind) throws SQLException {
        UUID id = UUID.randomUUID();
        execute(
                "insert into data_plane_run (tenant_id, id, kind, status, requested_by, started_at, message)"
                        + " values (?, ?, ?, 'running', 'schedule', now(), 'Started')",
                tenantId,
                id,
                kind.code());
        return new RunRequest(tenantId, id, kind);
    }

    /** @param progress between 0 and 1 */
    public void progress(RunRequest run, double progress, String message) throws SQLException {
        execute(
                "update data_plane_run set progress = ?, message = ? where tenant_id = ? and id = ?",
                progress,
                shortened(message),
                run.tenantId(),
                run.id());
    }

    public void done(RunRequest run, String message) throws SQLException {
        finish(run, "done", message);
    }

    public void failed(RunRequest run, String message) throws SQLException {
        finish(run, "failed", message);
    }

    private void finish(RunRequest run, String status, String message) throws SQLException {
        execute(
                "update data_plane_run set status = ?, progress = case ? when 'done' then 1 else progress end,"
                        + " message = ?, finished_at = now() where tenant_id = ? and id = ?",
                status,
                status,
                shortened(message),
                run.tenantId(),
                run.id());
    }

    private void execute(String sql, Object... parameters) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < parameters.length; i++) {
                statement.setObject(i + 1, parameters[i]);
            }
            statement.executeUpdate();
        }
    }

    private static String shortened(String message) {
        return message.length() <= MESSAGE_LENGTH_MAX ? message : message.substring(0, MESSAGE_LENGTH_MAX);
    }
}
