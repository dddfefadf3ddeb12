package cashtide.ledger;

import cashtide.fixture.Given;
import cashtide.fixture.Seeds;
import cashtide.fixture.TestDatabase;
import cashtide.tenant.Actor;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/**
 * What {@link LedgerPropertiesTest} does a thousand times in memory, on PostgreSQL; and with all that lies around the ledger, in
 * fewer workloads and shorter ones, since an import or its undoing takes as long as a dozen other commands.
 */
final class LedgerPropertiesPgTest {

    private static final TestDatabase DATABASE = TestDatabase.fresh();
    private static final AtomicInteger TENANT = new AtomicInteger();

    @AfterAll
    static void close() {
        DATABASE.close();
    }

    /** {@code SEEDS=1000} makes as many of them as there are in memory, in eight minutes on two cores. */
    @Test
    void aHundredWorkloadsOnPostgresLeaveEveryBookBalanced() {
        Given given = Given.in(DATABASE);
        Seeds.eachAtOnce(100, random -> new Workload(random, new PgLedger(given, tenant(given))).run(500, 25));
    }

    /** With imports, rows of which wait for their day, and their undoing, disputes, promises and days that pass. */
    @Test
    void sixWorkloadsOfAllReceivablesLeaveWhatTheModelSays() {
        Given given = Given.in(DATABASE);
        Seeds.each(6, random -> {
            Actor actor = given.sandbox("ledger" + TENANT.incrementAndGet(), LedgerUnderTest.TODAY.toString());
            PgLedger ledger = new PgLedger(given, actor);
            new ReceivablesWorkload(random, ledger, new PgReceivables(given, actor, ledger)).run(200, 2);
        });
    }

    private static Actor tenant(Given given) {
        return given.tenant("ledger" + TENANT.incrementAndGet(), LedgerUnderTest.TODAY.toString());
    }
}
