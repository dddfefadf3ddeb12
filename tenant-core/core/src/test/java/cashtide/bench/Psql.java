package cashtide.bench;

import cashtide.Migrations;
import cashtide.fixture.TestDatabase;
import cashtide.local.Timings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** The bare SQL in psql, which says itself how long it waited for all the rows. As a login that row-level security does not hold. */
final class Psql {

    private static final Pattern TIME = Pattern.compile("^Time: ([0-9.]+) ms", Pattern.MULTILINE);
    /** As {@link Timings} has it: the first ones warm up. */
    private static final int UNMEASURED = 10;

    private final ProcessBuilder command;

    private Psql(ProcessBuilder command) {
        this.command = command;
    }

    static Psql on(TestDatabase database) throws SQLException {
        try (Connection superuser = database.superuser()) {
            String url = database.database().jdbcUrl();
            String user = superuser.getMetaData().getUserName();
            ProcessBuilder command = new ProcessBuilder(
                            "psql",
                            "-X",
                            "-q",
                            "-o",
                            "/dev/null",
                            "-v",
                            "ON_ERROR_STOP=1",
                            "-U",
                            user,
                            "-d",
                            url.substring("jdbc:".length()))
                    .redirectErrorStream(true);
            command.environment()
                    .putAll(Map.of(
                            "PGPASSWORD",
                            database.database().password(user),
                            "PGOPTIONS",
                            "-c search_path=" + Migrations.SCHEMA,
                            "LC_ALL",
                            "C"));
            return new Psql(command);
        }
    }

    /** @throws IllegalStateException when psql is missing or refuses the statement */
    Timings times(int times, String sql) {
        try {
            Process psql = command.start();
            String script = "\\timing on\n" + (sql + ";\n").repeat(UNMEASURED + times);
            psql.getOutputStream().write(script.getBytes(StandardCharsets.UTF_8));
            psql.getOutputStream().close();
            String said = new String(psql.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            List<Long> nanos = TIME.matcher(said)
                    .results()
                    .map(time -> (long) (Double.parseDouble(time.group(1)) * 1e6))
                    .skip(UNMEASURED)
                    .toList();
            if (nanos.size() != times) {
                throw new IllegalStateException("psql: " + said.lines().limit(5).toList() + " of " + sql);
            }
            return Timings.ofNanos(nanos.stream().mapToLong(Long::longValue).toArray());
        } catch (IOException e) {
            throw new IllegalStateException("psql does not start: apt-get install postgresql-client", e);
        }
    }
}
