package cashtide.worklist;

import static org.assertj.core.api.Assertions.assertThat;

import cashtide.customer.CustomerId;
import cashtide.fixture.Given;
import cashtide.fixture.TestDatabase;
import cashtide.tenant.Actor;
import cashtide.worklist.CustomerList.Filter;
import cashtide.worklist.CustomerList.Part;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

final class CustomerListPgTest {

    private static final TestDatabase DATABASE = TestDatabase.fresh();

    @AfterAll
    static void stop() {
        DATABASE.close();
    }

    @Test
    void customersAreFoundByNameAndByWhatTheyOwe() {
        Given given = Given.in(DATABASE);
        Actor actor = given.tenant("list", "2026-03-31");
        CustomerId late = given.customer(actor, "Nord Late");
        CustomerId owing = given.customer(actor, "Nord Owing");
        given.customer(actor, "Nord Quiet");
        given.customer(actor, "West Quiet");
        given.invoiceDue(actor, late, "2026-01-05", "2026-02-04", 10_000);
        given.invoiceDue(actor, owing, "2026-03-20", "2026-04-19", 20_000);

        assertThat(names(given, actor, Filter.NONE))
                .containsExactly("Nord Late", "Nord Owing", "Nord Quiet", "West Quiet");
        assertThat(names(given, actor, new Filter("nord", Part.ALL)))
                .containsExactly("Nord Late", "Nord Owing", "Nord Quiet");
        assertThat(names(given, actor, new Filter("", Part.OVERDUE))).containsExactly("Nord Late");
        assertThat(names(given, actor, new Filter("", Part.OWING))).containsExactly("Nord Late", "Nord Owing");
        assertThat(names(given, actor, new Filter("nord", Part.NOTHING_OPEN))).containsExactly("Nord Quiet");
    }

    private static List<String> names(Given given, Actor actor, Filter filter) {
        CustomerList list = new CustomerList();
        return given.tenants().inTx(actor, tx -> {
            List<String> names = list.page(tx, filter, 0, 100).stream()
                    .map(CustomerList.Row::name)
                    .toList();
            assertThat(list.count(tx, filter)).isEqualTo(names.size());
            return names;
        });
    }
}
