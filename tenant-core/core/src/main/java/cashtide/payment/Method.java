package cashtide.payment;

import java.util.Locale;

/** How money came in. */
public enum Method {
    BANK_TRANSFER,
    DIRECT_DEBIT,
    CARD,
    CHECK,
    CASH,
    OTHER;

    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Method ofCode(String code) {
        return valueOf(code.toUpperCase(Locale.ROOT));
    }
}
