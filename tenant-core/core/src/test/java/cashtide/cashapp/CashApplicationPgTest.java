package cashtide.cashapp;

import static org.assertj.core.api.Assertions.assertThat;

import cashtide.audit.CommandId;
import cashtide.audit.Outcome;
import cashtide.customer.CustomerId;
import cashtide.fixture.Balances;
import cashtide.fixture.Given;
import cashtide.fixture.TestDatabase;
import cashtide.invoice.IssueCreditNote;
import cashtide.invoice.IssueInvoice;
import cashtide.invoice.OpenItemId;
import cashtide.ledger.Account;
import cashtide.money.Money;
import cashtide.payment.IdentifyPayer;
import cashtide.payment.PaymentId;
import cashtide.tenant.Actor;
import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class CashApplicationPgTest {

    private static final TestDatabase DATABASE = TestDatabase.fresh();
    private static final AtomicInteger TENANT = new AtomicInteger();

    private Given given;
    private Actor actor;
    private CustomerId nord;
    private Balances balances;

    @AfterAll
    static void close() {
        DATABASE.close();
    }

    @BeforeEach
    void aTenantWithACustomer() {
        given = Given.in(DATABASE);
        actor = given.tenant("cash" + TENANT.incrementAndGet(), "2026-03-31");
        nord = given.customer(actor, "Nord AG");
        balances = new Balances(given.tenants(), actor);
    }

    @Test
    void aDiscountIsEarnedByPayingOnTheTenthDay() {
        // Case A1: 100.00, 2/10, 98.00 received on day 10: discount 2.00, open 0.00
        OpenItemId item = item(given.invoice(actor, nord, "2026-03-01", 100_00, "2-10-30"));
        PaymentId payment = given.payment(actor, nord, "2026-03-11", 98_00);
        ApplyCash.Applied applied = given.applied(actor, payment, item, 98_00);
        assertThat(applied.applications()).singleElement().satisfies(application -> assertThat(application.discount())
                .isEqualTo(eur(2_00)));
        assertThat(balances.open(item)).isZero();
        assertThat(balances.account(Account.CASH_DISCOUNT)).isEqualTo(2_00);
        balances.assertSubledgersAgree();
    }

    @Test
    void aDiscountIsUnearnedOnTheEleventhDay() {
        // Case A2: 100.00, 2/10, 98.00 received on day 11: open 2.00
        OpenItemId item = item(given.invoice(actor, nord, "2026-03-01", 100_00, "2-10-30"));
        PaymentId payment = given.payment(actor, nord, "2026-03-12", 98_00);
        given.applied(actor, payment, item, 98_00);
        assertThat(balances.open(item)).isEqualTo(2_00);
        assertThat(balances.account(Account.CASH_DISCOUNT)).isZero();
        balances.assertSubledgersAgree();
    }

    @Test
    void theDiscountTakesItsShareOfTheTaxWithIt() {
        // Case A11: 1190.00 gross (1000.00 + 190.00), 2%, paid in time: 23.80 = net 20.00 + VAT 3.80
        OpenItemId item = item(given.invoice(actor, nord, "2026-03-01", eur(1190_00), eur(190_00), "2-10-30", null));
        given.applied(actor, given.payment(actor, nord, "2026-03-05", 1166_20), item, 1166_20);
        assertThat(balances.open(item)).isZero();
        assertThat(balances.account(Account.CASH_DISCOUNT)).isEqualTo(20_00);
        assertThat(balances.account(Account.TAX)).isEqualTo(-190_00 + 3_80);
        assertThat(balances.account(Account.BANK)).isEqualTo(1166_20);
        balances.assertSubledgersAgree();
    }

    @Test
    void anOverpaymentLeavesUnappliedCash() {
        // Case A9: 1000.00 open, 1050.00 received: open 0.00, unapplied 50.00
        IssueInvoice.Issued invoice = given.invoice(actor, nord, "2026-03-01", 1000_00, "NET30");
        PaymentId payment = given.payment(actor, nord, "2026-03-20", 1050_00, numberOf(invoice));
        ApplyCash.Applied applied = new MatchByReference(given.commands())
                .handle(actor, new MatchByReference.Match(CommandId.fresh(), payment))
                .orThrow();
        assertThat(applied.unapplied()).isEqualTo(eur(50_00));
        assertThat(balances.open(item(invoice))).isZero();
        assertThat(balances.unapplied(payment)).isEqualTo(50_00);
        assertThat(balances.account(Account.UNAPPLIED_CASH)).isEqualTo(-50_00);
        balances.assertSubledgersAgree();
    }

    @Test
    void aReferenceToTwoInvoicesPaysTheOlderDueDateFirst() {
        IssueInvoice.Issued later = given.invoiceDue(actor, nord, "2026-03-01", "2026-04-30", 500_00);
        IssueInvoice.Issued sooner = given.invoiceDue(actor, nord, "2026-03-02", "2026-04-10", 300_00);
        PaymentId payment = given.payment(actor, nord, "2026-03-20", 400_00, numberOf(later) + ", " + numberOf(sooner));
        new MatchByReference(given.commands())
                .handle(actor, new MatchByReference.Match(CommandId.fresh(), payment))
                .orThrow();
        assertThat(balances.open(item(sooner))).isZero();
        assertThat(balances.open(item(later))).isEqualTo(400_00);
    }

    @Test
    void aReferenceThatNamesNothingAppliesNothing() {
        given.invoice(actor, nord, "2026-03-01", 500_00, "NET30");
        PaymentId payment = given.payment(actor, nord, "2026-03-20", 500_00, "thank you");
        assertRejected(
                new MatchByReference(given.commands())
                        .handle(actor, new MatchByReference.Match(CommandId.fresh(), payment)),
                CashRefusal.CASHAPP_NO_MATCH);
        assertThat(balances.unapplied(payment)).isEqualTo(500_00);
    }

    @Test
    void moreThanIsUnappliedOrOpenIsRefused() {
        OpenItemId item = item(given.invoice(actor, nord, "2026-03-01", 100_00, "NET30"));
        PaymentId payment = given.payment(actor, nord, "2026-03-20", 80_00);
        assertRejected(apply(payment, item, 80_01), CashRefusal.CASHAPP_OVERAPPLIED);
        PaymentId large = given.payment(actor, nord, "2026-03-20", 200_00);
        assertRejected(apply(large, item, 100_01), CashRefusal.CASHAPP_ITEM_OVERPAID);
        assertRejected(apply(large, item, 0), CashRefusal.CASHAPP_AMOUNT_NOT_POSITIVE);
        given.applied(actor, large, item, 100_00);
        assertRejected(apply(large, item, 1), CashRefusal.CASHAPP_ITEM_SETTLED);
        assertThat(balances.unapplied(payment)).isEqualTo(80_00);
        balances.assertSubledgersAgree();
    }

    @Test
    void whenOneLineIsRefusedNoLineIsApplied() {
        OpenItemId first = item(given.invoice(actor, nord, "2026-03-01", 100_00, "NET30"));
        OpenItemId second = item(given.invoice(actor, nord, "2026-03-01", 100_00, "NET30"));
        PaymentId payment = given.payment(actor, nord, "2026-03-20", 150_00);
        Outcome<ApplyCash.Applied> outcome = new ApplyCash(given.commands())
                .handle(
                        actor,
                        new ApplyCash.Apply(
                                CommandId.fresh(),
                                payment,
                                List.of(new Line(first, eur(100_00)), new Line(second, eur(60_00)))));
        assertRejected(outcome, CashRefusal.CASHAPP_OVERAPPLIED);
        assertThat(balances.open(first)).isEqualTo(100_00);
        assertThat(balances.unapplied(payment)).isEqualTo(150_00);
    }

    @Test
    void aParentMayPayForItsSubsidiaryButAStrangerMayNot() {
        CustomerId subsidiary = given.customer(actor, "Nord Tochter GmbH", nord);
        CustomerId stranger = given.customer(actor, "Fremd AG");
        OpenItemId item = item(given.invoice(actor, subsidiary, "2026-03-01", 100_00, "NET30"));
        assertRejected(
                apply(given.payment(actor, stranger, "2026-03-20", 50_00), item, 50_00),
                CashRefusal.CASHAPP_OTHER_CUSTOMER);
        given.applied(actor, given.payment(actor, nord, "2026-03-20", 50_00), item, 50_00);
        assertThat(balances.open(item)).isEqualTo(50_00);
        balances.assertSubledgersAgree();
    }

    @Test
    void moneyOfAnUnknownPayerIsInSuspenseUntilHeIsIdentified() {
        OpenItemId item = item(given.invoice(actor, nord, "2026-03-01", 100_00, "NET30"));
        PaymentId payment = given.payment(actor, null, "2026-03-20", 100_00);
        assertThat(balances.account(Account.SUSPENSE)).isEqualTo(-100_00);
        assertRejected(apply(payment, item, 100_00), CashRefusal.CASHAPP_PAYER_UNKNOWN);
        new IdentifyPayer(given.commands())
                .handle(actor, new IdentifyPayer.Identify(CommandId.fresh(), payment, nord))
                .orThrow();
        balances.assertSubledgersAgree();
        given.applied(actor, payment, item, 100_00);
        assertThat(balances.account(Account.SUSPENSE)).isZero();
        balances.assertSubledgersAgree();
    }

    @Test
    void aCreditNoteSettlesPartOfAnInvoiceAndKeepsItsRest() {
        // Case P10's rule: the application shows 30, the invoice 30 settled and 20 open, the credit 0.
        OpenItemId item = item(given.invoice(actor, nord, "2026-03-01", 50_00, "NET30"));
        IssueCreditNote.Issued credit = given.creditNote(actor, nord, "2026-03-02", 30_00);
        ApplyCreditNote.Applied applied = new ApplyCreditNote(given.commands())
                .handle(actor, new ApplyCreditNote.Apply(CommandId.fresh(), credit.item(), item, eur(30_00)))
                .orThrow();
        assertThat(applied.creditLeft()).isEqualTo(eur(0));
        assertThat(balances.open(item)).isEqualTo(20_00);
        assertThat(balances.open(credit.item())).isZero();
        balances.assertSubledgersAgree();
        new ReverseApplication(given.commands())
                .handle(
                        actor,
                        new ReverseApplication.Reverse(
                                CommandId.fresh(), applied.application().id()))
                .orThrow();
        assertThat(balances.open(item)).isEqualTo(50_00);
        assertThat(balances.open(credit.item())).isEqualTo(-30_00);
        balances.assertSubledgersAgree();
    }

    @Test
    void takingAnApplicationBackReopensTheItemOnce() {
        OpenItemId item = item(given.invoice(actor, nord, "2026-03-01", 100_00, "2-10-30"));
        PaymentId payment = given.payment(actor, nord, "2026-03-05", 98_00);
        Application application =
                given.applied(actor, payment, item, 98_00).applications().getFirst();
        ReverseApplication reverse = new ReverseApplication(given.commands());
        reverse.handle(actor, new ReverseApplication.Reverse(CommandId.fresh(), application.id()))
                .orThrow();
        assertThat(balances.open(item)).isEqualTo(100_00);
        assertThat(balances.unapplied(payment)).isEqualTo(98_00);
        assertThat(balances.account(Account.CASH_DISCOUNT)).isZero();
        balances.assertSubledgersAgree();
        assertRejected(
                reverse.handle(actor, new ReverseApplication.Reverse(CommandId.fresh(), application.id())),
                CashRefusal.CASHAPP_APPLICATION_REVERSED);
    }

    @Test
    void whatIsProposedSettlesTheOldestDueFirstWithTheDiscountItStillEarns() {
        OpenItemId discounted = item(given.invoice(actor, nord, "2026-03-01", 100_00, "2-10-30"));
        OpenItemId older = item(given.invoiceDue(actor, nord, "2026-02-01", "2026-03-03", 50_00));
        OpenItemId last = item(given.invoiceDue(actor, nord, "2026-03-01", "2026-04-30", 70_00));
        OpenItemId credit = given.creditNote(actor, nord, "2026-03-02", 30_00).item();
        PaymentId payment = given.payment(actor, nord, "2026-03-05", 160_00);
        Proposals.Proposal proposal = proposed(payment, last, credit, discounted, older);
        assertThat(proposal)
                .isEqualTo(new Proposals.Proposal(
                        List.of(
                                new Proposals.Part(older, eur(50_00), eur(0), eur(0)),
                                new Proposals.Part(discounted, eur(98_00), eur(2_00), eur(0)),
                                new Proposals.Part(last, eur(12_00), eur(0), eur(58_00))),
                        eur(0)));
        ApplyCash.Applied applied = new ApplyCash(given.commands())
                .handle(actor, new ApplyCash.Apply(CommandId.fresh(), payment, proposal.lines()))
                .orThrow();
        assertThat(applied.unapplied()).isEqualTo(proposal.unapplied());
        assertThat(balances.open(discounted)).isZero();
        assertThat(balances.open(last)).isEqualTo(58_00);
        assertThat(balances.account(Account.CASH_DISCOUNT)).isEqualTo(2_00);
        assertThat(proposed(payment, last)).isEqualTo(new Proposals.Proposal(List.of(), eur(0)));
        balances.assertSubledgersAgree();
    }

    @Test
    void whatWasAppliedTogetherIsTakenBackTogetherOrNotAtAll() {
        OpenItemId discounted = item(given.invoice(actor, nord, "2026-03-01", 100_00, "2-10-30"));
        OpenItemId plain = item(given.invoice(actor, nord, "2026-03-01", 70_00, "NET30"));
        PaymentId payment = given.payment(actor, nord, "2026-03-05", 150_00);
        List<ApplicationId> applications = new ApplyCash(given.commands())
                        .handle(
                                actor,
                                new ApplyCash.Apply(
                                        CommandId.fresh(),
                                        payment,
                                        proposed(payment, discounted, plain).lines()))
                        .orThrow()
                        .applications()
                        .stream()
                        .map(Application::id)
                        .toList();
        assertThat(takeBack(payment, applications))
                .isInstanceOfSatisfying(Outcome.Done.class, done -> assertThat(done.value())
                        .isEqualTo(new ReverseApplications.Reversed(payment, 2, eur(150_00))));
        assertThat(balances.open(discounted)).isEqualTo(100_00);
        assertThat(balances.open(plain)).isEqualTo(70_00);
        assertThat(balances.account(Account.CASH_DISCOUNT)).isZero();

        ApplicationId first = given.applied(actor, payment, plain, 20_00)
                .applications()
                .getFirst()
                .id();
        ApplicationId second = given.applied(actor, payment, plain, 30_00)
                .applications()
                .getFirst()
                .id();
        takeBack(payment, List.of(second));
        assertRejected(takeBack(payment, List.of(first, second)), CashRefusal.CASHAPP_APPLICATION_REVERSED);
        assertThat(balances.open(plain)).as("the first still stands").isEqualTo(50_00);
        assertThat(balances.unapplied(payment)).isEqualTo(130_00);
        PaymentId another = given.payment(actor, nord, "2026-03-05", 1_00);
        assertThat(takeBack(another, List.of(first))).isInstanceOf(Outcome.NotFound.class);
        assertThat(takeBack(payment, List.of())).isInstanceOf(Outcome.NotFound.class);
        balances.assertSubledgersAgree();
    }

    @Test
    void aBouncedPaymentTakesAllItsApplicationsBack() {
        OpenItemId first = item(given.invoice(actor, nord, "2026-03-01", 100_00, "2-10-30"));
        OpenItemId second = item(given.invoice(actor, nord, "2026-03-01", 70_00, "NET30"));
        PaymentId payment = given.payment(actor, nord, "2026-03-05", 150_00);
        given.applied(actor, payment, first, 98_00);
        given.applied(actor, payment, second, 40_00);
        ReversePayment.Reversed reversed = new ReversePayment(given.commands())
                .handle(actor, new ReversePayment.Reverse(CommandId.fresh(), payment, "AM04"))
                .orThrow();
        assertThat(reversed.applicationsReversed()).isEqualTo(2);
        assertThat(balances.open(first)).isEqualTo(100_00);
        assertThat(balances.open(second)).isEqualTo(70_00);
        assertThat(balances.account(Account.BANK)).isZero();
        assertThat(balances.account(Account.CASH_DISCOUNT)).isZero();
        balances.assertSubledgersAgree();
        assertRejected(apply(payment, first, 1_00), CashRefusal.CASHAPP_PAYMENT_REVERSED);
    }

    @Test
    void anItemIsSettledOnTheDayOfTheMoneyThatStayed() {
        OpenItemId item = item(given.invoice(actor, nord, "2026-02-01", 100_00, "NET30"));
        Application mistake = given.applied(actor, given.payment(actor, nord, "2026-03-10", 100_00), item, 100_00)
                .applications()
                .getFirst();
        new ReverseApplication(given.commands())
                .handle(actor, new ReverseApplication.Reverse(CommandId.fresh(), mistake.id()))
                .orThrow();
        given.applied(actor, given.payment(actor, nord, "2026-03-02", 100_00), item, 100_00);
        assertThat(given.tenants().<LocalDate>inTx(actor, tx -> tx.sql()
                        .fetchSingle("select settled_on from open_item where id = ?", item.value())
                        .get(0, LocalDate.class)))
                .isEqualTo("2026-03-02");
    }

    @Test
    void whatDoesNotExistIsNotFound() {
        OpenItemId item = item(given.invoice(actor, nord, "2026-03-01", 100_00, "NET30"));
        PaymentId payment = given.payment(actor, nord, "2026-03-20", 100_00);
        assertThat(apply(PaymentId.fresh(), item, 1_00)).isInstanceOf(Outcome.NotFound.class);
        assertThat(apply(payment, OpenItemId.fresh(), 1_00)).isInstanceOf(Outcome.NotFound.class);
    }

    private Outcome<ApplyCash.Applied> apply(PaymentId payment, OpenItemId item, long minor) {
        return new ApplyCash(given.commands())
                .handle(actor, new ApplyCash.Apply(CommandId.fresh(), payment, List.of(new Line(item, eur(minor)))));
    }

    private Proposals.Proposal proposed(PaymentId payment, OpenItemId... items) {
        return new Proposals(given.tenants())
                .oldestFirst(actor, payment, List.of(items))
                .orElseThrow();
    }

    private Outcome<ReverseApplications.Reversed> takeBack(PaymentId payment, List<ApplicationId> applications) {
        return new ReverseApplications(given.commands())
                .handle(actor, new ReverseApplications.Reverse(CommandId.fresh(), payment, applications));
    }

    private String numberOf(IssueInvoice.Issued invoice) {
        return given.tenants().inTx(actor, tx -> tx.sql()
                .fetchSingle(
                        "select number from invoice where id = ?",
                        invoice.invoice().value())
                .get(0, String.class));
    }

    private static void assertRejected(Outcome<?> outcome, CashRefusal reason) {
        assertThat(outcome).isInstanceOfSatisfying(Outcome.Rejected.class, no -> assertThat(no.reason())
                .isEqualTo(reason));
    }

    private static OpenItemId item(IssueInvoice.Issued invoice) {
        return invoice.items().getFirst();
    }

    private static Money eur(long minor) {
        return Money.of(minor, "EUR");
    }
}
