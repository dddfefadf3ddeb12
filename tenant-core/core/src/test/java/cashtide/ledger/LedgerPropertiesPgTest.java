package cashtide.ledger;

import cashtide.fixture.Given;
import cashtide.fixture.Seeds;
import cashtide.fixture.TestDatabase;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

final class LedgerPropertiesPgTest {

    private static final TestDatabase DATABASE = TestDatabase.fresh();

    @AfterAll
    static void close() {
        DATABASE.close();
    }

    @Test
    void twentyWorkloadsOnPostgresLeaveEveryBookBalanced() {
        AtomicInteger tenant = new AtomicInteger();
        Given given = Given.in(DATABASE);
        Seeds.each(20, random -> new Workload(
                        random, new PgLedger(given, given.tenant("ledger" + tenant.incrementAndGet(), "2026-03-31")))
                .run(500, 5));
    }
}
