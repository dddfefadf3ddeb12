package cashtide.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A disk of 1.3 GB that gets full while a stack writes to it: in memory, and only where this user may mount one. Elsewhere
 * {@code DiskWatchTest} shows the same by a made-up amount of free space.
 */
final class DiskFullCrashTest {

    private static final long STOPPING_BYTES = 900L << 20;

    @TempDir
    private Path disk;

    private boolean mounted;

    @BeforeEach
    void mount() throws IOException, InterruptedException {
        mounted = run("mount", "-t", "tmpfs", "-o", "size=1300m,mode=0755", "tmpfs", disk.toString()) == 0;
        assumeThat(mounted).as("this user may mount a disk").isTrue();
    }

    @AfterEach
    void unmount() throws IOException, InterruptedException {
        if (mounted) {
            run("umount", "--lazy", disk.toString());
        }
    }

    @Test
    void aFullDiskStopsWritesWithAMessageAndLosesNothing() throws Exception {
        Path data = disk.resolve("data");
        Path filler = disk.resolve("filler");
        try (LocalRun run = LocalRun.start(data, EmbeddedPg.freePort(), "pg").awaitLine("is ready after")) {
            insert(data, 1);
            fill(filler, STOPPING_BYTES);
            run.awaitLine("left on the disk: no more writes until");
            assertThatThrownBy(() -> insert(data, 2))
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("read-only transaction");
            assertThat(rows(data)).as("reading goes on").containsExactly(1);
            Files.delete(filler);
            run.awaitLine("there is space again");
            insert(data, 3);
            assertThat(rows(data)).containsExactly(1, 3);
        }
    }

    @Test
    void aDiskThatSomethingElseFillsToTheLastByteLosesNothingThatWasAcknowledged() throws Exception {
        Path data = disk.resolve("data");
        Path filler = disk.resolve("filler");
        try (LocalRun run = LocalRun.start(data, EmbeddedPg.freePort(), "pg").awaitLine("is ready after")) {
            Set<Integer> acknowledged = new TreeSet<>();
            insert(data, 0);
            acknowledged.add(0);
            fill(filler, Long.MAX_VALUE);
            // Until the launcher looks, PostgreSQL runs into the end of the disk by itself.
            int failures = 0;
            for (int id = 1; failures < 3; id++) {
                try {
                    insert(data, id);
                    acknowledged.add(id);
                } catch (SQLException full) {
                    failures++;
                    TimeUnit.MILLISECONDS.sleep(200);
                }
            }
            Files.delete(filler);
            int last = awaitWrites(data);
            assertThat(rows(data)).containsAll(acknowledged).contains(last);
            assertThat(run.output()).doesNotContain("does not start");
        }
    }

    /** Writes until a write is taken again. */
    private static int awaitWrites(Path data) throws Exception {
        long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(3);
        for (int id = 1_000_000; ; id++) {
            try {
                insert(data, id);
                return id;
            } catch (SQLException notYet) {
                assertThat(System.nanoTime()).as(notYet.getMessage()).isLessThan(end);
                TimeUnit.SECONDS.sleep(1);
            }
        }
    }

    private static void fill(Path file, long bytesMax) throws IOException {
        byte[] block = new byte[1 << 20];
        try (OutputStream out = Files.newOutputStream(file)) {
            for (long written = 0; written < bytesMax; written += block.length) {
                out.write(block);
            }
        } catch (IOException full) {
            assertThat(bytesMax).as(full.getMessage()).isEqualTo(Long.MAX_VALUE);
        }
    }

    private static void insert(Path data, int id) throws SQLException, IOException {
        try (Connection owner = connect(data);
                Statement statement = owner.createStatement()) {
            if (id == 0 || id == 1) {
                statement.execute("create table if not exists survives (id int, padding text)");
            }
            statement.execute("insert into survives values (" + id + ", repeat('x', 20000))");
        }
    }

    private static Set<Integer> rows(Path data) throws SQLException, IOException {
        Set<Integer> ids = new TreeSet<>();
        try (Connection owner = connect(data);
                Statement statement = owner.createStatement();
                ResultSet row = statement.executeQuery("select id from survives")) {
            while (row.next()) {
                ids.add(row.getInt(1));
            }
        }
        return ids;
    }

    private static Connection connect(Path data) throws SQLException, IOException {
        Properties passwords = SecretFile.read(data.resolve("pg/passwords.properties"));
        Properties ports = SecretFile.read(data.resolve("conf/ports.properties"));
        return DriverManager.getConnection(
                "jdbc:postgresql://127.0.0.1:" + ports.getProperty("postgresql") + "/cashtide",
                "cashtide_owner",
                passwords.getProperty("cashtide_owner"));
    }

    private static int run(String... command) throws IOException, InterruptedException {
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
    }
}
