package cashtide.promise;

import cashtide.money.Money;
import java.math.BigDecimal;
import java.util.Locale;

/** What became of a promise. */
public enum PromiseStatus {
    /** Its day, or the grace after it, is not over. */
    OPEN,
    /** Paid, within the tolerance. */
    KEPT,
    /** Broken, but something was paid. */
    PARTLY_KEPT,
    /** Broken: nothing was paid. */
    BROKEN,
    /** A newer promise took its place before it was due: it does not count as broken. */
    REPLACED;

    /** Share of a promise that counts as the whole. Practice tolerates 90 to 95 percent; the stricter end (case K9). */
    public static final BigDecimal TOLERANCE = new BigDecimal("0.95");

    /** What a promise has come to when its day and grace are over. */
    public static PromiseStatus decide(Money promised, Money paid) {
        if (!paid.isPositive()) {
            return BROKEN;
        }
        BigDecimal enough = BigDecimal.valueOf(promised.minor()).multiply(TOLERANCE);
        return BigDecimal.valueOf(paid.minor()).compareTo(enough) >= 0 ? KEPT : PARTLY_KEPT;
    }

    /** Whether it counts against the customer: paying less than the tolerance is breaking it too. */
    public boolean broken() {
        return this == BROKEN || this == PARTLY_KEPT;
    }

    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static PromiseStatus ofCode(String code) {
        return valueOf(code.toUpperCase(Locale.ROOT));
    }
}
