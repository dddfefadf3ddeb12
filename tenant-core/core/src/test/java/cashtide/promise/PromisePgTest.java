package cashtide.promise;

import static cashtide.db.Tables.PROMISE;
import static org.assertj.core.api.Assertions.assertThat;

import cashtide.audit.CommandId;
import cashtide.audit.Outcome;
import cashtide.cashapp.ReversePayment;
import cashtide.customer.CustomerId;
import cashtide.fixture.Given;
import cashtide.fixture.TestDatabase;
import cashtide.invoice.OpenItemId;
import cashtide.money.Money;
import cashtide.payment.PaymentId;
import cashtide.sandbox.AdvanceBusinessDate;
import cashtide.tenant.Actor;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

final class PromisePgTest {

    private static final TestDatabase DATABASE = TestDatabase.fresh();
    private static final AtomicInteger TENANT = new AtomicInteger();

    private final Given given = Given.in(DATABASE);
    private final Actor actor = given.tenant("promise" + TENANT.incrementAndGet(), "2026-03-02");
    private final CustomerId nord = given.customer(actor, "Nord AG");

    @AfterAll
    static void close() {
        DATABASE.close();
    }

    @Test
    void aPromiseIsKeptWithinTheToleranceAndBrokenBelowIt() {
        // Case K9: promise 155, paid 150: kept (96.77%); paid 147: broken (94.84%)
        CustomerId sued = given.customer(actor, "Sued AG");
        CustomerId ost = given.customer(actor, "Ost AG");
        for (CustomerId customer : List.of(nord, sued, ost)) {
            given.invoice(actor, customer, "2026-01-02", 155_00, "NET30");
            promise(customer, 155_00, "2026-03-14");
        }
        given.clock().advance(Duration.ofDays(10));
        given.payment(actor, nord, "2026-03-12", 150_00);
        given.payment(actor, sued, "2026-03-12", 147_00);
        assertThat(decide()).isEqualTo(new DecidePromises.Decided(1, 0, 0));
        given.clock().advance(Duration.ofDays(5));
        assertThat(decide()).as("the 17th is the last day of the grace").isEqualTo(new DecidePromises.Decided(0, 0, 0));
        given.clock().advance(Duration.ofDays(1));
        assertThat(decide()).isEqualTo(new DecidePromises.Decided(0, 1, 1));
        assertThat(statusOf(nord)).isEqualTo("kept");
        assertThat(PromiseStatus.ofCode(statusOf(sued)).broken()).isTrue();
        assertThat(statusOf(ost)).isEqualTo("broken");
    }

    @Test
    void aPromiseForAnItemIsKeptByMoneyAppliedToThatItemOnly() {
        OpenItemId named = given.invoice(actor, nord, "2026-01-02", 100_00, "NET30")
                .items()
                .getFirst();
        OpenItemId other = given.invoice(actor, nord, "2026-01-02", 100_00, "NET30")
                .items()
                .getFirst();
        new RecordPromise(given.commands())
                .handle(actor, command(nord, 100_00, "2026-03-10", List.of(named)))
                .orThrow();
        given.clock().advance(Duration.ofDays(1));
        given.applied(actor, given.payment(actor, nord, "2026-03-03", 100_00), other, 100_00);
        assertThat(decide().kept()).isZero();
        given.applied(actor, given.payment(actor, nord, "2026-03-03", 100_00), named, 100_00);
        assertThat(decide().kept()).isEqualTo(1);
    }

    @Test
    void aPaymentThatBouncedOnTheDayOfThePromiseIsNotHeldAgainstIt() {
        OpenItemId item = given.invoice(actor, nord, "2026-01-02", 100_00, "NET30")
                .items()
                .getFirst();
        PaymentId bounced = given.payment(actor, nord, "2026-02-20", 100_00);
        given.applied(actor, bounced, item, 100_00);
        new ReversePayment(given.commands())
                .handle(actor, new ReversePayment.Reverse(CommandId.fresh(), bounced, "AM04"))
                .orThrow();
        promise(nord, 100_00, "2026-03-10");
        given.clock().advance(Duration.ofDays(1));
        given.applied(actor, given.payment(actor, nord, "2026-03-03", 100_00), item, 100_00);
        assertThat(decide()).isEqualTo(new DecidePromises.Decided(1, 0, 0));
    }

    @Test
    void aPromiseReplacedBeforeItsDayIsNotBroken() {
        given.invoice(actor, nord, "2026-01-02", 100_00, "NET30");
        promise(nord, 100_00, "2026-03-10");
        RecordPromise.Recorded second = promise(nord, 100_00, "2026-03-20");
        assertThat(second.replaced()).hasSize(1);
        given.clock().advance(Duration.ofDays(14));
        assertThat(decide()).isEqualTo(new DecidePromises.Decided(0, 0, 0));
    }

    @Test
    void aPromiseNotedAfterItsDayIsDecidedAtOnceAndLeavesALaterOneAlone() {
        given.invoice(actor, nord, "2026-01-02", 100_00, "NET30");
        promise(nord, 100_00, "2026-03-20");
        RecordPromise.Recorded late = new RecordPromise(given.commands())
                .handle(actor, command(nord, 100_00, "2026-02-20", "2026-02-24", List.of()))
                .orThrow();
        assertThat(late.madeOn()).isEqualTo("2026-02-20");
        assertThat(late.replaced()).isEmpty();
        assertThat(given.tenants().<List<String>>inTx(actor, tx -> tx.sql()
                        .select(PROMISE.STATUS)
                        .from(PROMISE)
                        .orderBy(PROMISE.MADE_ON)
                        .fetch(PROMISE.STATUS)))
                .containsExactly("broken", "open");
    }

    @Test
    void aPromiseTakenBackLeavesTheOneItHadReplacedOpen() {
        given.invoice(actor, nord, "2026-01-02", 100_00, "NET30");
        RecordPromise.Recorded first = promise(nord, 100_00, "2026-03-10");
        RecordPromise.Recorded mistake = promise(nord, 900_00, "2026-03-20");
        TakeBackPromise takeBack = new TakeBackPromise(given.commands());
        assertThat(takeBack.handle(
                                actor,
                                new TakeBackPromise.TakeBack(CommandId.fresh(), mistake.promise(), mistake.replaced()))
                        .orThrow()
                        .reopened())
                .isEqualTo(1);
        assertThat(takeBack.handle(
                        actor, new TakeBackPromise.TakeBack(CommandId.fresh(), mistake.promise(), List.of())))
                .isInstanceOf(Outcome.Rejected.class);
        given.clock().advance(Duration.ofDays(1));
        assertThat(takeBack.handle(actor, new TakeBackPromise.TakeBack(CommandId.fresh(), first.promise(), List.of())))
                .as("made yesterday")
                .isInstanceOf(Outcome.Rejected.class);
        given.clock().advance(Duration.ofDays(13));
        assertThat(decide()).isEqualTo(new DecidePromises.Decided(0, 0, 1));
    }

    @Test
    void whatCannotBePromisedIsRefused() {
        CustomerId sued = given.customer(actor, "Sued AG");
        OpenItemId item = given.invoice(actor, sued, "2026-01-02", 100_00, "NET30")
                .items()
                .getFirst();
        assertRejected(command(nord, 100_00, "2026-03-10", List.of()), PromiseRefusal.PROMISE_NOTHING_OPEN);
        assertRejected(command(nord, 100_00, "2026-03-10", List.of(item)), PromiseRefusal.PROMISE_ITEM_OF_ANOTHER);
        assertRejected(command(sued, 0, "2026-03-10", List.of()), PromiseRefusal.PROMISE_AMOUNT_NOT_POSITIVE);
        assertRejected(command(sued, 100_00, "2026-03-01", List.of()), PromiseRefusal.PROMISE_BEFORE_MADE);
        assertRejected(command(sued, 100_00, "2062-03-10", List.of()), PromiseRefusal.PROMISE_FAR_OFF);
        assertRejected(
                command(sued, 100_00, "2026-03-03", "2026-03-10", List.of()), PromiseRefusal.PROMISE_MADE_IN_FUTURE);
        assertRejected(
                command(sued, 100_00, "2025-12-01", "2026-03-10", List.of()), PromiseRefusal.PROMISE_MADE_LONG_AGO);
    }

    @Test
    void aSandboxThatJumpsDecidesItsPromisesOnTheDayTheyTurned() {
        Actor sandbox = given.sandbox("sandbox" + TENANT.incrementAndGet(), "2019-09-30");
        CustomerId customer = given.customer(sandbox, "West AG");
        given.invoice(sandbox, customer, "2019-08-01", 100_00, "NET30");
        new RecordPromise(given.commands())
                .handle(sandbox, command(customer, 100_00, "2019-10-07", List.of()))
                .orThrow();
        List<LocalDate> posted = new ArrayList<>();
        AdvanceBusinessDate advance = new AdvanceBusinessDate(given.commands(), (tx, lastDay) -> {
            posted.add(lastDay);
            assertThat(tx.businessDate()).isEqualTo(lastDay);
            return 17;
        });
        AdvanceBusinessDate.Advanced advanced = advance.handle(
                        sandbox, new AdvanceBusinessDate.Advance(CommandId.fresh(), LocalDate.parse("2019-10-28")))
                .orThrow();
        assertThat(advanced.rowsPosted()).isEqualTo(17);
        assertThat(advanced.promises().broken()).isEqualTo(1);
        assertThat(posted).containsExactly(LocalDate.parse("2019-10-28"));
        assertThat(given.tenants().<LocalDate>inTx(sandbox, tx -> tx.sql()
                        .select(PROMISE.DECIDED_ON)
                        .from(PROMISE)
                        .fetchSingle()
                        .value1()))
                .isEqualTo("2019-10-11");
        assertThat(List.of(
                        advance(advance, sandbox, "2019-10-28"),
                        advance(advance, sandbox, "2021-10-28"),
                        advance(advance, actor, "2027-01-01")))
                .containsExactly("SANDBOX_DAY_NOT_LATER", "SANDBOX_STEP_TOO_LONG", "SANDBOX_ONLY");
    }

    private static String advance(AdvanceBusinessDate advance, Actor who, String day) {
        return advance.handle(who, new AdvanceBusinessDate.Advance(CommandId.fresh(), LocalDate.parse(day)))
                        instanceof Outcome.Rejected<AdvanceBusinessDate.Advanced> no
                ? no.reason().code()
                : "";
    }

    private RecordPromise.Recorded promise(CustomerId customer, long minor, String day) {
        return new RecordPromise(given.commands())
                .handle(actor, command(customer, minor, day, List.of()))
                .orThrow();
    }

    private static RecordPromise.Promise command(CustomerId customer, long minor, String day, List<OpenItemId> items) {
        return command(customer, minor, null, day, items);
    }

    private static RecordPromise.Promise command(
            CustomerId customer, long minor, @Nullable String madeOn, String day, List<OpenItemId> items) {
        return new RecordPromise.Promise(
                CommandId.fresh(),
                PromiseId.fresh(),
                customer,
                Money.of(minor, "EUR"),
                madeOn == null ? null : LocalDate.parse(madeOn),
                LocalDate.parse(day),
                items,
                "");
    }

    private DecidePromises.Decided decide() {
        return new DecidePromises(given.commands())
                .handle(actor, new DecidePromises.Decide(CommandId.fresh()))
                .orThrow();
    }

    private String statusOf(CustomerId customer) {
        return given.tenants().inTx(actor, tx -> tx.sql()
                .select(PROMISE.STATUS)
                .from(PROMISE)
                .where(PROMISE.CUSTOMER_ID.eq(customer.value()))
                .fetchSingle()
                .value1());
    }

    private void assertRejected(RecordPromise.Promise command, PromiseRefusal reason) {
        assertThat(new RecordPromise(given.commands()).handle(actor, command))
                .isInstanceOfSatisfying(
                        Outcome.Rejected.class,
                        no -> assertThat(List.of(no)).extracting("reason").containsExactly(reason));
    }
}
