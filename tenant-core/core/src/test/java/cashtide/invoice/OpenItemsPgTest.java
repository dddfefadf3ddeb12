package cashtide.invoice;

import static org.assertj.core.api.Assertions.assertThat;

import cashtide.audit.CommandId;
import cashtide.changelog.TakeControlTotals;
import cashtide.collections.CustomerPage;
import cashtide.collections.TimelineEntry;
import cashtide.customer.CustomerId;
import cashtide.fixture.Given;
import cashtide.fixture.TestDatabase;
import cashtide.invoice.OpenItems.Direction;
import cashtide.payment.PaymentId;
import cashtide.payment.Payments;
import cashtide.tenant.Actor;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

final class OpenItemsPgTest {

    private static final TestDatabase DATABASE = TestDatabase.fresh();
    private static final AtomicInteger TENANT = new AtomicInteger();

    private final Given given = Given.in(DATABASE);
    private final Actor actor = given.tenant("items" + TENANT.incrementAndGet(), "2026-03-31");
    private final CustomerId nord = given.customer(actor, "Nord AG");
    private final CustomerId sued = given.customer(actor, "Sued AG");
    private final OpenItems items = new OpenItems(given.tenants());

    @AfterAll
    static void close() {
        DATABASE.close();
    }

    @Test
    void aPageIsFilteredAndInOrder() {
        given.invoiceDue(actor, nord, "2026-01-01", "2026-04-20", 300_00);
        given.invoiceDue(actor, sued, "2026-01-02", "2026-02-01", 100_00);
        given.invoiceDue(actor, nord, "2026-01-03", "2026-03-31", 200_00);
        IssueInvoice.Issued settled = given.invoiceDue(actor, nord, "2026-01-04", "2026-02-04", 50_00);
        given.applied(
                actor,
                given.payment(actor, nord, "2026-03-01", 50_00),
                settled.items().getFirst(),
                50_00);
        given.creditNote(actor, sued, "2026-03-01", 10_00);

        assertThat(page(OpenItemFilter.open(), OpenItemSort.OPEN)).containsExactly(-10_00L, 100_00L, 200_00L, 300_00L);
        assertThat(page(OpenItemFilter.open(), OpenItemSort.DUE_DATE))
                .containsExactly(100_00L, -10_00L, 200_00L, 300_00L);
        assertThat(page(OpenItemFilter.openOf(sued), OpenItemSort.AMOUNT)).containsExactly(-10_00L, 100_00L);
        assertThat(page(status(OpenItemFilter.Status.OVERDUE), OpenItemSort.DUE_DATE))
                .as("due today is not overdue")
                .containsExactly(100_00L);
        assertThat(page(status(OpenItemFilter.Status.SETTLED), OpenItemSort.NUMBER))
                .containsExactly(0L);
        assertThat(page(status(OpenItemFilter.Status.CREDIT), OpenItemSort.NUMBER))
                .containsExactly(-10_00L);
        OpenItemFilter sud = new OpenItemFilter(OpenItemFilter.Status.ALL, "SUE", null, null);
        assertThat(page(sud, OpenItemSort.CUSTOMER)).containsExactly(100_00L, -10_00L);
        assertThat(items.count(actor, OpenItemFilter.open())).isEqualTo(4);
        assertThat(items.page(actor, OpenItemFilter.open(), OpenItemSort.DUE_DATE, Direction.DESCENDING, 1, 2))
                .extracting(row -> row.open().minor())
                .containsExactly(200_00L, -10_00L);
        OpenItemRow oldest = items.page(actor, OpenItemFilter.open(), OpenItemSort.DUE_DATE, Direction.ASCENDING, 0, 1)
                .getFirst();
        assertThat(oldest.daysPastDue()).isEqualTo(58);
        assertThat(oldest.customerName()).isEqualTo("Sued AG");
        assertThat(items.find(actor, oldest.id())).isEqualTo(oldest);
        assertThat(items.find(actor, OpenItemId.fresh())).isNull();
    }

    @Test
    void anInstalmentIsFoundByTheInvoicesVeryNumber() {
        OpenItemId item = given.invoiceDue(actor, nord, "2026-01-01", "2026-04-20", 300_00)
                .items()
                .getFirst();
        OpenItemRow row = Objects.requireNonNull(items.find(actor, item));
        assertThat(items.numbered(actor, row.number(), 1)).isEqualTo(row);
        assertThat(items.numbered(actor, row.number(), 2)).isNull();
        assertThat(items.numbered(actor, row.number().substring(1), 1)).isNull();
    }

    @Test
    void aCustomersPageTellsWhatHappened() {
        given.invoiceDue(actor, nord, "2026-01-01", "2026-04-20", 300_00);
        PaymentId payment = given.payment(actor, nord, "2026-02-01", 50_00);
        CustomerPage page = new CustomerPage(given.tenants());
        assertThat(page.timeline(actor, nord, 0, 10))
                .extracting(TimelineEntry::kind)
                .containsExactly(TimelineEntry.Kind.PAYMENT, TimelineEntry.Kind.INVOICE);
        assertThat(page.head(actor, nord)).isNotNull().satisfies(head -> assertThat(head.name())
                .isEqualTo("Nord AG"));
        assertThat(page.head(actor, CustomerId.fresh())).isNull();
        Payments payments = new Payments(given.tenants());
        assertThat(payments.page(actor, Payments.Which.UNAPPLIED, nord, 0, 10))
                .singleElement()
                .satisfies(row -> assertThat(row.id()).isEqualTo(payment));
        assertThat(payments.count(actor, Payments.Which.SUSPENSE, null)).isZero();
    }

    @Test
    void controlTotalsAddUpWhatTheTablesHold() {
        IssueInvoice.Issued invoice = given.invoiceDue(actor, nord, "2026-01-04", "2026-02-04", 50_00);
        given.applied(
                actor,
                given.payment(actor, nord, "2026-03-01", 70_00),
                invoice.items().getFirst(),
                20_00);
        assertThat(takeControlTotals()).isEqualTo(6);
        List<String> totals = given.tenants().inTx(actor, tx -> tx.sql()
                .fetch("select measure || ' ' || amount_minor || ' ' || row_count from control_total order by measure")
                .getValues(0, String.class));
        assertThat(totals)
                .containsExactly(
                        "invoices 5000 1",
                        "ledger_debits 14000 3",
                        "open_items_open 3000 1",
                        "payment_applications 2000 1",
                        "payments 7000 1",
                        "payments_unapplied 5000 1");
    }

    @Test
    void controlTotalsThatAreTheLastOnesAgainAreNotStoredOnTheSameDay() {
        assertThat(takeControlTotals()).as("nothing there").isZero();
        IssueInvoice.Issued invoice = given.invoiceDue(actor, nord, "2026-01-04", "2026-02-04", 50_00);
        assertThat(takeControlTotals()).isEqualTo(3);
        assertThat(takeControlTotals()).as("nothing changed").isZero();
        PaymentId payment = given.payment(actor, nord, "2026-03-01", 70_00);
        assertThat(takeControlTotals()).isEqualTo(5);
        given.applied(actor, payment, invoice.items().getFirst(), 20_00);
        assertThat(takeControlTotals()).isEqualTo(6);
        assertThat(takeControlTotals()).isZero();
        given.clock().advance(Duration.ofDays(1));
        assertThat(takeControlTotals()).as("once a day, for all that").isEqualTo(6);
    }

    private int takeControlTotals() {
        return new TakeControlTotals(given.commands())
                .handle(actor, new TakeControlTotals.Take(CommandId.fresh()))
                .orThrow()
                .totals();
    }

    private List<Long> page(OpenItemFilter filter, OpenItemSort sort) {
        return items.page(actor, filter, sort, Direction.ASCENDING, 0, 100).stream()
                .map(row -> row.open().minor())
                .toList();
    }

    private static OpenItemFilter status(OpenItemFilter.Status status) {
        return new OpenItemFilter(status, "", null, null);
    }
}
