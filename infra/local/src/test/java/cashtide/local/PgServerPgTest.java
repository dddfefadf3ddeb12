package cashtide.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PgServerPgTest {

    private static final List<String> LOGINS =
            List.of("cashtide_owner", "cashtide_app", "cashtide_relay", "cashtide_scores", "cashtide_worker");

    @Test
    void everyLoginOfADatabaseSignsInAndNoneMayDoMoreThanItsWork() throws SQLException {
        PgDatabase database = PgServer.shared().createDatabase("logins");
        for (String login : LOGINS) {
            try (Connection connection = database.connect(login)) {
                assertThat(text(connection, "select current_user")).isEqualTo(login);
            }
        }
        try (Connection owner = database.connect("cashtide_owner")) {
            owner.createStatement().execute("create table ledger (id int)");
            assertThat(text(owner, "select tableowner from pg_tables where tablename = 'ledger'"))
                    .isEqualTo("cashtide_owner");
        }
        try (Connection app = database.connect("cashtide_app")) {
            assertThatThrownBy(() -> text(app, "select count(*) from ledger"))
                    .hasMessageContaining("permission denied for table ledger");
            assertThatThrownBy(() -> app.createStatement().execute("create table mine (id int)"))
                    .hasMessageContaining("permission denied for schema public");
            assertThatThrownBy(() -> app.createStatement().execute("set role cashtide_owner"))
                    .hasMessageContaining("permission denied to set role");
        }
        try (Connection admin = database.connectAsSuperuser()) {
            assertThat(text(admin, """
                            select count(*) from pg_roles r where rolname like 'cashtide%' and (rolsuper or rolbypassrls
                                or rolcreaterole or rolcreatedb or rolreplication or rolinherit
                                or exists (select from pg_auth_members m where m.member = r.oid))""")).isEqualTo("0");
        }
    }

    @Test
    void theRelayMayReadTheClustersIdentityAndSnapshots() throws SQLException {
        PgDatabase database = PgServer.shared().createDatabase("relay");
        try (Connection relay = database.connect("cashtide_relay")) {
            assertThat(text(relay, "select system_identifier > 0 from pg_control_system()"))
                    .isEqualTo("t");
            assertThat(text(relay, "select timeline_id from pg_control_checkpoint()"))
                    .isEqualTo("1");
            assertThat(text(relay, "select pg_snapshot_xmin(pg_current_snapshot()) is not null"))
                    .isEqualTo("t");
        }
    }

    @Test
    void theLakesCatalogIsADatabaseOfItsOwn() throws SQLException {
        PgDatabase database = PgServer.shared().createDatabase("withlake");
        try (Connection lake = database.lake().connect("cashtide_lake")) {
            lake.createStatement().execute("create table iceberg_tables (id int)");
        }
        assertThat(database.lake().name()).isEqualTo("withlake_lake");
        assertThatThrownBy(() -> database.connect("cashtide_lake")).hasMessageContaining("permission denied");
        assertThatThrownBy(() -> database.lake().connect("cashtide_app")).hasMessageContaining("permission denied");
    }

    @Test
    void aCloneHasTheTemplatesContentAndItsOwnFromThenOn() throws SQLException {
        PgDatabase template = PgServer.shared().createDatabase("template_of_clone");
        try (Connection owner = template.connect("cashtide_owner")) {
            owner.createStatement()
                    .execute("create table t (id int); insert into t values (1), (2);"
                            + "grant select on t to cashtide_app");
        }
        PgDatabase clone = PgServer.shared().cloneDatabase(template, "clone_of_template");
        try (Connection owner = clone.connect("cashtide_owner");
                Connection app = clone.connect("cashtide_app")) {
            owner.createStatement().execute("insert into t values (3)");
            assertThat(text(app, "select count(*) from t")).isEqualTo("3");
        }
        try (Connection owner = template.connect("cashtide_owner")) {
            assertThat(text(owner, "select count(*) from t")).isEqualTo("2");
        }
    }

    @Test
    void aDurableServerIsSafeForMoneyAndRefusesAWrongPassword(@TempDir Path folder) throws SQLException {
        try (PgServer server = PgServer.start(PgSettings.durable(folder.resolve("pg"), 0))) {
            PgDatabase database = server.createDatabase("cashtide");
            try (Connection app = database.connect("cashtide_app")) {
                assertThat(text(app, "show fsync")).isEqualTo("on");
                assertThat(text(app, "show synchronous_commit")).isEqualTo("on");
                assertThat(text(app, "show full_page_writes")).isEqualTo("on");
                assertThat(text(app, "show data_checksums")).isEqualTo("on");
            }
            assertThatThrownBy(() -> DriverManager.getConnection(database.jdbcUrl(), "cashtide_app", "wrong"))
                    .hasMessageContaining("password authentication failed for user \"cashtide_app\"");
            try (Connection admin = database.connectAsSuperuser()) {
                assertThat(text(admin, "select string_agg(distinct auth_method, ',') from pg_hba_file_rules"))
                        .isEqualTo("scram-sha-256");
            }
        }
    }

    @Test
    void aKilledPostmasterLosesNothingThatWasCommitted(@TempDir Path folder) throws Exception {
        PgSettings settings = PgSettings.durable(folder.resolve("pg"), 0);
        PgServer killed = PgServer.start(settings);
        PgDatabase before = killed.createDatabase("cashtide");
        String password = before.password("cashtide_owner");
        try (Connection owner = before.connect("cashtide_owner")) {
            owner.createStatement().execute("create table t (id int); insert into t values (7)");
            Signal.send("KILL", killed.pid());
            awaitDeath(killed);
        }
        try (PgServer again = PgServer.start(settings);
                Connection owner = again.createDatabase("cashtide").connect("cashtide_owner")) {
            assertThat(text(owner, "select id from t")).isEqualTo("7");
            assertThat(again.password("cashtide_owner")).isEqualTo(password);
        }
    }

    @Test
    void aPostmasterLeftByAKilledRunIsStoppedAndItsDataServed(@TempDir Path folder) throws Exception {
        PgSettings settings = PgSettings.durable(folder.resolve("pg"), 0);
        PgServer left = PgServer.start(settings);
        try (Connection open = left.createDatabase("cashtide").connect("cashtide_owner")) {
            open.createStatement().execute("create table t (id int); insert into t values (7)");
            try (PgServer again = PgServer.start(settings);
                    Connection owner = again.createDatabase("cashtide").connect("cashtide_owner")) {
                assertThat(left.isAlive()).isFalse();
                assertThat(text(owner, "select id from t")).isEqualTo("7");
            }
        }
    }

    @Test
    void aPidFileThatNamesAnotherProgramsProcessIsNoObstacle(@TempDir Path folder) throws Exception {
        PgSettings settings = PgSettings.durable(folder.resolve("pg"), 0);
        PgServer.start(settings).close();
        Path pidFile = folder.resolve("pg/data/postmaster.pid");
        Files.writeString(pidFile, ProcessHandle.current().pid() + "\n" + folder + "\n0\n5432\n\n127.0.0.1\n");
        try (PgServer again = PgServer.start(settings)) {
            assertThat(again.isAlive()).isTrue();
        }
        assertThat(ProcessHandle.current().isAlive()).isTrue();
    }

    private static void awaitDeath(PgServer server) throws Exception {
        ProcessHandle.of(server.pid())
                .map(ProcessHandle::onExit)
                .orElse(CompletableFuture.completedFuture(null))
                .get(10, TimeUnit.SECONDS);
    }

    private static String text(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getString(1);
        }
    }
}
