package cashtide.invoice;

import static org.assertj.core.api.Assertions.assertThat;

import cashtide.audit.CommandId;
import cashtide.changelog.TakeControlTotals;
import cashtide.customer.CustomerId;
import cashtide.dataplane.RequestRun;
import cashtide.dataplane.RunKind;
import cashtide.fixture.Given;
import cashtide.fixture.TestDatabase;
import cashtide.payment.PaymentId;
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
    private final OpenItems items = new OpenItems(given.tenants());

    @AfterAll
    static void close() {
        DATABASE.close();
    }

    @Test
    void anInstalmentIsFoundByTheInvoicesVeryNumber() {
        OpenItemId item = given.invoiceDue(actor, nord, "2026-01-01", "2026-02-01", 300_00)
                .items()
                .getFirst();
        String number = given.tenants()
                .inTx(actor, tx -> tx.sql().fetchSingle("select number from open_item"))
                .get(0, String.class);
        OpenItemRow row = Objects.requireNonNull(items.numbered(actor, number, 1));
        assertThat(row.id()).isEqualTo(item);
        assertThat(row.open().minor()).isEqualTo(300_00);
        assertThat(row.daysPastDue()).isEqualTo(58);
        assertThat(row.customerName()).isEqualTo("Nord AG");
        assertThat(items.numbered(actor, number, 2)).isNull();
        assertThat(items.numbered(actor, number.substring(1), 1)).isNull();
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
        assertThat(due()).isFalse();
        IssueInvoice.Issued invoice = given.invoiceDue(actor, nord, "2026-01-04", "2026-02-04", 50_00);
        assertThat(due()).isTrue();
        assertThat(takeControlTotals()).isEqualTo(3);
        assertThat(due()).isFalse();
        assertThat(takeControlTotals()).as("nothing changed").isZero();
        PaymentId payment = given.payment(actor, nord, "2026-03-01", 70_00);
        assertThat(takeControlTotals()).isEqualTo(5);
        given.applied(actor, payment, invoice.items().getFirst(), 20_00);
        assertThat(takeControlTotals()).isEqualTo(6);
        assertThat(takeControlTotals()).isZero();
        given.clock().advance(Duration.ofDays(1));
        assertThat(takeControlTotals()).as("once a day, for all that").isEqualTo(6);
    }

    @Test
    void whoAsksForAComparisonHasTheTotalsOfThisMomentTaken() {
        given.invoiceDue(actor, nord, "2026-01-04", "2026-02-04", 50_00);
        new RequestRun(given.commands())
                .handle(actor, new RequestRun.Request(CommandId.fresh(), RunKind.PUBLISH))
                .orThrow();
        assertThat(due()).as("to publish compares nothing").isTrue();
        new RequestRun(given.commands())
                .handle(actor, new RequestRun.Request(CommandId.fresh(), RunKind.RECONCILE))
                .orThrow();
        assertThat(due()).isFalse();
    }

    private boolean due() {
        return given.tenants().inTx(actor, TakeControlTotals::due);
    }

    private int takeControlTotals() {
        return new TakeControlTotals(given.commands())
                .handle(actor, new TakeControlTotals.Take(CommandId.fresh()))
                .orThrow()
                .totals();
    }
}
