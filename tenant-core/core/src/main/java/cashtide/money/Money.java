package cashtide.money;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Currency;
import java.util.List;
import java.util.stream.IntStream;

/**
 * An amount of money: whole minor units of a currency (cents of EUR, yen of JPY, fils of KWD). Arithmetic is exact or
 * throws; there is no division, only {@link #allocate}.
 *
 * @param minor minor units, negative for what is owed the other way
 */
public record Money(long minor, Currency currency) implements Comparable<Money> {

    public static Money of(long minor, String currencyCode) {
        return new Money(minor, Currency.getInstance(currencyCode));
    }

    public static Money zero(Currency currency) {
        return new Money(0, currency);
    }

    /**
     * The sum.
     *
     * @throws IllegalArgumentException when the currencies differ
     * @throws ArithmeticException when it does not fit
     */
    public Money plus(Money other) {
        return new Money(Math.addExact(minor, sameCurrency(other).minor), currency);
    }

    /** The difference; fails as {@link #plus} does. */
    public Money minus(Money other) {
        return new Money(Math.subtractExact(minor, sameCurrency(other).minor), currency);
    }

    public Money negated() {
        return new Money(Math.negateExact(minor), currency);
    }

    /** The smaller of two amounts of one currency. */
    public Money min(Money other) {
        return minor <= sameCurrency(other).minor ? this : other;
    }

    public boolean isZero() {
        return minor == 0;
    }

    public boolean isPositive() {
        return minor > 0;
    }

    public boolean isNegative() {
        return minor < 0;
    }

    /**
     * Splits the amount in proportion to the weights so that the parts add up to it: each part is rounded towards zero and
     * what is left goes, one minor unit each, to the largest remainders (the earlier of two equal ones first).
     *
     * @param weights none negative, at least one above zero
     */
    public List<Money> allocate(List<Long> weights) {
        BigDecimal total = BigDecimal.ZERO;
        for (long weight : weights) {
            if (weight < 0) {
                throw new IllegalArgumentException("weights: " + weight + " is negative");
            }
            total = total.add(BigDecimal.valueOf(weight));
        }
        if (total.signum() == 0) {
            throw new IllegalArgumentException("weights: none is above zero");
        }
        long[] parts = new long[weights.size()];
        BigDecimal[] remainders = new BigDecimal[parts.length];
        long left = minor;
        for (int i = 0; i < parts.length; i++) {
            BigDecimal[] share = BigDecimal.valueOf(minor)
                    .multiply(BigDecimal.valueOf(weights.get(i)))
                    .divideAndRemainder(total);
            parts[i] = share[0].longValueExact();
            remainders[i] = share[1].abs();
            left -= parts[i];
        }
        int step = Long.signum(left);
        IntStream.range(0, parts.length)
                .boxed()
                .sorted(Comparator.comparing((Integer i) -> remainders[i]).reversed())
                .limit(Math.abs(left))
                .forEach(i -> parts[i] += step);
        List<Money> result = new ArrayList<>(parts.length);
        for (long part : parts) {
            result.add(new Money(part, currency));
        }
        return List.copyOf(result);
    }

    /** This amount times a rate, rounded half-even to the minor unit. */
    public Money times(BigDecimal rate) {
        return new Money(
                BigDecimal.valueOf(minor)
                        .multiply(rate)
                        .setScale(0, RoundingMode.HALF_EVEN)
                        .longValueExact(),
                currency);
    }

    /** In major units with the currency's number of decimals, exact: 12.30 for 1230 cents. */
    public BigDecimal major() {
        return BigDecimal.valueOf(minor, currency.getDefaultFractionDigits());
    }

    @Override
    public int compareTo(Money other) {
        return Long.compare(minor, sameCurrency(other).minor);
    }

    /** For logs and messages: {@code 12.30 EUR}. */
    @Override
    public String toString() {
        return major().toPlainString() + " " + currency.getCurrencyCode();
    }

    private Money sameCurrency(Money other) {
        if (!currency.equals(other.currency)) {
            throw new IllegalArgumentException("currency " + other.currency + " is not " + currency);
        }
        return other;
    }
}
