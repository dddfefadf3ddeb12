package cashtide.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import cashtide.ledger.LedgerUnderTest.Part;
import cashtide.money.Money;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * An independent model of receivables that knows every permitted answer: which refusals each command may meet, and what
 * every residual and account must be afterwards. It shares no rule with the product's code.
 */
final class Auditor {

    private static final int DISCOUNT_DAYS = 10;

    private final List<Item> items = new ArrayList<>();
    private final List<Payment> payments = new ArrayList<>();
    private final List<Application> applications = new ArrayList<>();

    private static final class Item {
        final String currency;
        final long net;
        final long tax;
        final LocalDate date;
        final long discount;
        long open;

        Item(Money gross, long tax, LocalDate date, long discount) {
            this.currency = gross.currency().getCurrencyCode();
            this.net = gross.minor() - tax;
            this.tax = tax;
            this.date = date;
            this.discount = discount;
            this.open = gross.minor();
        }
    }

    private static final class Payment {
        final String currency;
        final long amount;
        final LocalDate receivedOn;
        boolean payerKnown;
        boolean reversed;
        long unapplied;

        Payment(Money amount, LocalDate receivedOn, boolean payerKnown) {
            this.currency = amount.currency().getCurrencyCode();
            this.amount = amount.minor();
            this.receivedOn = receivedOn;
            this.payerKnown = payerKnown;
            this.unapplied = amount.minor();
        }
    }

    private static final class Application {
        final int payment;
        final int creditNote;
        final int item;
        final long amount;
        final long discount;
        boolean reversed;

        Application(int payment, int creditNote, int item, long amount, long discount) {
            this.payment = payment;
            this.creditNote = creditNote;
            this.item = item;
            this.amount = amount;
            this.discount = discount;
        }
    }

    void invoice(Money gross, Money tax, LocalDate date, boolean discounted) {
        long discount = discounted
                ? BigDecimal.valueOf(gross.minor(), 2)
                        .multiply(BigDecimal.valueOf(2))
                        .setScale(0, RoundingMode.HALF_EVEN)
                        .longValueExact()
                : -1;
        items.add(new Item(gross, tax.minor(), date, discount));
    }

    void creditNote(Money gross, LocalDate date) {
        items.add(new Item(gross.negated(), 0, date, -1));
    }

    void payment(Money amount, LocalDate receivedOn, boolean payerKnown) {
        payments.add(new Payment(amount, receivedOn, payerKnown));
    }

    void identify(int payment, String answer) {
        Payment of = payments.get(payment);
        Set<String> no = new HashSet<>();
        require(no, !of.reversed, "PAYMENT_REVERSED");
        require(no, !of.payerKnown, "PAYMENT_PAYER_KNOWN");
        if (permitted(answer, no)) {
            of.payerKnown = true;
        }
    }

    void apply(int payment, List<Part> parts, String answer) {
        Payment of = payments.get(payment);
        Set<String> no = new HashSet<>();
        require(no, !parts.isEmpty(), "CASHAPP_NOTHING_TO_APPLY");
        require(no, parts.stream().map(Part::item).distinct().count() == parts.size(), "CASHAPP_ITEM_TWICE");
        require(no, !of.reversed, "CASHAPP_PAYMENT_REVERSED");
        require(no, of.payerKnown, "CASHAPP_PAYER_UNKNOWN");
        long sum = 0;
        for (Part part : parts) {
            sum += part.amount().minor();
            rules(no, items.get(part.item()), part.amount(), of.currency, of.unapplied, sum);
        }
        if (permitted(answer, no)) {
            for (Part part : parts) {
                Item item = items.get(part.item());
                long amount = part.amount().minor();
                long rest = item.open - amount;
                boolean earned = item.discount >= 0
                        && !of.receivedOn.isAfter(item.date.plusDays(DISCOUNT_DAYS))
                        && rest <= item.discount;
                applications.add(new Application(payment, -1, part.item(), amount, earned ? rest : 0));
                item.open -= amount + (earned ? rest : 0);
                of.unapplied -= amount;
            }
        }
    }

    void applyCredit(int creditNote, Part part, String answer) {
        Item credit = items.get(creditNote);
        Set<String> no = new HashSet<>();
        require(no, creditNote != part.item(), "CASHAPP_ITEM_TWICE");
        require(no, credit.net < 0, "CASHAPP_NOT_A_CREDIT_NOTE");
        rules(
                no,
                items.get(part.item()),
                part.amount(),
                credit.currency,
                -credit.open,
                part.amount().minor());
        if (permitted(answer, no)) {
            applications.add(
                    new Application(-1, creditNote, part.item(), part.amount().minor(), 0));
            credit.open += part.amount().minor();
            items.get(part.item()).open -= part.amount().minor();
        }
    }

    private static void rules(Set<String> no, Item item, Money amount, String currency, long available, long sum) {
        require(no, item.net > 0, "CASHAPP_NOT_AN_INVOICE");
        require(no, amount.minor() > 0, "CASHAPP_AMOUNT_NOT_POSITIVE");
        require(
                no,
                item.currency.equals(currency)
                        && item.currency.equals(amount.currency().getCurrencyCode()),
                "CASHAPP_CURRENCY_DIFFERS");
        require(no, sum <= available, "CASHAPP_OVERAPPLIED");
        require(no, item.open != 0, "CASHAPP_ITEM_SETTLED");
        require(no, amount.minor() <= item.open || item.net < 0, "CASHAPP_ITEM_OVERPAID");
    }

    void reverseApplication(int application, String answer) {
        Application of = applications.get(application);
        Set<String> no = new HashSet<>();
        require(no, !of.reversed, "CASHAPP_APPLICATION_REVERSED");
        if (permitted(answer, no)) {
            takeBack(of);
        }
    }

    void reversePayment(int payment, String answer) {
        Payment of = payments.get(payment);
        Set<String> no = new HashSet<>();
        require(no, !of.reversed, "CASHAPP_PAYMENT_REVERSED");
        if (permitted(answer, no)) {
            applications.stream()
                    .filter(application -> application.payment == payment && !application.reversed)
                    .forEach(this::takeBack);
            of.reversed = true;
            of.unapplied = 0;
        }
    }

    private void takeBack(Application application) {
        application.reversed = true;
        items.get(application.item).open += application.amount + application.discount;
        if (application.payment >= 0) {
            payments.get(application.payment).unapplied += application.amount;
        } else {
            items.get(application.creditNote).open -= application.amount;
        }
    }

    int applications() {
        return applications.size();
    }

    /** Compares every residual and account. */
    void audit(LedgerUnderTest ledger) {
        assertThat(ledger.open())
                .as("open")
                .isEqualTo(items.stream().map(item -> item.open).toList());
        assertThat(ledger.unapplied())
                .as("unapplied")
                .isEqualTo(payments.stream().map(payment -> payment.unapplied).toList());
        Map<Account, Long> posted = ledger.accounts();
        Map<Account, Long> accounts = new EnumMap<>(Account.class);
        for (Account account : Account.values()) {
            accounts.put(account, posted.getOrDefault(account, 0L));
        }
        assertThat(accounts.values().stream().mapToLong(Long::longValue).sum())
                .as("all accounts")
                .isZero();
        assertThat(accounts.get(Account.RECEIVABLES))
                .as("receivables")
                .isEqualTo(items.stream().mapToLong(item -> item.open).sum());
        assertThat(accounts.get(Account.UNAPPLIED_CASH))
                .as("unapplied cash")
                .isEqualTo(-payments.stream()
                        .filter(one -> one.payerKnown)
                        .mapToLong(one -> one.unapplied)
                        .sum());
        assertThat(accounts.get(Account.SUSPENSE))
                .as("suspense")
                .isEqualTo(-payments.stream()
                        .filter(one -> !one.payerKnown)
                        .mapToLong(one -> one.unapplied)
                        .sum());
        assertThat(accounts.get(Account.BANK))
                .as("bank")
                .isEqualTo(payments.stream()
                        .filter(one -> !one.reversed)
                        .mapToLong(one -> one.amount)
                        .sum());
        assertThat(accounts.get(Account.REVENUE))
                .as("revenue")
                .isEqualTo(-items.stream().mapToLong(item -> item.net).sum());
        long discounts = applications.stream()
                .filter(one -> !one.reversed)
                .mapToLong(one -> one.discount)
                .sum();
        assertThat(accounts.get(Account.TAX) + accounts.get(Account.CASH_DISCOUNT))
                .as("tax and discount")
                .isEqualTo(
                        discounts - items.stream().mapToLong(item -> item.tax).sum());
    }

    private static void require(Set<String> no, boolean holds, String code) {
        if (!holds) {
            no.add(code);
        }
    }

    private static boolean permitted(String answer, Set<String> no) {
        if (no.isEmpty()) {
            assertThat(answer).isEqualTo(LedgerUnderTest.DONE);
            return true;
        }
        assertThat(no).contains(answer);
        return false;
    }
}
