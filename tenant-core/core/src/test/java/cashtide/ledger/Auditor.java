package cashtide.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import cashtide.ledger.LedgerUnderTest.Part;
import cashtide.money.Money;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/**
 * An independent model of receivables that knows every permitted answer: which refusals each command may meet, and what
 * every residual and account must be afterwards. It shares no rule with the product's code.
 */
final class Auditor {

    static final int BY_HAND = -1;
    private static final int DISCOUNT_DAYS = 10;

    private final List<Item> items = new ArrayList<>();
    private final List<Payment> payments = new ArrayList<>();
    private final List<Application> applications = new ArrayList<>();
    private LocalDate today = LedgerUnderTest.TODAY;

    private static final class Item {
        final String currency;
        final long net;
        final long tax;
        final LocalDate date;
        final long discount;
        /** The import that brought it, or {@link #BY_HAND}. */
        final int run;

        boolean voided;
        long open;

        Item(Money gross, long tax, LocalDate date, long discount, int run) {
            this.run = run;
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
        final int run;
        boolean payerKnown;
        boolean reversed;
        long unapplied;

        Payment(Money amount, LocalDate receivedOn, boolean payerKnown, int run) {
            this.run = run;
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
        final LocalDate appliedOn;
        final int run;
        boolean reversed;

        Application(int payment, int creditNote, int item, long amount, long discount, LocalDate appliedOn, int run) {
            this.payment = payment;
            this.creditNote = creditNote;
            this.item = item;
            this.amount = amount;
            this.discount = discount;
            this.appliedOn = appliedOn;
            this.run = run;
        }
    }

    void invoice(Money gross, Money tax, LocalDate date, boolean discounted) {
        items.add(new Item(gross, tax.minor(), date, discounted ? discount(gross) : -1, BY_HAND));
    }

    private static long discount(Money gross) {
        return BigDecimal.valueOf(gross.minor(), 2)
                .multiply(BigDecimal.valueOf(2))
                .setScale(0, RoundingMode.HALF_EVEN)
                .longValueExact();
    }

    void creditNote(Money gross, LocalDate date) {
        items.add(new Item(gross.negated(), 0, date, -1, BY_HAND));
    }

    void payment(Money amount, LocalDate receivedOn, boolean payerKnown) {
        payments.add(new Payment(amount, receivedOn, payerKnown, BY_HAND));
    }

    /** A document of a file; a credit note is below zero and has no discount. */
    void imported(int run, Money gross, LocalDate date, boolean discounted) {
        items.add(new Item(gross, 0, date, discounted && gross.isPositive() ? discount(gross) : -1, run));
    }

    /** A payment of a file, of which nothing is applied yet; says which one it is. */
    int importedPayment(int run, Money amount, LocalDate receivedOn) {
        payments.add(new Payment(amount, receivedOn, true, run));
        return payments.size() - 1;
    }

    /** A file's payment takes what is open of the invoice that it names, never a discount; the rest stays unapplied. */
    void applyImported(int payment, int item) {
        Payment of = payments.get(payment);
        Item to = items.get(item);
        long amount = Math.min(of.unapplied, Math.max(0, to.open));
        if (amount > 0) {
            applications.add(new Application(payment, -1, item, amount, 0, later(of.receivedOn, to.date), of.run));
            to.open -= amount;
            of.unapplied -= amount;
        }
    }

    /** Whether anybody else did something with what an import brought; disputes and promises aside. */
    boolean dependents(int run) {
        return applications.stream().anyMatch(one -> one.run == run ? one.reversed : touches(one, run))
                || applications.stream().anyMatch(one -> one.creditNote >= 0 && items.get(one.creditNote).run == run)
                || payments.stream().anyMatch(one -> one.run == run && one.reversed);
    }

    private boolean touches(Application application, int run) {
        return items.get(application.item).run == run
                || (application.payment >= 0 && payments.get(application.payment).run == run);
    }

    void undo(int run) {
        applications.stream().filter(one -> one.run == run).forEach(this::takeBack);
        for (Item item : items) {
            if (item.run == run) {
                item.voided = true;
                item.open = 0;
            }
        }
        for (Payment payment : payments) {
            if (payment.run == run) {
                payment.reversed = true;
                payment.unapplied = 0;
            }
        }
    }

    void dayPassed() {
        today = today.plusDays(1);
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
                applications.add(new Application(
                        payment, -1, part.item(), amount, earned ? rest : 0, later(of.receivedOn, item.date), BY_HAND));
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
            long amount = part.amount().minor();
            Item item = items.get(part.item());
            applications.add(new Application(-1, creditNote, part.item(), amount, 0, later(today, item.date), BY_HAND));
            credit.open += amount;
            item.open -= amount;
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

    LocalDate today() {
        return today;
    }

    int items() {
        return items.size();
    }

    int payments() {
        return payments.size();
    }

    int applications() {
        return applications.size();
    }

    boolean isInvoice(int item) {
        return items.get(item).net > 0;
    }

    String currency(int item) {
        return items.get(item).currency;
    }

    /** What is left of an item, minor units. */
    long open(int item) {
        return items.get(item).open;
    }

    int runOf(int item) {
        return items.get(item).run;
    }

    /** The day of the last money or credit that stayed, of items of which nothing is left. */
    @Nullable
    LocalDate settledOn(int item) {
        if (items.get(item).open != 0 || items.get(item).voided) {
            return null;
        }
        return applications.stream()
                .filter(one -> !one.reversed && (one.item == item || one.creditNote == item))
                .map(one -> one.appliedOn)
                .max(Comparator.naturalOrder())
                .orElse(null);
    }

    /** Money that stayed on these items, discounts with it, of these days, both included. */
    long paid(IntPredicate which, LocalDate from, LocalDate until) {
        return applications.stream()
                .filter(one -> !one.reversed && one.payment >= 0 && which.test(one.item))
                .filter(one -> !one.appliedOn.isBefore(from) && !one.appliedOn.isAfter(until))
                .mapToLong(one -> one.amount + one.discount)
                .sum();
    }

    /** What is unapplied of the customer's payments of these days, both included. */
    long unapplied(String currency, LocalDate from, LocalDate until) {
        return payments.stream()
                .filter(one -> one.payerKnown && one.currency.equals(currency))
                .filter(one -> !one.receivedOn.isBefore(from) && !one.receivedOn.isAfter(until))
                .mapToLong(one -> one.unapplied)
                .sum();
    }

    /** Compares every residual and account. */
    void audit(LedgerUnderTest ledger) {
        assertThat(ledger.open())
                .as("open")
                .isEqualTo(items.stream().map(item -> item.open).toList());
        assertThat(ledger.unapplied())
                .as("unapplied")
                .isEqualTo(payments.stream().map(payment -> payment.unapplied).toList());
        Map<String, Map<Account, Long>> posted = ledger.accounts();
        Map<String, Map<Account, Long>> expected = expectedAccounts();
        assertThat(expected.keySet()).as("currencies").containsAll(posted.keySet());
        expected.forEach((currency, balances) -> {
            Map<Account, Long> accounts = new EnumMap<>(Account.class);
            accounts.putAll(posted.getOrDefault(currency, Map.of()));
            assertThat(accounts.values().stream().mapToLong(Long::longValue).sum())
                    .as("all accounts in " + currency)
                    .isZero();
            // How a discount is divided is the product's own rule.
            accounts.merge(Account.TAX, accounts.getOrDefault(Account.CASH_DISCOUNT, 0L), Math::addExact);
            accounts.remove(Account.CASH_DISCOUNT);
            accounts.values().removeIf(balance -> balance == 0);
            balances.values().removeIf(balance -> balance == 0);
            assertThat(accounts).as("accounts in " + currency).isEqualTo(balances);
        });
    }

    private Map<String, Map<Account, Long>> expectedAccounts() {
        Map<String, Map<Account, Long>> expected = new HashMap<>();
        for (Item item : items) {
            Map<Account, Long> of = expected.computeIfAbsent(item.currency, key -> new EnumMap<>(Account.class));
            of.merge(Account.RECEIVABLES, item.open, Math::addExact);
            if (item.run == BY_HAND) {
                of.merge(Account.REVENUE, -item.net, Math::addExact);
                of.merge(Account.TAX, -item.tax, Math::addExact);
            } else if (!item.voided) {
                of.merge(Account.MIGRATION, -item.net, Math::addExact);
            }
        }
        for (Payment payment : payments) {
            Map<Account, Long> of = expected.computeIfAbsent(payment.currency, key -> new EnumMap<>(Account.class));
            of.merge(
                    payment.payerKnown ? Account.UNAPPLIED_CASH : Account.SUSPENSE, -payment.unapplied, Math::addExact);
            if (!payment.reversed) {
                of.merge(payment.run == BY_HAND ? Account.BANK : Account.MIGRATION, payment.amount, Math::addExact);
            }
        }
        for (Application application : applications) {
            if (!application.reversed && application.discount != 0) {
                Objects.requireNonNull(expected.get(items.get(application.item).currency))
                        .merge(Account.TAX, application.discount, Math::addExact);
            }
        }
        return expected;
    }

    private static LocalDate later(LocalDate one, LocalDate other) {
        return one.isAfter(other) ? one : other;
    }

    static void require(Set<String> no, boolean holds, String code) {
        if (!holds) {
            no.add(code);
        }
    }

    static boolean permitted(String answer, Set<String> no) {
        if (no.isEmpty()) {
            assertThat(answer).isEqualTo(LedgerUnderTest.DONE);
            return true;
        }
        assertThat(no).contains(answer);
        return false;
    }
}
