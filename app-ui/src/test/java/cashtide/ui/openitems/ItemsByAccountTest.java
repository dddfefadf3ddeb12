package cashtide.ui.openitems;

import static org.assertj.core.api.Assertions.assertThat;

import cashtide.money.Money;
import cashtide.worklist.AccountId;
import cashtide.worklist.OpenItemsQuery;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Which of the marked items an action is about, and for how much. */
final class ItemsByAccountTest {

    private static final UUID NORD = new UUID(0, 1);
    private static final UUID WEST = new UUID(0, 2);

    private final OpenItemsQuery.Item first = item(NORD, "R1", 100_00, 0, "EUR");
    private final OpenItemsQuery.Item ofWest = item(WEST, "R2", 50_00, 50_00, "EUR");
    private final OpenItemsQuery.Item second = item(NORD, "R3", 30_00, 10_00, "EUR");
    private final OpenItemsQuery.Item dollars = item(NORD, "R4", 7_00, 0, "USD");
    private final OpenItemsQuery.Item credit = item(NORD, "G1", -20_00, 0, "EUR");
    private final List<OpenItemsQuery.Item> all = List.of(first, ofWest, second, dollars, credit);

    @Test
    void aPromiseIsOfOneCustomerInOneCurrencyAndOfInvoicesOnly() {
        assertThat(ItemsByAccount.of(all))
                .containsExactly(
                        new ItemsByAccount(new AccountId(NORD, "EUR"), List.of(first, second)),
                        new ItemsByAccount(new AccountId(WEST, "EUR"), List.of(ofWest)),
                        new ItemsByAccount(new AccountId(NORD, "USD"), List.of(dollars)));
        assertThat(ItemsByAccount.of(all).getFirst().open()).isEqualTo(Money.of(130_00, "EUR"));
        assertThat(ItemsByAccount.of(List.of(credit))).isEmpty();
    }

    @Test
    void whatIsDisputedAlreadyIsNotDisputedAgain() {
        assertThat(ItemsByAccount.disputable(all)).containsExactly(first, second, dollars);
        assertThat(ItemsByAccount.undisputed(second)).isEqualTo(Money.of(20_00, "EUR"));
    }

    private static OpenItemsQuery.Item item(UUID customer, String document, long open, long disputed, String currency) {
        LocalDate day = LocalDate.parse("2026-11-01");
        return new OpenItemsQuery.Item(
                UUID.nameUUIDFromBytes(document.getBytes(StandardCharsets.UTF_8)),
                customer,
                "C" + customer.getLeastSignificantBits(),
                "Customer " + customer.getLeastSignificantBits(),
                document,
                day,
                day,
                open > 0 ? 21 : null,
                Money.of(open, currency),
                Money.of(open, currency),
                Money.of(disputed, currency),
                null,
                null,
                false);
    }
}
