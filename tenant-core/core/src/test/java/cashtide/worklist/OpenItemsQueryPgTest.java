package cashtide.worklist;

import static org.assertj.core.api.Assertions.assertThat;

import cashtide.customer.CustomerId;
import cashtide.fixture.Given;
import cashtide.fixture.TestDatabase;
import cashtide.money.Money;
import cashtide.tenant.Actor;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class OpenItemsQueryPgTest {

    private static final TestDatabase DATABASE = TestDatabase.fresh();

    private final OpenItemsQuery query = new OpenItemsQuery();

    @AfterAll
    static void stop() {
        DATABASE.close();
    }

    @Test
    void pagesAreTheListCutIntoPiecesOldestDueDateFirst() {
        Given given = Given.in(DATABASE);
        Actor actor = given.tenant("items", "2026-03-31");
        CustomerId nord = given.customer(actor, "Nord AG");
        CustomerId west = given.customer(actor, "West AG");
        for (int n = 1; n <= 9; n++) {
            given.invoiceDue(actor, n % 3 == 0 ? west : nord, "2026-01-0" + n, "2026-03-" + (20 - n), n * 100L);
        }
        for (Standing standing : List.of(
                new Standing(LocalDate.parse("2026-03-31"), false),
                new Standing(LocalDate.parse("2026-03-15"), false))) {
            OpenItemsQuery.Filter all = OpenItemsQuery.Filter.of(standing);
            List<OpenItemsQuery.Item> list = page(given, actor, all, 0, 100);
            assertThat(list).hasSize(9);
            assertThat(list).extracting(OpenItemsQuery.Item::dueDate).isSorted();
            List<OpenItemsQuery.Item> pieces = new ArrayList<>();
            for (int offset = 0; offset < 9; offset += 4) {
                pieces.addAll(page(given, actor, all, offset, 4));
            }
            assertThat(pieces).isEqualTo(list);
            OpenItemsQuery.Filter found =
                    new OpenItemsQuery.Filter(standing, "EUR", null, null, OpenItemsQuery.State.OVERDUE, "west");
            List<OpenItemsQuery.Item> ofWest = list.stream()
                    .filter(item -> item.customerName().equals("West AG")
                            && item.dueDate().isBefore(standing.day()))
                    .toList();
            assertThat(ofWest).isNotEmpty();
            assertThat(page(given, actor, found, 0, 100)).isEqualTo(ofWest);
            Money open = ofWest.stream().map(OpenItemsQuery.Item::open).reduce(Money.of(0, "EUR"), Money::plus);
            assertThat(given.tenants().<List<OpenItemsQuery.Total>>inTx(actor, tx -> query.totals(tx, found)))
                    .containsExactly(new OpenItemsQuery.Total(ofWest.size(), open, Money.of(0, "EUR")));
        }
    }

    private List<OpenItemsQuery.Item> page(
            Given given, Actor actor, OpenItemsQuery.Filter filter, int offset, int limit) {
        return given.tenants().inTx(actor, tx -> query.page(tx, filter, offset, limit));
    }
}
