package cashtide.ledger;

import java.util.Locale;

/** What happened, that the journal tells of. */
public enum EntryKind {
    INVOICE_ISSUED,
    CREDIT_NOTE_ISSUED,
    PAYMENT_RECEIVED,
    PAYER_IDENTIFIED,
    PAYMENT_APPLIED,
    CREDIT_NOTE_APPLIED,
    REVERSAL;

    String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
