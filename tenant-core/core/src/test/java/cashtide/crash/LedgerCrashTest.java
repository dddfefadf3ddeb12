package cashtide.crash;

import static org.assertj.core.api.Assertions.assertThat;

import cashtide.Migrations;
import cashtide.audit.CommandId;
import cashtide.audit.Outcome;
import cashtide.customer.CustomerId;
import cashtide.fixture.Balances;
import cashtide.fixture.ChildJvm;
import cashtide.fixture.Given;
import cashtide.fixture.TestDatabase;
import cashtide.invoice.InvoiceId;
import cashtide.invoice.OpenItemId;
import cashtide.local.PgDatabase;
import cashtide.local.PgServer;
import cashtide.local.PgSettings;
import cashtide.payment.PaymentId;
import cashtide.tenant.Actor;
import com.zaxxer.hikari.HikariDataSource;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A payment is applied, an invoice issued, an application or a payment taken back by a process of its own, which is killed
 * with SIGKILL at a named point; every third time PostgreSQL is killed instead. Afterwards the command is there whole or not
 * at all, nothing that was answered before is lost, and sent again and once more it is carried out exactly once.
 */
final class LedgerCrashTest {

    private static final long READY_SECONDS_MAX = 10;

    private record Kill(Deed deed, Point point, boolean ofPostgres) {}

    /** What a command is about, in the order of {@link Deed#carryOut}. */
    private record Subject(UUID first, UUID second) {}

    /** Minor units that have to stand, of all that was answered. */
    private final Map<OpenItemId, Long> open = new HashMap<>();

    private final Map<PaymentId, Long> unapplied = new HashMap<>();

    @Test
    void whateverIsKilledNothingIsLostAndNothingIsDoubled(@TempDir Path folder) throws Exception {
        PgServer server = PgServer.start(PgSettings.durable(folder.resolve("pg"), 0));
        int port = server.port();
        PgDatabase database = server.createDatabase("crash");
        try (HikariDataSource owner = TestDatabase.pool(database, "cashtide_owner", 2)) {
            Migrations.migrate(owner);
        }
        Actor actor = null;
        CustomerId customer = null;
        try {
            for (Kill kill : kills()) {
                CommandId command = CommandId.fresh();
                Subject subject;
                Ledger before;
                try (HikariDataSource pool = TestDatabase.pool(database, "cashtide_app", 4)) {
                    Given given = at(Given.over(pool));
                    actor = actor == null ? given.tenant("crash", "2026-03-31") : actor;
                    customer = customer == null ? given.customer(actor, "Nord AG") : customer;
                    subject = subject(given, actor, customer, kill.deed());
                    before = Ledger.of(given.tenants(), actor);
                }
                Process child = child(database, actor, kill, command, subject);
                awaitPoint(child, kill);
                long pid = kill.ofPostgres() ? server.pid() : child.pid();
                ProcessHandle.of(pid).orElseThrow().destroyForcibly();
                long killedAt = System.nanoTime();
                ProcessHandle.of(pid).ifPresent(process -> process.onExit().join());
                child.destroyForcibly().waitFor();
                if (kill.ofPostgres()) {
                    server = PgServer.start(PgSettings.durable(folder.resolve("pg"), port));
                    database = server.createDatabase("crash");
                }
                try (HikariDataSource pool = TestDatabase.pool(database, "cashtide_app", 4)) {
                    Given given = at(Given.over(pool));
                    Ledger after = before.plus(kill.deed().more());
                    assertThat(Ledger.of(given.tenants(), actor))
                            .as("whole or not at all after " + kill)
                            .isEqualTo(kill.point().isCommitted() ? after : before);
                    Outcome<?> again = sendAgain(given, actor, kill, command, subject);
                    assertThat(Duration.ofNanos(System.nanoTime() - killedAt))
                            .as("ready again after " + kill)
                            .isLessThan(Duration.ofSeconds(READY_SECONDS_MAX));
                    assertThat(sendAgain(given, actor, kill, command, subject)).isEqualTo(again);
                    assertThat(Ledger.of(given.tenants(), actor))
                            .as("once after " + kill)
                            .isEqualTo(after);
                    audit(given, actor, kill);
                }
            }
        } finally {
            server.close();
        }
    }

    private static Given at(Given given) {
        given.clock().set(Instant.parse("2026-03-31T08:00:00Z"));
        return given;
    }

    /** Each command at each of its points; every third time, another one for each command, PostgreSQL is killed. */
    private static List<Kill> kills() {
        List<Kill> kills = new ArrayList<>();
        for (Deed deed : Deed.values()) {
            for (Point point : deed.points()) {
                kills.add(new Kill(deed, point, (kills.size() + deed.ordinal()) % 3 == 2));
            }
        }
        assertThat(Arrays.stream(Point.values()))
                .allMatch(point -> kills.stream().anyMatch(kill -> kill.point() == point));
        assertThat(kills).anyMatch(kill -> kill.ofPostgres() && kill.point().isCommitted());
        return kills;
    }

    /** Makes what the command needs, and notes what has to stand when it is done. */
    private Subject subject(Given given, Actor actor, CustomerId customer, Deed deed) {
        if (deed == Deed.ISSUE_INVOICE) {
            return new Subject(InvoiceId.fresh().value(), customer.value());
        }
        OpenItemId item = given.invoice(actor, customer, "2026-03-01", 100_00, "NET30")
                .items()
                .getFirst();
        PaymentId payment = given.payment(actor, customer, "2026-03-20", 100_00);
        boolean applied = deed == Deed.APPLY_CASH;
        open.put(item, applied ? 0L : 100_00L);
        unapplied.put(payment, deed == Deed.REVERSE_APPLICATION ? 100_00L : 0L);
        return new Subject(
                payment.value(),
                applied
                        ? item.value()
                        : given.applied(actor, payment, item, 100_00)
                                .applications()
                                .getFirst()
                                .id()
                                .value());
    }

    private static Outcome<?> sendAgain(Given given, Actor actor, Kill kill, CommandId command, Subject subject) {
        // The command of the child came from a job; the same actor must send it again to be the same sender.
        Outcome<?> again = kill.deed()
                .carryOut(
                        given.commands(),
                        Actor.job(actor.tenantId(), "crash test"),
                        command,
                        subject.first(),
                        subject.second());
        assertThat(again).as(kill.toString()).isInstanceOf(Outcome.Done.class);
        return again;
    }

    private void audit(Given given, Actor actor, Kill kill) {
        Balances balances = new Balances(given.tenants(), actor);
        open.forEach((item, minor) ->
                assertThat(balances.open(item)).as("open after " + kill).isEqualTo(minor));
        unapplied.forEach((payment, minor) -> assertThat(balances.unapplied(payment))
                .as("unapplied after " + kill)
                .isEqualTo(minor));
        balances.assertSubledgersAgree();
        assertThat(count(given, actor, """
                        select count(*) from (select entry_id, currency from journal_line group by entry_id, currency
                        having sum(amount_minor) <> 0) unbalanced""")).isZero();
        assertThat(count(given, actor, """
                        select count(*) from journal_entry e
                        where not exists (select from journal_line l where l.entry_id = e.id)""")).as("entries without lines").isZero();
    }

    private static long count(Given given, Actor actor, String sql) {
        return given.tenants().<Long>inTx(actor, tx -> tx.sql().fetchSingle(sql).get(0, Long.class));
    }

    private static Process child(PgDatabase database, Actor actor, Kill kill, CommandId command, Subject subject)
            throws IOException {
        return ChildJvm.start(
                256,
                PostingChild.class,
                database.jdbcUrl(),
                database.password("cashtide_app"),
                actor.tenantId().toString(),
                kill.point().name(),
                kill.deed().name(),
                command.value().toString(),
                subject.first().toString(),
                subject.second().toString());
    }

    private static void awaitPoint(Process child, Kill kill) throws IOException, InterruptedException {
        List<String> said = new ArrayList<>();
        BufferedReader output = child.inputReader(StandardCharsets.UTF_8);
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            said.add(line);
            if (line.equals("AT")) {
                return;
            }
        }
        child.waitFor(10, TimeUnit.SECONDS);
        throw new AssertionError("the child never came to " + kill + ": " + said);
    }
}
