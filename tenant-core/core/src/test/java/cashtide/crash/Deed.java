package cashtide.crash;

import cashtide.audit.CommandId;
import cashtide.audit.Commands;
import cashtide.audit.Outcome;
import cashtide.cashapp.ApplicationId;
import cashtide.cashapp.ApplyCash;
import cashtide.cashapp.Line;
import cashtide.cashapp.ReverseApplication;
import cashtide.cashapp.ReversePayment;
import cashtide.customer.CustomerId;
import cashtide.invoice.InvoiceId;
import cashtide.invoice.IssueInvoice;
import cashtide.invoice.OpenItemId;
import cashtide.money.Money;
import cashtide.payment.PaymentId;
import cashtide.tenant.Actor;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

/** A command that posts, with the points at which its process is killed and what the ledger holds more once it is done. */
enum Deed {
    APPLY_CASH(new Ledger(1, 2, 1, 0, -100_00, -100_00, 1), Point.values()) {
        @Override
        Outcome<?> carryOut(Commands commands, Actor actor, CommandId command, UUID payment, UUID item) {
            return new ApplyCash(commands)
                    .handle(
                            actor,
                            new ApplyCash.Apply(
                                    command,
                                    new PaymentId(payment),
                                    List.of(new Line(new OpenItemId(item), Money.of(100_00, "EUR")))));
        }
    },
    ISSUE_INVOICE(
            new Ledger(1, 3, 0, 1, 119_00, 0, 1),
            Point.AFTER_THE_INVOICE,
            Point.AFTER_THE_ITEM,
            Point.AFTER_THE_JOURNAL_ENTRY,
            Point.AFTER_THE_POSTINGS,
            Point.AFTER_THE_AUDIT_RECORD,
            Point.BEFORE_THE_COMMIT,
            Point.AFTER_THE_COMMIT_BEFORE_THE_REPLY) {
        @Override
        Outcome<?> carryOut(Commands commands, Actor actor, CommandId command, UUID invoice, UUID customer) {
            return new IssueInvoice(commands)
                    .handle(
                            actor,
                            new IssueInvoice.Issue(
                                    command,
                                    new InvoiceId(invoice),
                                    "K" + invoice,
                                    new CustomerId(customer),
                                    LocalDate.parse("2026-03-01"),
                                    Money.of(119_00, "EUR"),
                                    Money.of(19_00, "EUR"),
                                    "NET30",
                                    null,
                                    null));
        }
    },
    REVERSE_APPLICATION(
            new Ledger(1, 2, 1, 0, 100_00, 100_00, 1),
            Point.AFTER_THE_APPLICATION,
            Point.AFTER_THE_POSTINGS,
            Point.BEFORE_THE_CHANGE_LOG_OF_THE_ITEM,
            Point.AFTER_THE_CHANGE_LOG_OF_THE_PAYMENT,
            Point.BEFORE_THE_COMMIT,
            Point.AFTER_THE_COMMIT_BEFORE_THE_REPLY) {
        @Override
        Outcome<?> carryOut(Commands commands, Actor actor, CommandId command, UUID payment, UUID application) {
            return new ReverseApplication(commands)
                    .handle(actor, new ReverseApplication.Reverse(command, new ApplicationId(application)));
        }
    },
    /** Of a payment that is applied: two entries are taken back, and the money is neither applied nor unapplied. */
    REVERSE_PAYMENT(
            new Ledger(2, 4, 1, 0, 100_00, 0, 1),
            Point.AFTER_THE_ITEMS_ARE_LOCKED,
            Point.AFTER_THE_APPLICATION,
            Point.AFTER_THE_POSTINGS,
            Point.BEFORE_THE_CHANGE_LOG_OF_THE_ITEM,
            Point.AFTER_THE_CHANGE_LOG_OF_THE_PAYMENT,
            Point.BEFORE_THE_COMMIT,
            Point.AFTER_THE_COMMIT_BEFORE_THE_REPLY) {
        @Override
        Outcome<?> carryOut(Commands commands, Actor actor, CommandId command, UUID payment, UUID application) {
            return new ReversePayment(commands)
                    .handle(actor, new ReversePayment.Reverse(command, new PaymentId(payment), "bounced"));
        }
    };

    private final Ledger more;
    private final List<Point> points;

    Deed(Ledger more, Point... points) {
        this.more = more;
        this.points = List.of(points).stream()
                .filter(point -> more.invoices() > 0 || !point.isOfInvoices())
                .toList();
    }

    /** What the ledger holds more afterwards, or less. */
    Ledger more() {
        return more;
    }

    List<Point> points() {
        return points;
    }

    /**
     * Carries it out, in the child or by sending it again.
     *
     * @param first and {@code second} whom it is about: payment and item, invoice and customer, or payment and application
     */
    abstract Outcome<?> carryOut(Commands commands, Actor actor, CommandId command, UUID first, UUID second);
}
