package cashtide.cashapp;

import static org.assertj.core.api.Assertions.assertThat;

import cashtide.audit.CommandId;
import cashtide.audit.Outcome;
import cashtide.customer.CustomerId;
import cashtide.fixture.Balances;
import cashtide.fixture.Given;
import cashtide.fixture.TestDatabase;
import cashtide.invoice.OpenItemId;
import cashtide.money.Money;
import cashtide.payment.PaymentId;
import cashtide.tenant.Actor;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

final class DoubleApplicationPgTest {

    private static final TestDatabase DATABASE = TestDatabase.fresh();
    private static final int THREADS = 64;
    private static final int ROUNDS = 200;

    @AfterAll
    static void close() {
        DATABASE.close();
    }

    @Test
    void ofSixtyFourWhoApplyOnePaymentExactlyOneSucceeds() throws Exception {
        Given given = Given.in(DATABASE);
        Actor actor = given.tenant("race", "2026-03-31");
        CustomerId nord = given.customer(actor, "Nord AG");
        ApplyCash apply = new ApplyCash(given.commands());
        try (ExecutorService threads = Executors.newFixedThreadPool(THREADS)) {
            for (int round = 0; round < ROUNDS; round++) {
                OpenItemId first = item(given, actor, nord);
                OpenItemId second = item(given, actor, nord);
                PaymentId payment = given.payment(actor, nord, "2026-03-20", 100_00);
                List<Callable<Outcome<ApplyCash.Applied>>> calls = new ArrayList<>();
                for (int i = 0; i < THREADS; i++) {
                    // Half of them name the items in the opposite order.
                    List<Line> lines = List.of(line(i % 2 == 0 ? first : second), line(i % 2 == 0 ? second : first));
                    calls.add(() -> apply.handle(actor, new ApplyCash.Apply(CommandId.fresh(), payment, lines)));
                }
                int applied = 0;
                for (Future<Outcome<ApplyCash.Applied>> call : threads.invokeAll(calls)) {
                    switch (call.get()) {
                        case Outcome.Done<ApplyCash.Applied> ignored -> applied++;
                        case Outcome.Rejected<ApplyCash.Applied> no ->
                            assertThat(no.reason()).isEqualTo(CashRefusal.CASHAPP_OVERAPPLIED);
                        case Outcome.NotFound<ApplyCash.Applied> no -> throw new AssertionError(no);
                        case Outcome.Conflict<ApplyCash.Applied> no -> throw new AssertionError(no);
                    }
                }
                assertThat(applied).as("round " + round).isEqualTo(1);
                assertThat(new Balances(given.tenants(), actor).unapplied(payment))
                        .isZero();
            }
        }
        new Balances(given.tenants(), actor).assertSubledgersAgree();
    }

    private static OpenItemId item(Given given, Actor actor, CustomerId customer) {
        return given.invoice(actor, customer, "2026-03-01", 100_00, "NET30")
                .items()
                .getFirst();
    }

    private static Line line(OpenItemId item) {
        return new Line(item, Money.of(50_00, "EUR"));
    }
}
