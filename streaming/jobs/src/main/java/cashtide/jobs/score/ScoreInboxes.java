package cashtide.jobs.score;

import cashtide.contract.ForecastRow;
import cashtide.contract.ScoreReason;
import cashtide.contract.ScoreRow;
import cashtide.jobs.ingest.DatabaseLogin;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

/** The doors into the core: rows in chunks, each its own short transaction, then the run's own row, last. */
final class ScoreInboxes {

    private static final int CHUNK = 1_000;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final DatabaseLogin login;

    /** @param login may insert into the inboxes, and nothing else */
    ScoreInboxes(DatabaseLogin login) {
        this.login = login;
    }

    /**
     * One run of a tenant.
     *
     * @param cut what was read, as JSON
     * @param model version of the model, or the name of the baseline that is shown in its place
     * @param metrics what is known of its quality, as JSON
     */
    record Run(
            UUID tenantId, UUID id, LocalDate asOf, String cut, String model, boolean baselineShown, String metrics) {}

    /** What stands and how good it is, without rows. */
    void watch(Run run) throws SQLException {
        complete(run, "watch", 0);
    }

    void scores(Run run, List<ScoreRow> rows) throws SQLException {
        send("""
                insert into score_inbox (tenant_id, run_id, invoice_id, p_late, p_late30, p10_date, p50_date, p90_date,
                  expected_days_late, week_probability, evidence, little_evidence, reasons)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?::jsonb)\
                """, rows, (statement, row) -> {
            statement.setObject(1, run.tenantId());
            statement.setObject(2, run.id());
            statement.setObject(3, row.invoiceId());
            statement.setDouble(4, row.pLate());
            statement.setDouble(5, row.pLate30());
            statement.setObject(6, row.p10Date());
            statement.setObject(7, row.p50Date());
            statement.setObject(8, row.p90Date());
            statement.setDouble(9, row.expectedDaysLate());
            statement.setArray(
                    10,
                    statement
                            .getConnection()
                            .createArrayOf("float8", row.weekProbability().toArray()));
            statement.setInt(11, row.evidence());
            statement.setBoolean(12, row.littleEvidence());
            statement.setString(13, reasons(row.reasons()));
        });
        complete(run, "risk", rows.size());
    }

    void forecast(Run run, List<ForecastRow> rows) throws SQLException {
        send("""
                  insert into forecast_inbox (tenant_id, run_id, as_of, currency, week_start, p10_minor, p50_minor,
                    p90_minor, components) values (?, ?, ?, ?, ?, ?, ?, ?, ?::jsonb)\
                  """, rows, (statement, row) -> {
            statement.setObject(1, run.tenantId());
            statement.setObject(2, run.id());
            statement.setObject(3, row.asOf());
            statement.setString(4, row.currency());
            statement.setObject(5, row.weekStart());
            statement.setLong(6, row.p10Minor());
            statement.setLong(7, row.p50Minor());
            statement.setLong(8, row.p90Minor());
            statement.setString(9, components(row));
        });
        complete(run, "forecast", rows.size());
    }

    private interface Binder<R> {
        void bind(PreparedStatement statement, R row) throws SQLException;
    }

    private <R> void send(String sql, List<R> rows, Binder<R> binder) throws SQLException {
        try (Connection connection = login.connect("cashtide scores");
                PreparedStatement statement = connection.prepareStatement(sql)) {
            connection.setAutoCommit(false);
            for (int from = 0; from < rows.size(); from += CHUNK) {
                for (R row : rows.subList(from, Math.min(from + CHUNK, rows.size()))) {
                    binder.bind(statement, row);
                    statement.addBatch();
                }
                statement.executeBatch();
                connection.commit();
            }
        }
    }

    private void complete(Run run, String kind, int rows) throws SQLException {
        try (Connection connection = login.connect("cashtide scores");
                PreparedStatement statement = connection.prepareStatement("""
                    insert into score_run (tenant_id, id, kind, as_of, cut, model, rows, metrics, baseline_shown, completed_at)
                    values (?, ?, ?, ?, ?::jsonb, ?, ?, ?::jsonb, ?, now())\
                    """)) {
            statement.setObject(1, run.tenantId());
            statement.setObject(2, run.id());
            statement.setString(3, kind);
            statement.setObject(4, run.asOf());
            statement.setString(5, run.cut());
            statement.setString(6, run.model());
            statement.setLong(7, rows);
            statement.setString(8, run.metrics());
            statement.setBoolean(9, run.baselineShown());
            statement.executeUpdate();
        }
    }

    private static String reasons(List<ScoreReason> reasons) {
        ArrayNode array = JSON.createArrayNode();
        reasons.forEach(reason -> array.addObject().put("text", reason.text()).put("effect", reason.effect()));
        return array.toString();
    }

    private static String components(ForecastRow row) {
        return JSON.createObjectNode()
                .put("open_items", row.openItemsMinor())
                .put("promised", row.promisedMinor())
                .put("disputed", row.disputedMinor())
                .put("new_business", row.newBusinessMinor())
                .put("invoiced_p10", row.invoicedP10Minor())
                .put("invoiced_p90", row.invoicedP90Minor())
                .toString();
    }
}
