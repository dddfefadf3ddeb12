package cashtide.collections;

import static org.assertj.core.api.Assertions.assertThat;

import cashtide.audit.CommandId;
import cashtide.audit.Outcome;
import cashtide.customer.CustomerId;
import cashtide.fixture.Given;
import cashtide.fixture.TestDatabase;
import cashtide.tenant.Actor;
import cashtide.tenant.KnownUsers;
import cashtide.worklist.CustomerList;
import cashtide.worklist.RefreshWorklist;
import cashtide.worklist.WorklistFilter;
import cashtide.worklist.WorklistQuery;
import cashtide.worklist.WorklistRow;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AssignCollectorPgTest {

    private static final TestDatabase DATABASE = TestDatabase.fresh();
    private static int tenants;

    private Given given;
    private Actor acme;
    private CustomerId nord;
    private CustomerId west;

    @BeforeEach
    void twoCustomersWhoOwe() {
        given = Given.in(DATABASE);
        acme = given.tenant("assign-" + ++tenants, "2026-03-31");
        new KnownUsers(given.tenants()).signedIn(acme, "jonas", null);
        nord = given.customer(acme, "Nord AG");
        west = given.customer(acme, "West AG");
        given.invoiceDue(acme, nord, "2026-01-05", "2026-02-04", 10_000);
        given.invoiceDue(acme, west, "2026-01-05", "2026-02-04", 20_000);
        given.tenants().run(acme, tx -> new RefreshWorklist().all(tx));
    }

    @AfterAll
    static void drop() {
        DATABASE.close();
    }

    @Test
    void theCustomersOfACollectorAreInHisOwnWorklistAtOnce() {
        assertThat(mine()).isEmpty();
        assertThat(assign(List.of(nord, west, nord), acme.userId()))
                .isEqualTo(Outcome.done(new AssignCollector.Assigned(2)));
        assertThat(mine()).containsExactlyInAnyOrder("Nord AG", "West AG");
        assertThat(assign(List.of(west), null)).isEqualTo(Outcome.done(new AssignCollector.Assigned(1)));
        assertThat(mine()).containsExactly("Nord AG");
        given.tenants().run(acme, tx -> new RefreshWorklist().all(tx));
        assertThat(mine()).as("after the next ranking").containsExactly("Nord AG");
    }

    @Test
    void onlyAPersonWhoCollectsHereIsGivenCustomers() {
        assertThat(assign(List.of(nord), UUID.randomUUID()))
                .isEqualTo(Outcome.rejected(CollectionsRefusal.COLLECTOR_UNKNOWN));
        Actor other = given.tenant("assign-other-" + tenants, "2026-03-31");
        new KnownUsers(given.tenants()).signedIn(other, "olga", null);
        assertThat(other.userId()).isNotEqualTo(acme.userId());
        assertThat(assign(List.of(nord), other.userId()))
                .isEqualTo(Outcome.rejected(CollectionsRefusal.COLLECTOR_UNKNOWN));
    }

    @Test
    void oneThatDoesNotExistKeepsAllFromBeingGiven() {
        assertThat(assign(List.of(nord, new CustomerId(UUID.randomUUID())), acme.userId()))
                .isEqualTo(Outcome.notFound());
        assertThat(collectors()).containsOnlyNulls();
        List<CustomerId> many = IntStream.range(0, 1_001)
                .mapToObj(i -> new CustomerId(UUID.randomUUID()))
                .toList();
        assertThat(assign(many, acme.userId())).isInstanceOf(Outcome.Rejected.class);
        assertThat(assign(List.of(), acme.userId())).isInstanceOf(Outcome.Rejected.class);
    }

    private Outcome<AssignCollector.Assigned> assign(List<CustomerId> customers, @Nullable UUID collector) {
        return new AssignCollector(given.commands())
                .handle(acme, new AssignCollector.Assign(CommandId.fresh(), customers, collector));
    }

    private List<String> mine() {
        WorklistFilter filter = new WorklistFilter(null, "", acme.userId(), false, null, null);
        return given.tenants().inTx(acme, tx -> new WorklistQuery()
                .page(tx, filter, 0, 10).stream().map(WorklistRow::customerName).toList());
    }

    private List<@Nullable UUID> collectors() {
        return given.tenants().inTx(acme, tx -> new CustomerList()
                .page(tx, CustomerList.Filter.NONE, 0, 10).stream()
                        .map(CustomerList.Row::collectorId)
                        .toList());
    }
}
