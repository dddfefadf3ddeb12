package cashtide.ledger;

import cashtide.ledger.LedgerUnderTest.Part;
import cashtide.money.Money;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Random commands, sensible ones and others, to a ledger and its auditor alike. */
final class Workload {

    private final SplittableRandom random;
    private final LedgerUnderTest ledger;
    private final Auditor auditor;

    Workload(SplittableRandom random, LedgerUnderTest ledger) {
        this(random, ledger, new Auditor());
    }

    Workload(SplittableRandom random, LedgerUnderTest ledger, Auditor auditor) {
        this.random = random;
        this.ledger = ledger;
        this.auditor = auditor;
    }

    /** Carries out so many commands and has everything audited after each {@code every}. */
    void run(int commands, int every) {
        for (int i = 1; i <= commands; i++) {
            step();
            if (i % every == 0 || i == commands) {
                auditor.audit(ledger);
            }
        }
    }

    /** One command. */
    void step() {
        int items = auditor.items();
        int payments = auditor.payments();
        int dice = random.nextInt(100);
        if (items < 2 || dice < 16) {
            invoice();
        } else if (payments < 1 || dice < 30) {
            payment();
        } else if (dice < 36) {
            creditNote();
        } else if (dice < 40) {
            int payment = random.nextInt(payments);
            auditor.identify(payment, ledger.identify(payment));
        } else if (dice < 76) {
            int payment = random.nextInt(payments);
            List<Part> parts = parts(payment);
            auditor.apply(payment, parts, ledger.apply(payment, parts));
        } else if (dice < 86) {
            int creditNote = random.nextInt(items);
            Part part = part(Math.abs(ledger.open().get(creditNote)));
            auditor.applyCredit(creditNote, part, ledger.applyCredit(creditNote, part));
        } else if (dice < 96 && auditor.applications() > 0) {
            int application = random.nextInt(auditor.applications());
            auditor.reverseApplication(application, ledger.reverseApplication(application));
        } else {
            int payment = random.nextInt(payments);
            auditor.reversePayment(payment, ledger.reversePayment(payment));
        }
    }

    private void invoice() {
        Money gross = money(2, 100_000);
        Money tax = new Money(random.nextBoolean() ? 0 : random.nextLong(gross.minor() / 2 + 1), gross.currency());
        LocalDate date = date();
        boolean discounted = random.nextBoolean();
        ledger.invoice(gross, tax, date, discounted);
        auditor.invoice(gross, tax, date, discounted);
    }

    private void creditNote() {
        Money gross = money(1, 50_000);
        LocalDate date = date();
        ledger.creditNote(gross, date);
        auditor.creditNote(gross, date);
    }

    private void payment() {
        Money amount = money(1, 200_000);
        LocalDate receivedOn = date();
        boolean known = random.nextInt(10) > 0;
        ledger.payment(amount, receivedOn, known);
        auditor.payment(amount, receivedOn, known);
    }

    private List<Part> parts(int payment) {
        List<Part> parts = new ArrayList<>();
        long left = ledger.unapplied().get(payment);
        int count = random.nextInt(20) == 0 ? 0 : 1 + random.nextInt(3);
        for (int i = 0; i < count; i++) {
            Part part = part(left);
            parts.add(part);
            left -= part.amount().minor();
        }
        return parts;
    }

    /** Often the amount that settles the item, with or without 2%; often what is left; sometimes nonsense. */
    private Part part(long left) {
        int item = random.nextInt(auditor.items());
        long open = Math.abs(ledger.open().get(item));
        long minor =
                switch (random.nextInt(6)) {
                    case 0 -> open;
                    case 1 -> open - open / 50;
                    case 2 -> Math.min(open, left);
                    case 3 -> left;
                    case 4 -> 1 + random.nextLong(open + 1);
                    default -> random.nextLong(-2, 300_000);
                };
        return new Part(item, Money.of(minor, random.nextInt(4) == 0 ? "USD" : "EUR"));
    }

    private Money money(long from, long to) {
        return Money.of(random.nextLong(from, to), random.nextInt(5) == 0 ? "USD" : "EUR");
    }

    private LocalDate date() {
        return auditor.today().minusDays(random.nextInt(30));
    }
}
