package cashtide.ui.component;

import cashtide.money.Money;
import java.math.BigDecimal;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.text.NumberFormat;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * How numbers and dates are written: group and decimal signs of the tenant's locale, the true minus before the digits, the
 * month in letters so that no date can be misread.
 */
public final class Figures {

    private static final String MINUS = "\u2212";

    private final Locale locale;

    public Figures(Locale locale) {
        this.locale = locale;
    }

    public Locale locale() {
        return locale;
    }

    /** Ledgers and lists: all decimals of the currency, without its code. */
    public String amount(Money money) {
        return number(money.major(), money.currency().getDefaultFractionDigits(), false);
    }

    /** A number with the decimals that it has. */
    public String exact(BigDecimal number) {
        return number(number, Math.max(0, number.scale()), false);
    }

    /** Forecasts: whole units, without the code. */
    public String whole(Money money) {
        return number(money.major(), 0, false);
    }

    /** A change: whole units, always with a sign. */
    public String change(Money money) {
        return number(money.major(), 0, true);
    }

    /** {@code EUR 112,640.30}. */
    public String withCode(Money money) {
        return money.currency().getCurrencyCode() + " " + amount(money);
    }

    /** One sum per currency, by its code: {@code EUR 112,640.30 · USD 5.00}. */
    public String sums(Stream<Money> amounts) {
        Map<String, Money> sums = new TreeMap<>();
        amounts.forEach(money -> sums.merge(money.currency().getCurrencyCode(), money, Money::plus));
        return String.join(" · ", sums.values().stream().map(this::withCode).toList());
    }

    public String count(long number) {
        return number(BigDecimal.valueOf(number), 0, false);
    }

    /** A percentage with one decimal, without the sign. */
    public String percent(BigDecimal percent) {
        return number(percent, 1, false);
    }

    /** A probability in whole percent, without the sign. */
    public static String percent(double probability) {
        return Long.toString(Math.round(100 * probability));
    }

    /** {@code 17 Nov 2026}. */
    public static String date(LocalDate day) {
        return DateTimeFormatter.ofPattern("d MMM yyyy", Locale.ENGLISH).format(day);
    }

    /** {@code 17 Nov}, with the year when it is not the current one. */
    public static String shortDate(@Nullable LocalDate day, LocalDate today) {
        if (day == null) {
            return "";
        }
        return day.getYear() == today.getYear() || Math.abs(day.toEpochDay() - today.toEpochDay()) < 120
                ? DateTimeFormatter.ofPattern("d MMM", Locale.ENGLISH).format(day)
                : date(day);
    }

    /** The day that money is expected on: {@code 17 Nov 2026}; {@code after 11 May 2027} where the model looks no further. */
    public static String expected(@Nullable LocalDate day, boolean orLater) {
        return day == null ? "" : (orLater ? "after " : "") + date(day);
    }

    /** The same in a narrow column: {@code 11 May}, {@code after 11 May}; the month alone where it is a year away. */
    public static String expectedShort(@Nullable LocalDate day, boolean orLater, LocalDate today) {
        if (day == null) {
            return "";
        }
        // An expected day is never past, so within eleven months its year is no question.
        String pattern = day.isBefore(today.plusMonths(11)) ? "d\u00a0MMM" : "MMM\u00a0yyyy";
        return (orLater ? "after " : "")
                + DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH).format(day);
    }

    /** {@code 65 d late}, {@code due today}, {@code due in 3 d}; empty for what has no due date. */
    public static String days(@Nullable Integer daysLate) {
        if (daysLate == null) {
            return "";
        }
        return daysLate > 0 ? daysLate + " d late" : daysLate == 0 ? "due today" : "due in " + -daysLate + " d";
    }

    private String number(BigDecimal value, int decimals, boolean signed) {
        DecimalFormat format = (DecimalFormat) NumberFormat.getNumberInstance(locale);
        DecimalFormatSymbols symbols = format.getDecimalFormatSymbols();
        format.setMinimumFractionDigits(decimals);
        format.setMaximumFractionDigits(decimals);
        format.setDecimalFormatSymbols(symbols);
        String digits = format.format(value.abs());
        return value.signum() < 0 ? MINUS + digits : signed && value.signum() > 0 ? "+" + digits : digits;
    }
}
