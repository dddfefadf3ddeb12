package cashtide.dispute;

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
import java.time.LocalDate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

final class DisputePgTest {

    private static final TestDatabase DATABASE = TestDatabase.fresh();

    @AfterAll
    static void close() {
        DATABASE.close();
    }

    @Test
    void theDisputedPartIsOnHoldUntilThereIsAVerdict() {
        Given given = Given.in(DATABASE);
        Actor actor = given.tenant("hold", "2026-03-31");
        CustomerId nord = given.customer(actor, "Nord AG");
        OpenItemId item = given.invoice(actor, nord, "2026-03-01", 1000_00, "NET30")
                .items()
                .getFirst();
        Balances balances = new Balances(given.tenants(), actor);
        // Case D1: 60 of a 1,000 invoice are on hold, 940 stay collectable.
        DisputeId dispute = DisputeId.fresh();
        assertThat(open(given, actor, dispute, item, 60_00)).isInstanceOf(Outcome.Done.class);
        assertThat(balances.disputed(item)).isEqualTo(60_00);
        assertThat(open(given, actor, DisputeId.fresh(), item, 940_01).toString())
                .contains("DISPUTE_EXCEEDS_OPEN");

        PaymentId payment = given.payment(actor, nord, "2026-03-20", 970_00);
        var application =
                given.applied(actor, payment, item, 970_00).applications().getFirst();
        assertThat(balances.disputed(item)).as("no more than is open").isEqualTo(30_00);
        new cashtide.cashapp.ReverseApplication(given.commands())
                .handle(actor, new cashtide.cashapp.ReverseApplication.Reverse(CommandId.fresh(), application.id()))
                .orThrow();
        assertThat(balances.disputed(item)).as("all of the claim again").isEqualTo(60_00);

        CloseDispute close = new CloseDispute(given.commands());
        assertThat(close.handle(actor, new CloseDispute.Close(CommandId.fresh(), dispute, Verdict.INVALID)))
                .isInstanceOf(Outcome.Done.class);
        assertThat(balances.disputed(item)).isZero();
        assertThat(close.handle(actor, new CloseDispute.Close(CommandId.fresh(), dispute, Verdict.VALID))
                        .toString())
                .contains("DISPUTE_CLOSED");
    }

    @Test
    void aDisputeNotedLaterOwesItsAnswerFromTheDayItWasOpened() {
        Given given = Given.in(DATABASE);
        Actor actor = given.tenant("noted", "2026-03-31");
        OpenItemId item = given.invoice(actor, given.customer(actor, "Nord AG"), "2026-03-01", 1000_00, "NET30")
                .items()
                .getFirst();
        assertThat(open(given, actor, DisputeId.fresh(), item, 60_00, "2026-03-25"))
                .isInstanceOfSatisfying(
                        Outcome.Done.class,
                        done -> assertThat(done.value().toString()).contains("answerBy=2026-04-04"));
        assertThat(open(given, actor, DisputeId.fresh(), item, 60_00, "2026-04-01")
                        .toString())
                .contains("DISPUTE_OPENED_IN_FUTURE");
        assertThat(open(given, actor, DisputeId.fresh(), item, 60_00, "2025-12-30")
                        .toString())
                .contains("DISPUTE_OPENED_LONG_AGO");
    }

    private static Outcome<OpenDispute.Opened> open(
            Given given, Actor actor, DisputeId dispute, OpenItemId item, long minor) {
        return open(given, actor, dispute, item, minor, "2026-03-31");
    }

    private static Outcome<OpenDispute.Opened> open(
            Given given, Actor actor, DisputeId dispute, OpenItemId item, long minor, String openedOn) {
        return new OpenDispute(given.commands())
                .handle(
                        actor,
                        new OpenDispute.Open(
                                CommandId.fresh(),
                                dispute,
                                item,
                                Reason.QTY_SHORT,
                                Money.of(minor, "EUR"),
                                LocalDate.parse(openedOn),
                                null,
                                "two pallets short"));
    }
}
