package cashtide.cashapp;

import cashtide.invoice.Kind;
import cashtide.invoice.OpenItemState;
import cashtide.ledger.Account;
import cashtide.ledger.Posting;
import cashtide.money.Money;
import cashtide.payment.PaymentState;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

/** The rules of settling an open item. Pure: states in, decision out. */
public final class Settlement {

    private Settlement() {}

    /** What the rules say. */
    public sealed interface Decision {

        /**
         * It may be applied.
         *
         * @param amount money or credit used
         * @param discount cash discount granted on top
         * @param appliedOn the item counts as paid by this from that business date
         */
        record Apply(Money amount, Money discount, LocalDate appliedOn) implements Decision {

            /** By how much the item's residual shrinks. */
            public Money settled() {
                return amount.plus(discount);
            }
        }

        /** It may not. */
        record Refuse(CashRefusal reason, String detail) implements Decision {}
    }

    /**
     * Money for an invoice. The item counts as paid from the payment's value date, whenever somebody gets round to applying
     * it, but not before the invoice's own date.
     */
    public static Decision payment(PaymentState payment, OpenItemState item, Money amount) {
        if (payment.reversed()) {
            return new Decision.Refuse(CashRefusal.CASHAPP_PAYMENT_REVERSED, payment.number());
        }
        if (payment.customer() == null) {
            return new Decision.Refuse(CashRefusal.CASHAPP_PAYER_UNKNOWN, payment.number());
        }
        return apply(
                payment.unapplied(), item, amount, discount(item, amount, payment.receivedOn()), payment.receivedOn());
    }

    /** A credit note's credit for an invoice, from the business date on; it never earns a discount. */
    public static Decision creditNote(OpenItemState creditNote, OpenItemState item, Money amount, LocalDate today) {
        if (creditNote.kind() != Kind.CREDIT_NOTE) {
            return new Decision.Refuse(CashRefusal.CASHAPP_NOT_A_CREDIT_NOTE, creditNote.number());
        }
        return apply(
                creditNote.open().negated(),
                item,
                amount,
                Money.zero(item.open().currency()),
                today);
    }

    private static Decision apply(
            Money available, OpenItemState item, Money amount, Money discount, LocalDate effective) {
        if (item.kind() != Kind.INVOICE) {
            return new Decision.Refuse(CashRefusal.CASHAPP_NOT_AN_INVOICE, item.number());
        }
        if (!available.currency().equals(item.open().currency())
                || !amount.currency().equals(item.open().currency())) {
            return new Decision.Refuse(
                    CashRefusal.CASHAPP_CURRENCY_DIFFERS, available + " for " + item.number() + " of " + item.open());
        }
        if (!amount.isPositive()) {
            return new Decision.Refuse(CashRefusal.CASHAPP_AMOUNT_NOT_POSITIVE, amount.toString());
        }
        if (amount.compareTo(available) > 0) {
            return new Decision.Refuse(CashRefusal.CASHAPP_OVERAPPLIED, amount + " of " + available);
        }
        if (item.open().isZero()) {
            return new Decision.Refuse(CashRefusal.CASHAPP_ITEM_SETTLED, item.number());
        }
        if (amount.compareTo(item.open()) > 0) {
            return new Decision.Refuse(CashRefusal.CASHAPP_ITEM_OVERPAID, amount + " for " + item.open());
        }
        LocalDate appliedOn = effective.isBefore(item.invoiceDate()) ? item.invoiceDate() : effective;
        return new Decision.Apply(amount, discount, appliedOn);
    }

    /**
     * The discount that paying {@code amount} earns: the rest of the item, when the money came by the discount date and the
     * rest is no more than the discount granted. Paying less earns nothing (D365's rule without partial discounts).
     *
     * @param valueDate when the money came
     */
    public static Money discount(OpenItemState item, Money amount, LocalDate valueDate) {
        Money none = Money.zero(item.open().currency());
        LocalDate until = item.discountDate();
        boolean earned = until != null && !valueDate.isAfter(until);
        if (!earned || !amount.currency().equals(item.open().currency()) || amount.compareTo(item.open()) > 0) {
            return none;
        }
        Money rest = item.open().minus(amount);
        return rest.compareTo(item.discount()) <= 0 ? rest : none;
    }

    /** How much of {@code available} settles the item: all that is open, less a discount that the value date still earns. */
    public static Money due(OpenItemState item, Money available, LocalDate valueDate) {
        LocalDate until = item.discountDate();
        boolean earned =
                until != null && !valueDate.isAfter(until) && item.open().compareTo(item.discount()) > 0;
        Money full = earned ? item.open().minus(item.discount()) : item.open();
        return full.min(available);
    }

    /**
     * The journal's view of an application: what the customer owed is paid by what we owed the payer. The discount reduces
     * revenue and tax in the proportion they have in the invoice.
     *
     * @param source debited: unapplied cash, or receivables for a credit note
     * @param payer whose money or credit it was
     */
    public static List<Posting> postings(Account source, UUID payer, OpenItemState item, Decision.Apply decision) {
        Money tax = taxOf(item, decision.discount());
        return List.of(
                Posting.debit(source, payer, decision.amount()),
                Posting.debit(Account.CASH_DISCOUNT, null, decision.discount().minus(tax)),
                Posting.debit(Account.TAX, null, tax),
                Posting.credit(Account.RECEIVABLES, item.customer().value(), decision.settled()));
    }

    private static Money taxOf(OpenItemState item, Money discount) {
        long tax = item.invoiceTax().minor();
        if (discount.isZero() || tax == 0) {
            return Money.zero(discount.currency());
        }
        return discount.allocate(List.of(item.invoiceAmount().minor() - tax, tax))
                .get(1);
    }
}
