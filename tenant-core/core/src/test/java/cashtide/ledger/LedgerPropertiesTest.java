package cashtide.ledger;

import cashtide.fixture.Seeds;
import org.junit.jupiter.api.Test;

final class LedgerPropertiesTest {

    @Test
    void aThousandWorkloadsLeaveEveryBookBalanced() {
        Seeds.each(1000, random -> new Workload(random, new MemoryLedger()).run(500, 1));
    }
}
