package cashtide.ledger;

import cashtide.money.Money;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;

/**
 * What a workload does to a ledger, in memory or in PostgreSQL. Things are numbered in the order in which they were made;
 * answers are {@code done} or the code of the refusal. There is one customer.
 */
interface LedgerUnderTest {

    String DONE = "done";
    LocalDate TODAY = LocalDate.parse("2026-03-31");

    /** An amount for an item. */
    record Part(int item, Money amount) {}

    /** An invoice, on terms of 2/10 net 30 or 30 days net. */
    void invoice(Money gross, Money tax, LocalDate date, boolean discounted);

    /** A credit note; it is an item like an invoice. */
    void creditNote(Money gross, LocalDate date);

    void payment(Money amount, LocalDate receivedOn, boolean payerKnown);

    String identify(int payment);

    /** Each part that is applied is an application. */
    String apply(int payment, List<Part> parts);

    String applyCredit(int creditNote, Part part);

    String reverseApplication(int application);

    String reversePayment(int payment);

    /** Residuals by item, minor units. */
    List<Long> open();

    /** What is unapplied by payment, minor units. */
    List<Long> unapplied();

    /** Balances by the currency's code, debits above zero; accounts without postings may be missing. */
    Map<String, Map<Account, Long>> accounts();
}
