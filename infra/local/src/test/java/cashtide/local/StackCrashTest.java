package cashtide.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code run} does when it is interrupted, run twice, or killed in any of its parts. */
final class StackCrashTest {

    @TempDir
    private Path data;

    private final int port = EmbeddedPg.freePort();

    @Test
    void aSecondRunOnTheSameDataSaysThatItRunsAlready() throws Exception {
        try (LocalRun first = LocalRun.start(data, port, "pg").awaitLine("is ready after");
                LocalRun second = LocalRun.start(data, port, "pg")) {
            assertThat(second.awaitEnd()).isEqualTo(1);
            assertThat(second.output()).contains("Cashtide runs already on " + data);
            assertThat(postmaster()).isPresent();
            assertThat(first.output()).doesNotContain("stopping");
        }
    }

    @Test
    void ctrlCStopsEverythingAndTheNextRunFindsItsData() throws Exception {
        try (LocalRun run = LocalRun.start(data, port, "pg").awaitLine("is ready after")) {
            insert(1);
            ProcessHandle server = postmaster().orElseThrow();
            run.signal("INT");
            assertThat(run.awaitEnd()).isEqualTo(130);
            assertThat(run.output()).contains("postgresql  stopping");
            assertThat(server.isAlive()).isFalse();
            assertThat(data.resolve("pg/data/postmaster.pid")).doesNotExist();
        }
        try (LocalRun run = LocalRun.start(data, port, "pg").awaitLine("is ready after")) {
            assertThat(count()).isEqualTo(1);
            assertThat(run.output()).doesNotContain("recovering");
        }
    }

    @Test
    void aKilledPostgresqlIsStartedAgainWithAllThatWasCommitted() throws Exception {
        try (LocalRun run = LocalRun.start(data, port, "pg").awaitLine("is ready after")) {
            insert(1);
            Signal.send("KILL", postmaster().orElseThrow().pid());
            run.awaitLine("postgresql  ended, recovering").awaitLine("postgresql  ready again");
            insert(2);
            assertThat(count()).isEqualTo(2);
        }
    }

    @Test
    void aKilledLauncherLeavesNothingThatTheNextRunTripsOver() throws Exception {
        String left;
        try (LocalRun run = LocalRun.start(data, port, "pg").awaitLine("is ready after")) {
            insert(1);
            run.signal("KILL");
            run.awaitEnd();
            left = ProcessIdentity.of(postmaster().orElseThrow());
            assertThat(ProcessIdentity.isAlive(left)).isTrue();
        }
        try (LocalRun run = LocalRun.start(data, port, "pg").awaitLine("is ready after")) {
            assertThat(ProcessIdentity.isAlive(left)).isFalse();
            assertThat(count()).isEqualTo(1);
            assertThat(run.output()).doesNotContain("runs already");
        }
    }

    @Test
    void keycloakIsStartedAgainWhenItDiesAndStoppedWhenItsLauncherWasKilled() throws Exception {
        String left;
        try (LocalRun run = LocalRun.start(data, port, "pg,keycloak").awaitLine("is ready after")) {
            Signal.send("KILL", recorded("keycloak").pid());
            run.awaitLine("keycloak    ended with 137").awaitLine("starting again in 1 s");
            awaitRestart(run);
            left = ProcessIdentity.of(recorded("keycloak"));
            run.signal("KILL");
            run.awaitEnd();
        }
        assertThat(ProcessIdentity.isAlive(left)).isTrue();
        try (LocalRun run = LocalRun.start(data, port, "pg").awaitLine("is ready after")) {
            assertThat(run.output())
                    .contains("left over by a killed run (process " + left.substring(0, left.indexOf('.')));
            assertThat(ProcessIdentity.isAlive(left)).isFalse();
        }
    }

    private static void awaitRestart(LocalRun run) throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.MINUTES.toNanos(3);
        while (run.output().split("keycloak    ready after", -1).length < 3) {
            assertThat(System.nanoTime()).as(run.output()).isLessThan(deadline);
            Thread.sleep(100);
        }
    }

    private ProcessHandle recorded(String part) throws IOException {
        return ProcessIdentity.find(Files.readString(data.resolve("run").resolve(part)))
                .orElseThrow();
    }

    private Optional<ProcessHandle> postmaster() throws IOException {
        String pid = Files.readString(data.resolve("pg/data/postmaster.pid"))
                .lines()
                .findFirst()
                .orElseThrow();
        return ProcessHandle.of(Long.parseLong(pid)).filter(ProcessHandle::isAlive);
    }

    private void insert(int id) throws SQLException, IOException {
        try (Connection owner = connect()) {
            owner.createStatement().execute("create table if not exists survives (id int)");
            owner.createStatement().execute("insert into survives values (" + id + ")");
        }
    }

    private int count() throws SQLException, IOException {
        try (Connection owner = connect();
                var rows = owner.createStatement().executeQuery("select count(*) from survives")) {
            rows.next();
            return rows.getInt(1);
        }
    }

    private Connection connect() throws SQLException, IOException {
        Properties passwords = SecretFile.read(data.resolve("pg/passwords.properties"));
        Properties ports = SecretFile.read(data.resolve("conf/ports.properties"));
        return DriverManager.getConnection(
                "jdbc:postgresql://127.0.0.1:" + ports.getProperty("postgresql") + "/cashtide",
                "cashtide_owner",
                passwords.getProperty("cashtide_owner"));
    }
}
