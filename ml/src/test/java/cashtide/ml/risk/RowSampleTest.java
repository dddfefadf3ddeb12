package cashtide.ml.risk;

import static org.assertj.core.api.Assertions.assertThat;

import cashtide.ml.facts.AsOf;
import cashtide.ml.facts.InvoiceFact;
import cashtide.ml.fixture.InventedPayers;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RowSampleTest {

    private static final int DAYS = 400;

    /** One invoice after the other, spread over the days. */
    private static List<Outcome> tenant(String name, int invoices) {
        List<Outcome> outcomes = new ArrayList<>();
        for (int i = 0; i < invoices; i++) {
            LocalDate issued = InventedPayers.FIRST_DAY.plusDays((long) i * 7 % DAYS);
            outcomes.add(Outcome.unknown(new InvoiceFact(
                    name + i,
                    name,
                    name + i,
                    issued,
                    issued.plusDays(30),
                    "EUR",
                    100,
                    AsOf.knownDuring(issued, InventedPayers.ZONE))));
        }
        return outcomes;
    }

    private static final List<List<Outcome>> POOL =
            List.of(tenant("large", 9_000), tenant("none", 0), tenant("small", 120), tenant("middle", 2_000));

    @Test
    void whatIsFewEnoughIsNotTouched() {
        assertThat(RowSample.of(POOL, 11_120, 1)).isSameAs(POOL);
    }

    @Test
    void smallTenantsBringAllAndLargeOnesAsManyAsOneAnother() {
        List<List<Outcome>> sample = RowSample.of(POOL, 2_120, 1);
        assertThat(sample).extracting(List::size).containsExactly(1_000, 0, 120, 1_000);
        assertThat(sample.get(2)).isSameAs(POOL.get(2));
        // What the middle one cannot bring falls to the large one.
        assertThat(RowSample.of(POOL, 6_120, 1)).extracting(List::size).containsExactly(4_000, 0, 120, 2_000);
    }

    @Test
    void whatIsLeftOfATenantIsOfItsWholeTimeInItsOrderAndNothingTwice() {
        List<Outcome> whole = POOL.getFirst();
        List<Outcome> left = RowSample.of(POOL, 2_120, 1).getFirst();
        assertThat(left).doesNotHaveDuplicates().isSubsetOf(whole);
        assertThat(left.stream().map(whole::indexOf).toList()).isSorted();
        // A tenth of the time, at its beginning as at its end, holds a tenth of what is left, but for one at the
        // border.
        for (int tenth = 0; tenth < 10; tenth++) {
            LocalDate from = InventedPayers.FIRST_DAY.plusDays((long) tenth * DAYS / 10);
            LocalDate to = InventedPayers.FIRST_DAY.plusDays((tenth + 1L) * DAYS / 10);
            long within = left.stream()
                    .map(one -> one.invoice().invoiceDate())
                    .filter(day -> !day.isBefore(from) && day.isBefore(to))
                    .count();
            assertThat(within).isBetween(98L, 102L);
        }
    }

    @Test
    void theSeedDecidesWhichAreTaken() {
        List<List<Outcome>> sample = RowSample.of(POOL, 2_120, 1);
        assertThat(RowSample.of(POOL, 2_120, 1)).isEqualTo(sample);
        assertThat(RowSample.of(POOL, 2_120, 2)).isNotEqualTo(sample);
    }
}
