package cashtide.kpi;

import static org.assertj.core.api.Assertions.assertThat;

import cashtide.audit.CommandId;
import cashtide.cashapp.ApplyCash;
import cashtide.cashapp.ReversePayment;
import cashtide.customer.CustomerId;
import cashtide.fixture.Given;
import cashtide.fixture.TestDatabase;
import cashtide.invoice.OpenItemId;
import cashtide.payment.PaymentId;
import cashtide.tenant.Actor;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

final class AgingPgTest {

    private static final TestDatabase DATABASE = TestDatabase.fresh();
    private static final AtomicInteger TENANT = new AtomicInteger();
    private static final Currency EUR = Currency.getInstance("EUR");

    private final Given given = Given.in(DATABASE);
    private final Actor actor = given.tenant("aging" + TENANT.incrementAndGet(), "2017-04-04");
    private final CustomerId nord = given.customer(actor, "Nord AG");
    private final Aging aging = new Aging(given.tenants());

    @AfterAll
    static void close() {
        DATABASE.close();
    }

    @Test
    void theResidualIsAgedNotTheOriginalAmount() {
        // Case G1: 10000 dated 2016-11-30 due 2017-02-28; paid 1500+1000+2000; as of 2017-04-04: 5500.00 at 35 days
        OpenItemId item = item("2016-11-30", "2017-02-28", 10000_00);
        pay(item, "2016-12-15", 1500_00);
        pay(item, "2017-01-15", 1000_00);
        pay(item, "2017-03-15", 2000_00);
        AgedBalance today = only(AsOf.asItWas(LocalDate.parse("2017-04-04")));
        assertThat(today.bucket(AgingBucket.DAYS_31_60)).isEqualTo(5500_00);
        assertThat(today.netMinor()).isEqualTo(5500_00);
        assertThat(only(AsOf.asItWas(LocalDate.parse("2017-03-14"))).bucket(AgingBucket.DAYS_1_30))
                .as("before the last payment")
                .isEqualTo(7500_00);
        assertThat(aging.totals(actor, AsOf.asItWas(LocalDate.parse("2016-11-29")), AgeBy.DUE_DATE))
                .isEmpty();
        assertThat(aging.totals(actor, AsOf.asItWas(LocalDate.parse("2017-04-04")), AgeBy.INVOICE_DATE)
                        .getFirst()
                        .over90Minor())
                .isEqualTo(5500_00);
    }

    @Test
    void theEdgesOfTheBucketsAreDaysOfTheTable() {
        // Case G2: 0,1,30,31,60,61,90,91 days past due: current 1-30 1-30 31-60 31-60 61-90 61-90 90+
        LocalDate day = LocalDate.parse("2017-04-04");
        for (int daysPastDue : List.of(0, 1, 30, 31, 60, 61, 90, 91)) {
            item("2016-12-01", day.minusDays(daysPastDue).toString(), 1L << daysPastDue % 50);
        }
        for (AsOf asOf :
                List.of(AsOf.asItWas(day), AsOf.asKnown(day, given.clock().instant()))) {
            AgedBalance balance = only(asOf);
            assertThat(balance.currentMinor()).isEqualTo(1L << 0);
            assertThat(balance.days1To30Minor()).isEqualTo((1L << 1) + (1L << 30));
            assertThat(balance.days31To60Minor()).isEqualTo((1L << 31) + (1L << 10));
            assertThat(balance.days61To90Minor()).isEqualTo((1L << 11) + (1L << 40));
            assertThat(balance.over90Minor()).isEqualTo(1L << 41);
        }
    }

    @Test
    void unappliedCashAndCreditStandBesideTheBuckets() {
        // Case G3: invoice 1000 at 45 days + unapplied receipt 300: 31-60 1000.00, unapplied -300.00, net 700.00
        item("2017-01-01", "2017-02-18", 1000_00);
        given.payment(actor, nord, "2017-03-01", 300_00);
        AgedBalance balance = only(AsOf.asItWas(LocalDate.parse("2017-04-04")));
        assertThat(balance.days31To60Minor()).isEqualTo(1000_00);
        assertThat(balance.unappliedMinor()).isEqualTo(-300_00);
        assertThat(balance.netMinor()).isEqualTo(700_00);
        given.creditNote(actor, nord, "2017-03-02", 50_00);
        AgedBalance credited = only(AsOf.asItWas(LocalDate.parse("2017-04-03")));
        assertThat(credited.creditsMinor()).isEqualTo(-50_00);
        assertThat(credited.currentMinor()).as("credit is in no bucket").isZero();
        assertThat(credited.netMinor()).isEqualTo(650_00);
    }

    @Test
    void aPaymentAppliedLateChangesThePastAsItWasButNotAsWeKnewItThen() {
        OpenItemId item = item("2017-01-01", "2017-02-01", 1000_00);
        PaymentId payment = given.payment(actor, nord, "2017-03-01", 1000_00);
        Instant before = given.clock().instant();
        given.clock()
                .set(LocalDate.parse("2017-04-10")
                        .atTime(9, 0)
                        .atZone(ZoneId.of("Europe/Berlin"))
                        .toInstant());
        given.applied(actor, payment, item, 1000_00);
        LocalDate then = LocalDate.parse("2017-04-04");
        assertThat(aging.totals(actor, AsOf.asItWas(then), AgeBy.DUE_DATE)).isEmpty();
        AgedBalance believed = only(AsOf.asKnown(then, before));
        assertThat(believed.overdueMinor()).isEqualTo(1000_00);
        assertThat(believed.unappliedMinor()).isEqualTo(-1000_00);
        assertThat(believed.netMinor()).isZero();
    }

    @Test
    void aBouncedPaymentCountsUntilTheDayItBounced() {
        OpenItemId item = item("2017-01-01", "2017-02-01", 1000_00);
        PaymentId payment = given.payment(actor, nord, "2017-03-01", 900_00);
        given.applied(actor, payment, item, 800_00);
        new ReversePayment(given.commands())
                .handle(actor, new ReversePayment.Reverse(CommandId.fresh(), payment, "AM04"))
                .orThrow();
        AgedBalance dayBefore = only(AsOf.asItWas(LocalDate.parse("2017-04-03")));
        assertThat(dayBefore.overdueMinor()).isEqualTo(200_00);
        assertThat(dayBefore.unappliedMinor()).isEqualTo(-100_00);
        AgedBalance today = only(AsOf.asItWas(LocalDate.parse("2017-04-04")));
        assertThat(today.overdueMinor()).isEqualTo(1000_00);
        assertThat(today.unappliedMinor()).isZero();
    }

    @Test
    void customersComeByWhatIsOverdueAndAddUpToTheTotal() {
        CustomerId sued = given.customer(actor, "Sued AG");
        CustomerId cashOnly = given.customer(actor, "West AG");
        item("2017-01-01", "2017-02-01", 100_00);
        given.invoiceDue(actor, sued, "2017-01-01", "2017-02-01", 300_00);
        given.payment(actor, cashOnly, "2017-03-01", 20_00);
        for (LocalDate day : List.of(LocalDate.parse("2017-04-04"), LocalDate.parse("2017-04-03"))) {
            AsOf asOf = AsOf.asItWas(day);
            List<Aging.CustomerRow> rows = aging.byCustomer(actor, asOf, AgeBy.DUE_DATE, EUR, "", 0, 10);
            assertThat(rows).extracting(Aging.CustomerRow::name).containsExactly("Sued AG", "Nord AG", "West AG");
            assertThat(aging.countCustomers(actor, asOf, AgeBy.DUE_DATE, EUR, ""))
                    .isEqualTo(3);
            String part = rows.getFirst().name().substring(1).toUpperCase(Locale.ROOT);
            assertThat(aging.byCustomer(actor, asOf, AgeBy.DUE_DATE, EUR, part, 0, 10))
                    .containsExactly(rows.getFirst());
            assertThat(aging.byCustomer(
                            actor, asOf, AgeBy.DUE_DATE, EUR, rows.getLast().number(), 0, 10))
                    .containsExactly(rows.getLast());
            assertThat(aging.countCustomers(actor, asOf, AgeBy.DUE_DATE, EUR, part))
                    .isEqualTo(1);
            assertThat(aging.countCustomers(actor, asOf, AgeBy.DUE_DATE, EUR, "nobody"))
                    .isZero();
            assertThat(rows.stream().mapToLong(row -> row.balance().netMinor()).sum())
                    .isEqualTo(only(asOf).netMinor());
            assertThat(aging.ofCustomer(actor, sued, asOf, AgeBy.DUE_DATE))
                    .singleElement()
                    .satisfies(balance -> assertThat(balance.overdueMinor()).isEqualTo(300_00));
        }
    }

    @Test
    void theKeyFiguresFollowFromTheSameRows() {
        OpenItemId paid = item("2017-02-01", "2017-03-03", 600_00);
        item("2017-03-15", "2017-04-14", 300_00);
        item("2017-01-10", "2017-02-09", 100_00);
        pay(paid, "2017-03-13", 600_00);
        KeyFigures.Figures figures = new KeyFigures(given.tenants()).on(actor, LocalDate.parse("2017-03-31"), 90, EUR);
        assertThat(figures.receivablesMinor()).isEqualTo(400_00);
        assertThat(figures.salesMinor()).isEqualTo(1000_00);
        assertThat(figures.dso()).isEqualByComparingTo("36.00");
        assertThat(figures.bestPossibleDso()).isEqualByComparingTo("27.00");
        assertThat(figures.averageDaysDelinquent()).isEqualByComparingTo("9.00");
        assertThat(figures.collectionEffectivenessPercent()).isEqualByComparingTo("85.71");
        assertThat(figures.meanDaysLate()).isEqualByComparingTo("10.00");
        // March 300 in 31 days, then 100 of February's 600 in 28 days: 31 + 4.67
        assertThat(figures.countBack().days()).isEqualByComparingTo("35.67");
    }

    private AgedBalance only(AsOf asOf) {
        List<AgedBalance> totals = aging.totals(actor, asOf, AgeBy.DUE_DATE);
        assertThat(totals).hasSize(1);
        return totals.getFirst();
    }

    private OpenItemId item(String date, String due, long minor) {
        return given.invoiceDue(actor, nord, date, due, minor).items().getFirst();
    }

    private ApplyCash.Applied pay(OpenItemId item, String receivedOn, long minor) {
        return given.applied(actor, given.payment(actor, nord, receivedOn, minor), item, minor);
    }
}
