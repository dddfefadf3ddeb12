package cashtide.contract;

import java.math.BigDecimal;
import java.util.Currency;

/** Amounts as they cross the door: minor units in the core, {@code decimal(19,4)} major units in the lake; both exact. */
public final class Amounts {

    /** Decimal places of an amount in the lake. */
    public static final int LAKE_SCALE = 4;

    private Amounts() {}

    /**
     * Major units of an amount, with the lake's scale.
     *
     * @throws IllegalArgumentException when the currency is not one of ISO 4217 or has more than four decimal places
     */
    public static BigDecimal toMajor(long minor, String currency) {
        return BigDecimal.valueOf(minor, digits(currency)).setScale(LAKE_SCALE);
    }

    /**
     * Minor units of an amount.
     *
     * @throws ArithmeticException when the amount is not a whole number of minor units
     */
    public static long toMinor(BigDecimal major, String currency) {
        return major.movePointRight(digits(currency)).longValueExact();
    }

    private static int digits(String currency) {
        int digits = Currency.getInstance(currency).getDefaultFractionDigits();
        if (digits < 0 || digits > LAKE_SCALE) {
            throw new IllegalArgumentException("currency: " + currency + " has no minor unit that fits the lake");
        }
        return digits;
    }
}
