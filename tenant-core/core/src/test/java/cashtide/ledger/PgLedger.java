package cashtide.ledger;

import static cashtide.db.Tables.CUSTOMER;
import static cashtide.db.Tables.GL_ACCOUNT;
import static cashtide.db.Tables.JOURNAL_LINE;
import static cashtide.db.Tables.OPEN_ITEM;
import static cashtide.db.Tables.PAYMENT;
import static org.jooq.impl.DSL.sum;

import cashtide.audit.CommandId;
import cashtide.audit.Outcome;
import cashtide.cashapp.Application;
import cashtide.cashapp.ApplicationId;
import cashtide.cashapp.ApplyCash;
import cashtide.cashapp.ApplyCreditNote;
import cashtide.cashapp.Line;
import cashtide.cashapp.ReverseApplication;
import cashtide.cashapp.ReversePayment;
import cashtide.customer.CustomerId;
import cashtide.fixture.Given;
import cashtide.invoice.InvoiceId;
import cashtide.invoice.IssueCreditNote;
import cashtide.invoice.OpenItemId;
import cashtide.money.Money;
import cashtide.payment.IdentifyPayer;
import cashtide.payment.Method;
import cashtide.payment.PaymentId;
import cashtide.payment.ReceivePayment;
import cashtide.tenant.Actor;
import cashtide.tenant.TenantTx;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;

/** The use cases on PostgreSQL. */
final class PgLedger implements LedgerUnderTest {

    private final Given given;
    private final Actor actor;
    private final CustomerId customer;
    private final List<OpenItemId> items = new ArrayList<>();
    private final List<PaymentId> payments = new ArrayList<>();
    private final List<ApplicationId> applications = new ArrayList<>();

    PgLedger(Given given, Actor actor) {
        this.given = given;
        this.actor = actor;
        this.customer = given.customer(actor, "Workload AG");
    }

    @Override
    public void invoice(Money gross, Money tax, LocalDate date, boolean discounted) {
        items.add(given.invoice(actor, customer, date.toString(), gross, tax, discounted ? "2-10-30" : "NET30", null)
                .items()
                .getFirst());
    }

    @Override
    public void creditNote(Money gross, LocalDate date) {
        InvoiceId id = InvoiceId.fresh();
        items.add(new IssueCreditNote(given.commands())
                .handle(
                        actor,
                        new IssueCreditNote.Issue(
                                CommandId.fresh(),
                                id,
                                id.value().toString(),
                                customer,
                                date,
                                gross,
                                Money.zero(gross.currency()),
                                null,
                                null))
                .orThrow()
                .item());
    }

    @Override
    public void payment(Money amount, LocalDate receivedOn, boolean payerKnown) {
        PaymentId id = PaymentId.fresh();
        new ReceivePayment(given.commands())
                .handle(
                        actor,
                        new ReceivePayment.Receive(
                                CommandId.fresh(),
                                id,
                                id.value().toString(),
                                payerKnown ? customer : null,
                                receivedOn,
                                amount,
                                Method.BANK_TRANSFER,
                                null))
                .orThrow();
        payments.add(id);
    }

    @Override
    public String identify(int payment) {
        return answer(new IdentifyPayer(given.commands())
                .handle(actor, new IdentifyPayer.Identify(CommandId.fresh(), payments.get(payment), customer)));
    }

    @Override
    public String apply(int payment, List<Part> parts) {
        Outcome<ApplyCash.Applied> outcome = new ApplyCash(given.commands())
                .handle(
                        actor,
                        new ApplyCash.Apply(
                                CommandId.fresh(),
                                payments.get(payment),
                                parts.stream()
                                        .map(part -> new Line(items.get(part.item()), part.amount()))
                                        .toList()));
        if (outcome instanceof Outcome.Done<ApplyCash.Applied> done) {
            done.value().applications().stream().map(Application::id).forEach(applications::add);
        }
        return answer(outcome);
    }

    @Override
    public String applyCredit(int creditNote, Part part) {
        Outcome<ApplyCreditNote.Applied> outcome = new ApplyCreditNote(given.commands())
                .handle(
                        actor,
                        new ApplyCreditNote.Apply(
                                CommandId.fresh(), items.get(creditNote), items.get(part.item()), part.amount()));
        if (outcome instanceof Outcome.Done<ApplyCreditNote.Applied> done) {
            applications.add(done.value().application().id());
        }
        return answer(outcome);
    }

    @Override
    public String reverseApplication(int application) {
        return answer(new ReverseApplication(given.commands())
                .handle(actor, new ReverseApplication.Reverse(CommandId.fresh(), applications.get(application))));
    }

    @Override
    public String reversePayment(int payment) {
        return answer(new ReversePayment(given.commands())
                .handle(actor, new ReversePayment.Reverse(CommandId.fresh(), payments.get(payment), "AM04")));
    }

    @Override
    public List<Long> open() {
        Map<UUID, Long> open = given.tenants()
                .inTx(
                        actor,
                        tx -> new HashMap<>(tx.sql()
                                .select(OPEN_ITEM.ID, OPEN_ITEM.OPEN_MINOR)
                                .from(OPEN_ITEM)
                                .fetchMap(OPEN_ITEM.ID, OPEN_ITEM.OPEN_MINOR)));
        return items.stream().map(item -> open.get(item.value())).toList();
    }

    @Override
    public List<Long> unapplied() {
        Map<UUID, Long> unapplied = given.tenants()
                .inTx(
                        actor,
                        tx -> new HashMap<>(tx.sql()
                                .select(PAYMENT.ID, PAYMENT.UNAPPLIED_MINOR)
                                .from(PAYMENT)
                                .fetchMap(PAYMENT.ID, PAYMENT.UNAPPLIED_MINOR)));
        return payments.stream().map(payment -> unapplied.get(payment.value())).toList();
    }

    @Override
    public Map<String, Map<Account, Long>> accounts() {
        Map<String, Map<Account, Long>> accounts = new HashMap<>();
        given.tenants().run(actor, tx -> tx.sql()
                .select(JOURNAL_LINE.CURRENCY, GL_ACCOUNT.PURPOSE, sum(JOURNAL_LINE.AMOUNT_MINOR))
                .from(JOURNAL_LINE)
                .join(GL_ACCOUNT)
                .on(GL_ACCOUNT.CODE.eq(JOURNAL_LINE.ACCOUNT_CODE))
                .groupBy(JOURNAL_LINE.CURRENCY, GL_ACCOUNT.PURPOSE)
                .forEach(row -> accounts.computeIfAbsent(row.value1(), currency -> new EnumMap<>(Account.class))
                        .put(Account.valueOf(row.value2()), row.value3().longValueExact())));
        return accounts;
    }

    CustomerId customer() {
        return customer;
    }

    String customerNumber() {
        return given.tenants().inTx(actor, tx -> tx.sql()
                .select(CUSTOMER.NUMBER)
                .from(CUSTOMER)
                .where(CUSTOMER.ID.eq(customer.value()))
                .fetchSingle(CUSTOMER.NUMBER));
    }

    OpenItemId item(int item) {
        return items.get(item);
    }

    List<OpenItemId> items() {
        return List.copyOf(items);
    }

    /** The number of an item's document, as a file names it. */
    String number(int item) {
        return given.tenants().inTx(actor, tx -> tx.sql()
                .select(OPEN_ITEM.NUMBER)
                .from(OPEN_ITEM)
                .where(OPEN_ITEM.ID.eq(items.get(item).value()))
                .fetchSingle(OPEN_ITEM.NUMBER));
    }

    /** Takes what imports brought since the last time into the lists: documents by number, payments by day and number. */
    void tookImports() {
        given.tenants().run(actor, tx -> {
            fresh(tx, items, OpenItemId::new, """
                    select o.id from open_item o join invoice i on i.tenant_id = o.tenant_id and i.id = o.invoice_id
                    where i.import_run_id is not null order by o.number""");
            fresh(tx, payments, PaymentId::new, """
                    select id from payment where import_run_id is not null order by received_on, number""");
            fresh(tx, applications, ApplicationId::new, """
                    select a.id from payment_application a join payment p on p.tenant_id = a.tenant_id and p.id = a.payment_id
                    where a.import_run_id is not null and a.reverses_id is null order by p.received_on, p.number""");
        });
    }

    static <T> void fresh(TenantTx tx, List<T> known, Function<UUID, T> identity, String sql) {
        Set<T> before = new HashSet<>(known);
        tx.sql().fetch(sql).getValues(0, UUID.class).stream()
                .map(identity)
                .filter(id -> !before.contains(id))
                .forEach(known::add);
    }

    static String answer(Outcome<?> outcome) {
        return switch (outcome) {
            case Outcome.Done<?> ignored -> DONE;
            case Outcome.Rejected<?> no -> no.reason().code();
            case Outcome.NotFound<?> ignored -> "not found";
            case Outcome.Conflict<?> ignored -> "conflict";
        };
    }
}
