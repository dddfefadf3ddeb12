package cashtide.audit;

import static cashtide.db.Tables.AUDIT_EVENT;
import static cashtide.db.Tables.PAYMENT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cashtide.customer.CustomerId;
import cashtide.fixture.Examples;
import cashtide.fixture.Given;
import cashtide.fixture.TestDatabase;
import cashtide.fixture.UseCases;
import cashtide.money.Money;
import cashtide.payment.Method;
import cashtide.payment.PaymentId;
import cashtide.payment.ReceivePayment;
import cashtide.tenant.Actor;
import cashtide.tenant.Role;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

final class CommandsPgTest {

    private static final TestDatabase DATABASE = TestDatabase.fresh();
    private static final AtomicInteger TENANT = new AtomicInteger();

    private final Given given = Given.in(DATABASE);
    private final Actor actor = given.sandbox("commands" + TENANT.incrementAndGet(), Examples.TODAY);

    @AfterAll
    static void close() {
        DATABASE.close();
    }

    @Test
    void everyUseCaseLeavesExactlyOneRecordAndAnswersARepetitionTheSame() {
        Examples examples = new Examples(given, actor);
        for (UseCases.Found useCase : UseCases.all()) {
            Command command = examples.of(useCase);
            Actor who = examples.actorOf(useCase);
            int before = who.equals(actor) ? records(who) : 0;
            Outcome<?> first = useCase.carryOut(given.commands(), who, command);
            assertThat(first).as(useCase.name()).isInstanceOf(Outcome.Done.class);
            assertThat(records(who)).as(useCase.name()).isEqualTo(before + 1);
            assertThat(useCase.carryOut(given.commands(), who, command))
                    .as(useCase.name() + " again")
                    .isEqualTo(first);
            assertThat(records(who)).as(useCase.name() + " again").isEqualTo(before + 1);
        }
    }

    @Test
    void whoHasNoRoleForItIsRefusedAndLeavesNothing() {
        Examples examples = new Examples(given, actor);
        for (UseCases.Found useCase : UseCases.all()) {
            Set<Role> others = EnumSet.allOf(Role.class);
            others.removeAll(useCase.spec().allowed());
            Command command = examples.of(useCase);
            int before = records(actor);
            Actor outsider = new Actor(actor.tenantId(), actor.userId(), "Eve", others);
            assertThatThrownBy(() -> useCase.carryOut(given.commands(), outsider, command))
                    .isInstanceOf(NotPermitted.class)
                    .hasMessage("ACCESS_DENIED: no role of the actor may carry out " + useCase.name());
            assertThat(records(actor)).isEqualTo(before);
        }
    }

    @Test
    void oneCommandSentTenTimesAtOnceHasOneEffectAndOneAnswer() throws Exception {
        CustomerId customer = given.customer(actor, "Nord AG");
        ReceivePayment receive = new ReceivePayment(given.commands());
        for (int round = 0; round < 20; round++) {
            ReceivePayment.Receive command = command(customer, 10_00);
            List<Callable<Outcome<ReceivePayment.Received>>> calls = new ArrayList<>();
            for (int i = 0; i < 10; i++) {
                calls.add(() -> receive.handle(actor, command));
            }
            try (ExecutorService threads = Executors.newFixedThreadPool(10)) {
                for (Future<Outcome<ReceivePayment.Received>> answer : threads.invokeAll(calls)) {
                    assertThat(answer.get()).isEqualTo(Outcome.done(new ReceivePayment.Received(command.payment())));
                }
            }
        }
        assertThat(given.tenants().<Integer>inTx(actor, tx -> tx.sql().fetchCount(PAYMENT)))
                .isEqualTo(20);
    }

    @Test
    void theSameIdForSomethingElseIsAConflictForEver() {
        CustomerId customer = given.customer(actor, "Nord AG");
        ReceivePayment receive = new ReceivePayment(given.commands());
        ReceivePayment.Receive command = command(customer, 10_00);
        receive.handle(actor, command).orThrow();
        given.clock().advance(Duration.ofDays(31));
        ReceivePayment.Receive other = new ReceivePayment.Receive(
                command.commandId(),
                command.payment(),
                command.number(),
                customer,
                command.receivedOn(),
                Money.of(10_01, "EUR"),
                command.method(),
                null);
        assertThat(receive.handle(actor, other)).isInstanceOf(Outcome.Conflict.class);
        assertThat(receive.handle(actor, command)).isInstanceOf(Outcome.Done.class);
    }

    @Test
    void aRefusedCommandLeavesNothingAndMayBeSentAgain() {
        CustomerId customer = given.customer(actor, "Nord AG");
        ReceivePayment receive = new ReceivePayment(given.commands());
        int before = records(actor);
        ReceivePayment.Receive refused = command(customer, 0);
        assertThat(receive.handle(actor, refused)).isInstanceOf(Outcome.Rejected.class);
        assertThat(records(actor)).isEqualTo(before);
        ReceivePayment.Receive mended = new ReceivePayment.Receive(
                refused.commandId(),
                refused.payment(),
                refused.number(),
                customer,
                refused.receivedOn(),
                Money.of(1, "EUR"),
                refused.method(),
                null);
        assertThat(receive.handle(actor, mended)).isInstanceOf(Outcome.Done.class);
    }

    @Test
    void theTrailCannotBeChanged() {
        given.customer(actor, "Nord AG");
        for (String table : List.of("audit_event", "command_log", "journal_entry", "journal_line", "activity")) {
            assertThatThrownBy(() -> given.tenants()
                            .run(actor, tx -> tx.sql().execute("update " + table + " set recorded_at = now()")))
                    .hasMessageContaining("permission denied for table " + table);
            assertThatThrownBy(() -> given.tenants().run(actor, tx -> tx.sql().execute("delete from " + table)))
                    .hasMessageContaining("permission denied for table " + table);
        }
    }

    private int records(Actor who) {
        return given.tenants().<Integer>inTx(who, tx -> tx.sql().fetchCount(AUDIT_EVENT));
    }

    private static ReceivePayment.Receive command(CustomerId customer, long minor) {
        PaymentId payment = PaymentId.fresh();
        return new ReceivePayment.Receive(
                CommandId.fresh(),
                payment,
                payment.value().toString(),
                customer,
                LocalDate.parse("2026-03-01"),
                Money.of(minor, "EUR"),
                Method.BANK_TRANSFER,
                null);
    }
}
