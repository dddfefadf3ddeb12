package cashtide.app.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import cashtide.audit.Commands;
import cashtide.fixture.Given;
import cashtide.fixture.TestDatabase;
import cashtide.tenant.Actor;
import cashtide.tenant.TenantHosts;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

final class TenantJobsPgTest {

    @Test
    void anOutageOfTheDatabaseHoldsTheRoundsUpAndDoesNotEndThem() throws Exception {
        try (TestDatabase database = TestDatabase.fresh()) {
            Given given = Given.in(database);
            Actor acme = given.sandbox("acme", "2026-03-31");
            given.invoiceDue(acme, given.customer(acme, "Nordwind"), "2026-03-01", "2026-03-31", 100_00);
            AtomicInteger refused = new AtomicInteger();
            TenantJobs jobs = new TenantJobs(
                    given.tenants(),
                    new TenantHosts(awayForTheFirstCall(database.app(), refused)),
                    new Commands(given.tenants()),
                    InstantSource.system());
            jobs.start();
            try {
                long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
                while (totals(database) == 0 && System.nanoTime() < deadline) {
                    Thread.sleep(200);
                }
            } finally {
                jobs.stop();
            }
            assertThat(refused).hasValue(1);
            assertThat(totals(database)).as("rounds after the outage").isPositive();
        }
    }

    private static DataSource awayForTheFirstCall(DataSource database, AtomicInteger refused) {
        return (DataSource) Proxy.newProxyInstance(
                DataSource.class.getClassLoader(), new Class<?>[] {DataSource.class}, (proxy, method, arguments) -> {
                    if (refused.compareAndSet(0, 1)) {
                        throw new SQLException("the database is away", "08001");
                    }
                    try {
                        return method.invoke(database, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    private static int totals(TestDatabase database) throws SQLException {
        try (var connection = database.superuser();
                var statement = connection.createStatement();
                var row = statement.executeQuery(
                        "select count(*) from command_log where use_case = 'TakeControlTotals'")) {
            row.next();
            return row.getInt(1);
        }
    }
}
