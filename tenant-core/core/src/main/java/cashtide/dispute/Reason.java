package cashtide.dispute;

/** Why a customer disputes; the start set of the field's reason codes. */
public enum Reason {
    PRICE,
    QTY_SHORT,
    DAMAGED,
    RETURN,
    NOT_ORDERED,
    DUPLICATE,
    PO_MISSING,
    TAX,
    FREIGHT,
    PROMO,
    UNEARNED_DISC,
    LATE_DELIVERY,
    PENALTY,
    BANK_FEE,
    FX,
    ROUNDING,
    UNKNOWN
}
