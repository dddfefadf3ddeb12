package cashtide.ml.cash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import cashtide.ml.facts.ApplicationFact;
import cashtide.ml.facts.AsOf;
import cashtide.ml.facts.CustomerFact;
import cashtide.ml.facts.History;
import cashtide.ml.facts.InvoiceFact;
import cashtide.ml.facts.InvoiceHistory;
import cashtide.ml.fixture.InventedPayers;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

class NewBusinessTest {

    private static final LocalDate FIRST_MONDAY = LocalDate.of(2024, 1, 1);

    /** 700 issued each Monday, paid two weeks later. */
    private static History everyMonday(int weeks) {
        History.Builder facts = History.builder("weekly", InventedPayers.ZONE);
        facts.customer(new CustomerFact("C", "EUR", null, null, 14));
        for (int week = 0; week < weeks; week++) {
            issue(facts, FIRST_MONDAY.plusWeeks(week), 700, FIRST_MONDAY.plusWeeks(week + 2L));
        }
        return facts.build();
    }

    private static void issue(History.Builder facts, LocalDate issued, double amount, LocalDate paid) {
        String key = "I" + issued;
        facts.invoice(new InvoiceFact(
                key,
                "C",
                key,
                issued,
                issued.plusDays(14),
                "EUR",
                amount,
                AsOf.knownDuring(issued, InventedPayers.ZONE)));
        facts.application(new ApplicationFact(
                key, ApplicationFact.Kind.CASH, amount, paid, AsOf.knownDuring(paid, InventedPayers.ZONE)));
    }

    @Test
    void aWeeklyRhythmBringsItsAmountOnceTheDelayHasPassed() {
        AsOf asOf = AsOf.endOf(FIRST_MONDAY.plusWeeks(29).plusDays(6), InventedPayers.ZONE);
        List<CashCell> cells = NewBusiness.of(everyMonday(30), asOf, 6);
        assertThat(cells).hasSize(6);
        assertThat(cells.get(0).mean()).isZero();
        assertThat(cells.get(1).mean()).isZero();
        for (CashCell cell : cells.subList(2, 6)) {
            assertThat(cell.mean()).isCloseTo(700, within(0.01));
            assertThat(cell.p10()).isCloseTo(700, within(0.01));
            assertThat(cell.p90()).isCloseTo(700, within(0.01));
        }
    }

    @Test
    void aMonthlyRhythmIsSeen() {
        History.Builder facts = History.builder("monthly", InventedPayers.ZONE);
        facts.customer(new CustomerFact("C", "EUR", null, null, 14));
        for (int month = 0; month < 9; month++) {
            LocalDate issued = LocalDate.of(2024, 1, 3).plusMonths(month);
            issue(facts, issued, 3000, issued.plusDays(7));
        }
        AsOf asOf = AsOf.startOf(LocalDate.of(2024, 10, 1), InventedPayers.ZONE);
        List<CashCell> cells = NewBusiness.of(facts.build(), asOf, 4);
        assertThat(cells.get(0).mean()).isZero();
        assertThat(cells.get(1).mean()).isCloseTo(3000, within(0.01));
        assertThat(cells.get(2).mean()).isZero();
    }

    @Test
    void itIsNearWhatInvoicesIssuedLaterBring() {
        History history = InventedPayers.history(21, 80, 500);
        AsOf asOf = AsOf.endOf(InventedPayers.FIRST_DAY.plusDays(360), InventedPayers.ZONE);
        double came = 0;
        for (InvoiceHistory one : history.invoices()) {
            for (ApplicationFact application : one.applications()) {
                boolean inHorizon = application.paidOn().isBefore(asOf.day().plusWeeks(13));
                came += !one.knownAt(asOf) && inHorizon ? application.amount() : 0;
            }
        }
        List<CashCell> cells = NewBusiness.of(history, asOf, 13);
        double expected = cells.stream().mapToDouble(CashCell::mean).sum();
        assertThat(expected / came).isBetween(0.85, 1.15);
        assertThat(cells).allSatisfy(cell -> {
            assertThat(cell.p10()).isBetween(0.0, cell.p50());
            assertThat(cell.p90()).isGreaterThanOrEqualTo(cell.p50());
        });
    }

    @Test
    void whatIsKnownLaterChangesNothing() {
        History all = everyMonday(40);
        AsOf asOf = AsOf.endOf(FIRST_MONDAY.plusWeeks(19), InventedPayers.ZONE);
        History.Builder past = History.builder("weekly", InventedPayers.ZONE);
        for (InvoiceHistory one : all.invoices()) {
            if (one.knownAt(asOf)) {
                past.invoice(one.invoice());
                one.applications().stream()
                        .filter(application -> application.knownAt().isBefore(asOf.moment()))
                        .forEach(past::application);
            }
        }
        assertThat(NewBusiness.of(all, asOf, 8)).isEqualTo(NewBusiness.of(past.build(), asOf, 8));
    }

    @Test
    void threeWeeksOfInvoicesShowNoRhythm() {
        AsOf asOf = AsOf.endOf(FIRST_MONDAY.plusWeeks(2), InventedPayers.ZONE);
        assertThat(NewBusiness.of(everyMonday(30), asOf, 4)).isEmpty();
    }
}
