package cashtide.ledger;

import cashtide.cashapp.CashRefusal;
import cashtide.cashapp.Settlement;
import cashtide.customer.CustomerId;
import cashtide.customer.DueCalendar;
import cashtide.intake.terms.PaymentTerms;
import cashtide.intake.terms.TermsText;
import cashtide.invoice.InvoiceId;
import cashtide.invoice.Kind;
import cashtide.invoice.OpenItemId;
import cashtide.invoice.OpenItemState;
import cashtide.money.Money;
import cashtide.payment.PaymentId;
import cashtide.payment.PaymentState;
import cashtide.time.BusinessDayConvention;
import cashtide.time.HolidayCalendar;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The product's pure rules, {@link Settlement}, {@link Entry} and the terms, over lists in memory. */
final class MemoryLedger implements LedgerUnderTest {

    private static final CustomerId CUSTOMER = CustomerId.fresh();
    private static final DueCalendar CALENDAR = new DueCalendar(BusinessDayConvention.NONE, HolidayCalendar.of("de"));

    private final List<OpenItemState> items = new ArrayList<>();
    private final List<PaymentState> payments = new ArrayList<>();
    private final List<Made> applications = new ArrayList<>();
    private final Map<String, Map<Account, Long>> accounts = new HashMap<>();

    /** An application: from a payment, or from a credit note, by their positions; -1 for the other. */
    private record Made(
            int payment, int creditNote, int item, Settlement.Decision.Apply decision, Entry entry, boolean reversed) {}

    @Override
    public void invoice(Money gross, Money tax, LocalDate date, boolean discounted) {
        PaymentTerms terms = ((TermsText.Parsed.Ok) TermsText.parse(discounted ? "2/10 net 30" : "net 30")).terms();
        var instalment = CALENDAR.schedule(terms, date, gross).getFirst();
        add(Kind.INVOICE, gross, tax, date, instalment.discountDate(), instalment.discount());
    }

    @Override
    public void creditNote(Money gross, LocalDate date) {
        Money none = Money.zero(gross.currency());
        add(Kind.CREDIT_NOTE, gross.negated(), none, date, null, none);
    }

    private void add(Kind kind, Money gross, Money tax, LocalDate date, LocalDate discountDate, Money discount) {
        items.add(new OpenItemState(
                OpenItemId.fresh(),
                InvoiceId.fresh(),
                kind,
                "I" + items.size(),
                CUSTOMER,
                date,
                date.plusDays(30),
                discountDate,
                discount,
                gross,
                gross,
                Money.zero(gross.currency()),
                gross,
                tax));
        post(List.of(
                Posting.debit(Account.RECEIVABLES, CUSTOMER.value(), gross),
                Posting.credit(Account.REVENUE, null, gross.minus(tax)),
                Posting.credit(Account.TAX, null, tax)));
    }

    @Override
    public void payment(Money amount, LocalDate receivedOn, boolean payerKnown) {
        payments.add(new PaymentState(
                PaymentId.fresh(),
                "P" + payments.size(),
                payerKnown ? CUSTOMER : null,
                receivedOn,
                amount,
                amount,
                null,
                false));
        post(List.of(
                Posting.debit(Account.BANK, null, amount),
                Posting.credit(payerKnown ? Account.UNAPPLIED_CASH : Account.SUSPENSE, null, amount)));
    }

    @Override
    public String identify(int payment) {
        PaymentState of = payments.get(payment);
        if (of.reversed() || of.customer() != null) {
            return of.reversed() ? "PAYMENT_REVERSED" : "PAYMENT_PAYER_KNOWN";
        }
        payments.set(
                payment,
                new PaymentState(
                        of.id(), of.number(), CUSTOMER, of.receivedOn(), of.amount(), of.unapplied(), null, false));
        post(List.of(
                Posting.debit(Account.SUSPENSE, null, of.amount()),
                Posting.credit(Account.UNAPPLIED_CASH, null, of.amount())));
        return DONE;
    }

    @Override
    public String apply(int payment, List<Part> parts) {
        if (parts.isEmpty()) {
            return CashRefusal.CASHAPP_NOTHING_TO_APPLY.code();
        }
        if (parts.stream().map(Part::item).distinct().count() < parts.size()) {
            return CashRefusal.CASHAPP_ITEM_TWICE.code();
        }
        PaymentState of = payments.get(payment);
        List<Made> made = new ArrayList<>();
        for (Part part : parts) {
            OpenItemState item = items.get(part.item());
            switch (Settlement.payment(of, item, part.amount())) {
                case Settlement.Decision.Refuse no -> {
                    return no.reason().code();
                }
                case Settlement.Decision.Apply yes -> {
                    made.add(new Made(payment, -1, part.item(), yes, entry(Account.UNAPPLIED_CASH, item, yes), false));
                    of = of.withUnapplied(of.unapplied().minus(yes.amount()));
                }
            }
        }
        payments.set(payment, of);
        made.forEach(this::keep);
        return DONE;
    }

    @Override
    public String applyCredit(int creditNote, Part part) {
        if (creditNote == part.item()) {
            return CashRefusal.CASHAPP_ITEM_TWICE.code();
        }
        OpenItemState credit = items.get(creditNote);
        OpenItemState item = items.get(part.item());
        return switch (Settlement.creditNote(credit, item, part.amount(), TODAY)) {
            case Settlement.Decision.Refuse no -> no.reason().code();
            case Settlement.Decision.Apply yes -> {
                items.set(creditNote, credit.withOpen(credit.open().plus(yes.amount())));
                keep(new Made(-1, creditNote, part.item(), yes, entry(Account.RECEIVABLES, item, yes), false));
                yield DONE;
            }
        };
    }

    private static Entry entry(Account source, OpenItemState item, Settlement.Decision.Apply decision) {
        return Entry.of(
                EntryKind.PAYMENT_APPLIED,
                decision.appliedOn(),
                "payment_applications",
                item.id().value(),
                Settlement.postings(source, CUSTOMER.value(), item, decision));
    }

    private void keep(Made application) {
        applications.add(application);
        OpenItemState item = items.get(application.item());
        items.set(
                application.item(),
                item.withOpen(item.open().minus(application.decision().settled())));
        post(application.entry().postings());
    }

    @Override
    public String reverseApplication(int application) {
        Made made = applications.get(application);
        if (made.reversed()) {
            return CashRefusal.CASHAPP_APPLICATION_REVERSED.code();
        }
        applications.set(
                application,
                new Made(made.payment(), made.creditNote(), made.item(), made.decision(), made.entry(), true));
        OpenItemState item = items.get(made.item());
        items.set(made.item(), item.withOpen(item.open().plus(made.decision().settled())));
        if (made.payment() >= 0) {
            PaymentState of = payments.get(made.payment());
            payments.set(
                    made.payment(),
                    of.withUnapplied(of.unapplied().plus(made.decision().amount())));
        } else {
            OpenItemState credit = items.get(made.creditNote());
            items.set(
                    made.creditNote(),
                    credit.withOpen(credit.open().minus(made.decision().amount())));
        }
        made.entry()
                .postings()
                .forEach(posting -> add(posting.account(), posting.amount().negated()));
        return DONE;
    }

    @Override
    public String reversePayment(int payment) {
        if (payments.get(payment).reversed()) {
            return CashRefusal.CASHAPP_PAYMENT_REVERSED.code();
        }
        for (int i = 0; i < applications.size(); i++) {
            if (applications.get(i).payment() == payment && !applications.get(i).reversed()) {
                reverseApplication(i);
            }
        }
        PaymentState of = payments.get(payment);
        add(Account.BANK, of.amount().negated());
        add(of.customer() == null ? Account.SUSPENSE : Account.UNAPPLIED_CASH, of.amount());
        Money none = Money.zero(of.amount().currency());
        payments.set(
                payment,
                new PaymentState(of.id(), of.number(), of.customer(), of.receivedOn(), of.amount(), none, null, true));
        return DONE;
    }

    @Override
    public List<Long> open() {
        return items.stream().map(item -> item.open().minor()).toList();
    }

    @Override
    public List<Long> unapplied() {
        return payments.stream().map(payment -> payment.unapplied().minor()).toList();
    }

    @Override
    public Map<String, Map<Account, Long>> accounts() {
        return accounts;
    }

    private void post(List<Posting> postings) {
        postings.forEach(posting -> add(posting.account(), posting.amount()));
    }

    private void add(Account account, Money amount) {
        accounts.computeIfAbsent(amount.currency().getCurrencyCode(), currency -> new EnumMap<>(Account.class))
                .merge(account, amount.minor(), Math::addExact);
    }
}
