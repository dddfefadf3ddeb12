package cashtide.worklist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.data.Offset.offset;

import cashtide.fixture.Book;
import cashtide.fixture.Given;
import cashtide.fixture.Inbox;
import cashtide.fixture.TestDatabase;
import cashtide.score.FoldScores;
import cashtide.tenant.Actor;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RefreshWorklistPgTest {

    private static final String TODAY = "2026-11-17";

    private static final TestDatabase database = TestDatabase.fresh();
    private static int tenants;

    private final RefreshWorklist refresh = new RefreshWorklist();
    private final WorklistQuery query = new WorklistQuery();
    private Given given;
    private Actor acme;
    private Book book;
    private Inbox inbox;

    @BeforeEach
    void acmeOnTheSeventeenth() {
        given = Given.in(database);
        acme = given.sandbox("acme-" + ++tenants, TODAY);
        book = new Book(given.tenants(), acme);
        inbox = new Inbox(database, acme);
    }

    @AfterAll
    static void drop() {
        database.close();
    }

    @Test
    void aBrokenPromiseComesFirstThenAFollowUpThenAPromiseDueTodayThenTheLargestBenefit() {
        UUID large = book.customer("Large AG");
        book.invoice(large, 9_000_000_00, "2026-09-01");
        UUID dueToday = book.customer("Due Today AG");
        book.invoice(dueToday, 100_00, "2026-11-01");
        book.promise(dueToday, 100_00, "2026-11-10", TODAY, "open");
        UUID callBack = book.customer("Call Back AG");
        book.invoice(callBack, 100_00, "2026-11-01");
        book.followUp(callBack, null, TODAY);
        UUID broken = book.customer("Broken AG");
        book.invoice(broken, 100_00, "2026-11-01");
        book.promise(broken, 100_00, "2026-11-01", "2026-11-10", "broken");
        refreshAll();
        assertThat(names(WorklistTab.TODO)).containsExactly("Broken AG", "Call Back AG", "Due Today AG", "Large AG");
        assertThat(chips(broken)).startsWith(new Chip(Chip.Code.PROMISE_BROKEN, "2026-11-10"));
        assertThat(chips(callBack)).startsWith(new Chip(Chip.Code.CALL_BACK, "Call back"));
        assertThat(chips(dueToday)).startsWith(new Chip(Chip.Code.PROMISE_DUE_TODAY, ""));
    }

    @Test
    void aBrokenPromiseLosesItsPlaceOnceSomebodySpokeWithTheCustomer() {
        UUID broken = book.customer("Broken AG");
        book.invoice(broken, 100_00, "2026-11-01");
        book.promise(broken, 100_00, "2026-11-01", "2026-11-10", "broken");
        UUID large = book.customer("Large AG");
        book.invoice(large, 9_000_00, "2026-09-01");
        book.call(broken, TODAY);
        refreshAll();
        assertThat(names(WorklistTab.TODO)).containsExactly("Large AG", "Broken AG");
    }

    @Test
    void ofTwoEqualAmountsTheOneThatIsLikelierToStayUnpaidRanksHigher() {
        UUID sure = book.customer("Sure AG");
        Book.Item paysSoon = book.invoice(sure, 10_000_00, "2026-11-01");
        UUID doubtful = book.customer("Doubtful AG");
        Book.Item paysLate = book.invoice(doubtful, 10_000_00, "2026-11-01");
        UUID run = inbox.run();
        inbox.score(run, paysSoon.invoice(), 1, "2026-11-25", 0.5, 0.3, 0.1, 0.05);
        inbox.score(run, paysLate.invoice(), 1, "2026-12-30", 0.05, 0.05, 0.1, 0.1);
        inbox.riskRun(run, TODAY, 2);
        given.tenants().run(acme, new FoldScores()::fold);
        refreshAll();
        assertThat(names(WorklistTab.TODO)).containsExactly("Doubtful AG", "Sure AG");
        assertThat(row(doubtful).pLate()).isCloseTo(0.70, offset(1e-9));
        assertThat(row(sure).pLate()).isCloseTo(0.05, offset(1e-9));
        assertThat(row(doubtful).expectedOn()).isEqualTo("2026-12-30");
    }

    @Test
    void theDayThatCashIsExpectedLiesWithinItsBandAndSpeaksOfWhatIsOverdue() {
        UUID customer = book.customer("Both AG");
        Book.Item overdue = book.invoice(customer, 1_000_00, "2026-11-01");
        Book.Item toCome = book.invoice(customer, 9_000_00, "2026-12-31");
        UUID run = inbox.run();
        inbox.score(run, overdue.invoice(), 1, "2026-11-25", 0.5, 0.3);
        inbox.score(run, toCome.invoice(), 0.5, "2027-02-10", 0, 0);
        inbox.riskRun(run, TODAY, 2);
        given.tenants().run(acme, new FoldScores()::fold);
        refreshAll();
        AccountId id = new AccountId(customer, "EUR");
        Account account = book.read(tx -> new AccountQuery().account(tx, id)).orElseThrow();
        assertThat(account.expectedOn()).isEqualTo("2026-11-25");
        assertThat(account.expectedFrom()).isEqualTo("2026-11-20");
        assertThat(account.expectedTo()).isEqualTo("2026-12-15");
    }

    @Test
    void whereTheModelLooksNoFurtherAnExpectedDayMeansThatDayOrLater() {
        UUID stuck = book.customer("Stuck AG");
        Book.Item old = book.invoice(stuck, 1_000_00, "2026-01-05");
        Book.Item recent = book.invoice(stuck, 400_00, "2026-11-01");
        UUID slow = book.customer("Slow AG");
        Book.Item most = book.invoice(slow, 1_000_00, "2026-11-01");
        Book.Item rest = book.invoice(slow, 400_00, "2026-01-05");
        UUID run = inbox.run();
        inbox.scoreAtHorizon(run, old.invoice(), "2027-02-16");
        inbox.score(run, recent.invoice(), 1, "2026-12-01", 0.5);
        inbox.score(run, most.invoice(), 1, "2026-12-01", 0.5);
        inbox.scoreAtHorizon(run, rest.invoice(), "2027-02-16");
        inbox.riskRun(run, TODAY, 4);
        given.tenants().run(acme, new FoldScores()::fold);
        refreshAll();
        assertThat(row(stuck).orLater()).as("most of its money is").isTrue();
        assertThat(row(slow).orLater()).as("less than half of its money is").isFalse();
        AccountId account = row(stuck).account();
        AccountQuery accounts = new AccountQuery();
        assertThat(book.read(tx -> accounts.account(tx, account)).orElseThrow().orLater())
                .isTrue();
        List<AccountItem> items = book.read(tx -> accounts.items(tx, account));
        assertThat(items)
                .extracting(AccountItem::expectedOn, AccountItem::orLater)
                .containsExactly(
                        tuple(LocalDate.parse("2027-02-16"), true), tuple(LocalDate.parse("2026-12-01"), false));
        OpenItemsQuery.Filter filter = OpenItemsQuery.Filter.of(new Standing(LocalDate.parse(TODAY), false));
        List<OpenItemsQuery.Item> page = book.read(tx -> new OpenItemsQuery().page(tx, filter, 0, 10));
        assertThat(page)
                .filteredOn(OpenItemsQuery.Item::orLater)
                .extracting(OpenItemsQuery.Item::customerName)
                .containsExactlyInAnyOrder("Stuck AG", "Slow AG");
    }

    @Test
    void aDayLongBeforeTheEndOfWhatTheModelLooksAtIsMeantAsItIs() {
        UUID customer = book.customer("Quarterly AG");
        Book.Item item = book.invoice(customer, 1_000_00, "2026-11-01");
        UUID run = inbox.run();
        inbox.scoreAtHorizon(run, item.invoice(), "2027-03-01");
        inbox.riskRun(run, TODAY, 1);
        given.tenants().run(acme, new FoldScores()::fold);
        refreshAll();
        assertThat(row(customer).orLater()).isFalse();
    }

    @Test
    void beforeTheFirstScoresTheCustomersUsualLatenessRanks() {
        UUID punctual = book.customer("Punctual AG");
        UUID slow = book.customer("Slow AG");
        for (int i = 0; i < 8; i++) {
            book.settled(punctual, 1_000_00, "2026-06-15", "2026-06-14");
            book.settled(slow, 1_000_00, "2026-06-15", "2026-07-20");
        }
        book.invoice(punctual, 10_000_00, "2026-11-10");
        book.invoice(slow, 10_000_00, "2026-11-10");
        refreshAll();
        assertThat(names(WorklistTab.TODO)).containsExactly("Slow AG", "Punctual AG");
        assertThat(row(slow).pLate()).isGreaterThan(row(punctual).pLate());
    }

    @Test
    void aSnoozedAccountRestsUntilItsDayUnlessAPromiseBreaks() {
        UUID resting = book.customer("Resting AG");
        book.invoice(resting, 100_00, "2026-11-01");
        book.followUp(resting, "2026-11-20", null);
        UUID back = book.customer("Back AG");
        book.invoice(back, 100_00, "2026-11-01");
        book.followUp(back, TODAY, null);
        refreshAll();
        assertThat(names(WorklistTab.SNOOZED)).containsExactly("Resting AG");
        assertThat(names(WorklistTab.TODO)).containsExactly("Back AG");
        book.promise(resting, 100_00, "2026-11-01", "2026-11-10", "broken");
        refreshAll();
        assertThat(names(WorklistTab.TODO)).containsExactly("Resting AG", "Back AG");
    }

    @Test
    void aPromiseThatCoversWhatIsOverdueTakesTheAccountOffTheToDoList() {
        UUID covered = book.customer("Covered AG");
        book.invoice(covered, 1_000_00, "2026-11-01");
        book.promise(covered, 1_000_00, "2026-11-15", "2026-11-25", "open");
        UUID half = book.customer("Half AG");
        book.invoice(half, 1_000_00, "2026-11-01");
        book.promise(half, 500_00, "2026-11-15", "2026-11-25", "open");
        refreshAll();
        assertThat(names(WorklistTab.PROMISED)).containsExactly("Covered AG");
        assertThat(names(WorklistTab.TODO)).containsExactly("Half AG");
    }

    @Test
    void onlyTheDisputedPartIsOnHold() {
        UUID part = book.customer("Part AG");
        book.dispute(book.invoice(part, 1_000_00, "2026-11-01"), 60_00, "2026-11-10", "2026-11-19");
        UUID whole = book.customer("Whole AG");
        book.dispute(book.invoice(whole, 1_000_00, "2026-11-01"), 1_000_00, "2026-11-10", "2026-11-19");
        refreshAll();
        assertThat(names(WorklistTab.TODO)).containsExactly("Part AG");
        assertThat(names(WorklistTab.DISPUTED)).containsExactly("Whole AG");
        assertThat(chips(part)).contains(new Chip(Chip.Code.DISPUTE_DAYS_LEFT, "2"));
        assertThat(row(part).overdue().minor()).isEqualTo(1_000_00);
        assertThat(row(part).disputed().minor()).isEqualTo(60_00);
    }

    @Test
    void aDisputeOfWhatIsPaidPressesNobody() {
        UUID customer = book.customer("Paid and disputed AG");
        book.invoice(customer, 500_00, "2026-11-01");
        Book.Item paid = book.invoice(customer, 1_000_00, "2026-11-01");
        book.dispute(paid, 60_00, "2026-11-02", "2026-11-10");
        book.settle(paid, TODAY);
        refreshAll();
        assertThat(chips(customer)).extracting(Chip::code).doesNotContain(Chip.Code.DISPUTE_DAYS_LEFT);
    }

    @Test
    void aPromiseThatWasPaidInPartIsBrokenAsWell() {
        UUID customer = book.customer("Part of it AG");
        book.invoice(customer, 500_00, "2026-11-01");
        book.promise(customer, 500_00, "2026-11-02", "2026-11-10", "partly_kept");
        refreshAll();
        assertThat(chips(customer)).extracting(Chip::code).contains(Chip.Code.PROMISE_BROKEN);
    }

    @Test
    void anAccountThatPaidOrHasNothingDueIsNotOnTheList() {
        UUID paid = book.customer("Paid AG");
        Book.Item item = book.invoice(paid, 100_00, "2026-11-01");
        UUID future = book.customer("Future AG");
        book.invoice(future, 100_00, "2026-12-31");
        refreshAll();
        assertThat(names(null)).containsExactly("Paid AG");
        book.settle(item, TODAY);
        refreshAll();
        assertThat(names(null)).isEmpty();
    }

    @Test
    void refreshingAgainWritesNothingAndOneCustomerGetsTheRowThatAllGet() {
        UUID first = book.customer("First AG");
        book.invoice(first, 100_00, "2026-10-01");
        UUID second = book.customer("Second AG");
        book.invoice(second, 300_00, "2026-10-15");
        assertThat(refreshAll()).isEqualTo(new RefreshWorklist.Changed(2, 0, 0));
        assertThat(refreshAll()).isEqualTo(new RefreshWorklist.Changed(0, 0, 0));
        book.call(first, "2026-11-12");
        RefreshWorklist.Changed one = book.read(tx -> refresh.customer(tx, first));
        assertThat(one).isEqualTo(new RefreshWorklist.Changed(0, 1, 0));
        assertThat(refreshAll()).isEqualTo(new RefreshWorklist.Changed(0, 0, 0));
    }

    @Test
    void theSameAccountsAreHeldOutAllMonthAndStayVisible() {
        book.settings("update tenant set contact_holdout = 0.5");
        for (int i = 0; i < 60; i++) {
            book.invoice(book.customer("Customer " + i), 100_00, "2026-11-01");
        }
        refreshAll();
        List<String> held = names(WorklistTab.SNOOZED);
        assertThat(held.size()).isBetween(15, 45);
        assertThat(chips(customer(held.getFirst()))).contains(new Chip(Chip.Code.HELD_OUT, ""));
        book.settings("update tenant set business_date = '2026-11-28'");
        refreshAll();
        assertThat(names(WorklistTab.SNOOZED)).containsExactlyInAnyOrderElementsOf(held);
    }

    @Test
    void riskThatRoseSinceTheRunBeforeIsAReason() {
        UUID rising = book.customer("Rising AG");
        book.invoice(rising, 100_00, "2026-11-10");
        Book.Item item = book.invoice(rising, 1_000_00, "2026-12-01");
        UUID before = inbox.run();
        inbox.score(before, item.invoice(), 0.40, "2026-12-05", 0.1);
        inbox.riskRun(before, "2026-11-16", 1);
        UUID now = inbox.run();
        inbox.score(now, item.invoice(), 0.64, "2026-12-15", 0.1);
        inbox.riskRun(now, TODAY, 1);
        given.tenants().run(acme, new FoldScores()::fold);
        refreshAll();
        assertThat(chips(rising)).contains(new Chip(Chip.Code.RISK_UP, "24"));
    }

    @Test
    void totalsCoverTheWholeFilterOnePerCurrency() {
        UUID collector = acme.userId();
        UUID mine = book.customer("Mine AG", collector);
        book.invoice(mine, 100_00, "2026-11-01");
        book.invoice(mine, 70_00, "USD", "2026-11-01", null);
        book.invoice(book.customer("Other AG"), 900_00, "2026-11-01");
        refreshAll();
        WorklistFilter all = WorklistFilter.all();
        List<WorklistQuery.Total> totals = book.read(tx -> query.totals(tx, all));
        assertThat(totals)
                .extracting(total -> total.accounts() + " x " + total.overdue())
                .containsExactly("2 x 1000.00 EUR", "1 x 70.00 USD");
        WorklistFilter ofMine = new WorklistFilter(WorklistTab.TODO, "", collector, true, "EUR", 50_00L);
        assertThat(page(ofMine, 0, 10)).extracting(WorklistRow::customerName).containsExactly("Mine AG");
        assertThat(page(all, 1, 1)).extracting(WorklistRow::rank).containsExactly(2);
    }

    @Test
    void theSearchFindsNamesNumbersInvoicesAndAmounts() {
        UUID nordwind = book.customer("Nordwind Logistik GmbH");
        Book.Item item = book.invoice(nordwind, 112_640_30, "2026-11-01");
        book.invoice(book.customer("Castellane SAS"), 5_00, "2026-11-01");
        refreshAll();
        for (String text : List.of("wind log", "c-1", item.number(), "112,640.30", "112640.30")) {
            assertThat(page(WorklistFilter.all().searching(text), 0, 10))
                    .as(text)
                    .extracting(WorklistRow::customerName)
                    .containsExactly("Nordwind Logistik GmbH");
        }
        assertThat(page(WorklistFilter.all().searching("50% off_"), 0, 10)).isEmpty();
    }

    @Test
    void anotherTenantSeesNoneOfIt() {
        book.invoice(book.customer("Nordwind"), 100_00, "2026-11-01");
        refreshAll();
        Actor borealis = given.sandbox("borealis-" + tenants, TODAY);
        long rows = given.tenants().inTx(borealis, tx -> query.count(tx, WorklistFilter.all()));
        RefreshWorklist.Changed changed = given.tenants().inTx(borealis, refresh::all);
        assertThat(rows).isZero();
        assertThat(changed).isEqualTo(new RefreshWorklist.Changed(0, 0, 0));
        assertThat(names(null)).containsExactly("Nordwind");
    }

    private RefreshWorklist.Changed refreshAll() {
        return book.read(refresh::all);
    }

    private List<WorklistRow> page(WorklistFilter filter, long offset, int limit) {
        return book.read(tx -> query.page(tx, filter, offset, limit));
    }

    private List<String> names(@Nullable WorklistTab tab) {
        return page(WorklistFilter.all().inTab(tab), 0, 100).stream()
                .map(WorklistRow::customerName)
                .toList();
    }

    private WorklistRow row(UUID customer) {
        return book.read(tx -> query.row(tx, new AccountId(customer, "EUR"))).orElseThrow();
    }

    private List<Chip> chips(UUID customer) {
        return row(customer).chips();
    }

    private UUID customer(String name) {
        return page(WorklistFilter.all().searching(name), 0, 1).getFirst().customerId();
    }
}
