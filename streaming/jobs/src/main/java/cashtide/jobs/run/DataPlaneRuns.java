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

    /** What the person gave along by this name; empty when nothing. */
    public String detail(RunRequest run, String name) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement query = connection.prepareStatement(
                        "select coalesce(detail ->> ?, '') from data_plane_run where tenant_id = ? and id = ?")) {
            query.setString(1, name);
            query.setObject(2, run.tenantId());
            query.setObject(3, run.id());
            try (ResultSet rows = query.executeQuery()) {
                return rows.next() ? rows.getString(1) : "";
            }
        }
    }

    /**
     * Asks for a rollback in the operator's name.
     *
     * @param model the champion that is to be taken back
     */
    public RunRequest askRollBack(UUID tenantId, String model) throws SQLException {
        UUID id = UUID.randomUUID();
        execute(
                "insert into data_plane_run (tenant_id, id, kind, requested_by, detail)"
                        + " values (?, ?, ?, 'operator', jsonb_build_object('model', ?::text))",
                tenantId,
                id,
                Kind.ROLL_BACK.code(),
                model);
        return new RunRequest(tenantId, id, Kind.ROLL_BACK);
    }

    /** How far a run is. */
    public record Progress(String status, String message) {

        public boolean done() {
            return status.equals("done");
        }

        public boolean over() {
            return done() || status.equals("failed");
        }
    }

    public Progress progressOf(RunRequest run) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement query = connection.prepareStatement(
                        "select status, message from data_plane_run where tenant_id = ? and id = ?")) {
            query.setObject(1, run.tenantId());
            query.setObject(2, run.id());
            try (ResultSet rows = query.executeQuery()) {
                if (!rows.next()) {
                    throw new IllegalStateException("the run " + run.id() + " is gone");
                }
                return new Progress(rows.getString(1), rows.getString(2));
            }
        }
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
