package cashtide.crash;

import static org.assertj.core.api.Assertions.assertThat;

import cashtide.Migrations;
import cashtide.audit.CommandId;
import cashtide.audit.Outcome;
import cashtide.cashapp.ApplyCash;
import cashtide.cashapp.Line;
import cashtide.customer.CustomerId;
import cashtide.fixture.Balances;
import cashtide.fixture.ChildJvm;
import cashtide.fixture.Given;
import cashtide.fixture.TestDatabase;
import cashtide.invoice.OpenItemId;
import cashtide.local.PgDatabase;
import cashtide.local.PgServer;
import cashtide.local.PgSettings;
import cashtide.money.Money;
import cashtide.payment.PaymentId;
import cashtide.tenant.Actor;
import com.zaxxer.hikari.HikariDataSource;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A payment is applied by a process of its own, which is killed with SIGKILL at a named point; every third time PostgreSQL is
 * killed instead. Afterwards nothing that was answered is lost, nothing is there twice, and the command sent again is carried
 * out exactly once.
 */
final class LedgerCrashTest {

    private static final int KILLS = 24;
    private static final long READY_SECONDS_MAX = 10;

    /** What was answered before a kill: it must be there afterwards, once. */
    private record Answered(PaymentId payment, OpenItemId item) {}

    private final List<Answered> answered = new ArrayList<>();

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
            for (int kill = 0; kill < KILLS; kill++) {
                Point point = Point.values()[kill % Point.values().length];
                boolean killPostgres = kill % 3 == 2;
                CommandId command = CommandId.fresh();
                Answered open;
                try (HikariDataSource pool = TestDatabase.pool(database, "cashtide_app", 4)) {
                    Given given = Given.over(pool);
                    actor = actor == null ? given.tenant("crash", "2026-03-31") : actor;
                    customer = customer == null ? given.customer(actor, "Nord AG") : customer;
                    given.clock().set(java.time.Instant.parse("2026-03-31T08:00:00Z"));
                    Answered done = invoiceAndPayment(given, actor, customer);
                    given.applied(actor, done.payment(), done.item(), 100_00);
                    answered.add(done);
                    open = invoiceAndPayment(given, actor, customer);
                }
                Process child = child(database, actor, point, command, open);
                awaitPoint(child, point);
                long pid = killPostgres ? server.pid() : child.pid();
                ProcessHandle.of(pid).orElseThrow().destroyForcibly();
                long killedAt = System.nanoTime();
                ProcessHandle.of(pid).ifPresent(process -> process.onExit().join());
                child.destroyForcibly().waitFor();
                if (killPostgres) {
                    server = PgServer.start(PgSettings.durable(folder.resolve("pg"), port));
                    database = server.createDatabase("crash");
                }
                try (HikariDataSource pool = TestDatabase.pool(database, "cashtide_app", 4)) {
                    Given given = Given.over(pool);
                    sendAgain(given, actor, command, open, point);
                    assertThat(Duration.ofNanos(System.nanoTime() - killedAt))
                            .as("ready again after a kill " + point)
                            .isLessThan(Duration.ofSeconds(READY_SECONDS_MAX));
                    answered.add(open);
                    audit(given, actor, point);
                }
            }
        } finally {
            server.close();
        }
    }

    private static Answered invoiceAndPayment(Given given, Actor actor, CustomerId customer) {
        OpenItemId item = given.invoice(actor, customer, "2026-03-01", 100_00, "NET30")
                .items()
                .getFirst();
        return new Answered(given.payment(actor, customer, "2026-03-20", 100_00), item);
    }

    private static void sendAgain(Given given, Actor actor, CommandId command, Answered open, Point point) {
        // The command of the child came from a job; the same actor must send it again to be the same sender.
        Outcome<ApplyCash.Applied> again = new ApplyCash(given.commands())
                .handle(
                        Actor.job(actor.tenantId(), "crash test"),
                        new ApplyCash.Apply(
                                command, open.payment(), List.of(new Line(open.item(), Money.of(100_00, "EUR")))));
        assertThat(again).as(point.toString()).isInstanceOf(Outcome.Done.class);
    }

    private void audit(Given given, Actor actor, Point point) {
        Balances balances = new Balances(given.tenants(), actor);
        for (Answered one : answered) {
            assertThat(balances.open(one.item()))
                    .as("open after a kill " + point)
                    .isZero();
            assertThat(balances.unapplied(one.payment()))
                    .as("unapplied after a kill " + point)
                    .isZero();
        }
        balances.assertSubledgersAgree();
        assertThat(count(given, actor, "select count(*) from payment_application"))
                .isEqualTo(answered.size());
        assertThat(count(given, actor, "select count(*) from audit_event where action = 'ApplyCash'"))
                .isEqualTo(answered.size());
        assertThat(count(given, actor, """
                        select count(*) from (select entry_id, currency from journal_line group by entry_id, currency
                        having sum(amount_minor) <> 0) unbalanced""")).isZero();
    }

    private static long count(Given given, Actor actor, String sql) {
        return given.tenants().<Long>inTx(actor, tx -> tx.sql().fetchSingle(sql).get(0, Long.class));
    }

    private static Process child(PgDatabase database, Actor actor, Point point, CommandId command, Answered open)
            throws IOException {
        return ChildJvm.start(
                256,
                PostingChild.class,
                database.jdbcUrl(),
                database.password("cashtide_app"),
                actor.tenantId().toString(),
                point.name(),
                command.value().toString(),
                open.payment().value().toString(),
                open.item().value().toString());
    }

    private static void awaitPoint(Process child, Point point) throws IOException, InterruptedException {
        List<String> said = new ArrayList<>();
        BufferedReader output = child.inputReader(StandardCharsets.UTF_8);
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            said.add(line);
            if (line.equals("AT")) {
                return;
            }
        }
        child.waitFor(10, TimeUnit.SECONDS);
        throw new AssertionError("the child never came to " + point + ": " + said);
    }
}
